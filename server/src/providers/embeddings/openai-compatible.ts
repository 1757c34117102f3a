import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { createSemaphore } from '../../concurrency/semaphore.ts'
import type { HttpEmbeddingsConfig } from '../../config.ts'
import { Problem } from '../../problems.ts'
import type { Logger } from '../../telemetry/logger.ts'
import type { Embedder, EmbedOptions } from './embedder.ts'
import { retryAfterMs } from './retry-after.ts'

/** In ms, and tests may shorten them. */
export interface HttpLimits {
  /** For one request. */
  timeout: number
  /** Before a request that failed is sent again; it doubles with each. */
  retry: number
  /** The longest break that is taken at once: then the service is asked whether it still wants one. */
  hold: number
  /** The longest that a search waits for the end of breaks, all of them together. */
  patience: number
}

const usual: HttpLimits = { timeout: 60_000, retry: 500, hold: 900_000, patience: 2_000 }

/** Requests for one batch that may fail in a row, breaks not counted. */
const tries = 3

const answer = z.object({ data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()) })) })

/** The service asked for a break, in ms from now; null where it did not say for how long. */
class BusyError extends Error {
  readonly ms: number | null

  constructor(status: number, ms: number | null) {
    super(`the embedding service answered ${status}`)
    this.ms = ms
  }
}

/** What no repetition mends: a wrong key, a wrong model. */
class RefusedError extends Error {}

/**
 * An embedding service that speaks OpenAI's `POST /embeddings`. When it answers 429 or 503, nothing is sent to it from
 * this process until its Retry-After (seconds or a date) has passed, and a growing time whatever it names: documents
 * wait, and no attempt of theirs is spent on it; a search waits two seconds at most, however many breaks there are.
 * Other failures are tried three times. Raises `embeddings_unavailable`, of passages `embeddings_refused`, and the signal's reason.
 */
export function createHttpEmbedder(config: HttpEmbeddingsConfig, logger: Logger, limits: HttpLimits = usual): Embedder {
  const requests = createSemaphore(config.concurrency)
  let heldUntil = 0
  let refusals = 0

  function hold(asked: number | null): void {
    // All that were under way are refused together: that is one refusal.
    if (heldUntil <= Date.now()) refusals++
    const grown = limits.retry * 2 ** Math.min(refusals - 1, 8)
    // A Retry-After of 0, or a date that has passed by their clock, is no leave to ask without end. And not all
    // processes come back in the same moment.
    const ms = Math.min(limits.hold, Math.max(asked ?? 0, grown) * (1 + Math.random() / 4))
    const until = Date.now() + ms
    if (until <= heldUntil) return
    heldUntil = until
    logger.warn({ model: config.model, seconds: Math.ceil(ms / 1000) }, 'the embedding service asks for a break')
  }

  async function waitForBreak(deadline: number, signal: AbortSignal, options: EmbedOptions) {
    while (heldUntil > Date.now()) {
      if (heldUntil > deadline) throw new Problem('embeddings_unavailable')
      options.onHeld?.(new Date(heldUntil))
      await pause(heldUntil - Date.now(), signal)
    }
  }

  async function embed(texts: readonly string[], purpose: 'passage' | 'query', options: EmbedOptions = {}) {
    const signal = options.signal ?? new AbortController().signal
    const urgent = purpose === 'query' || options.urgent === true
    const deadline = urgent ? Date.now() + limits.patience : Number.POSITIVE_INFINITY
    for (let failed = 0; ; ) {
      await waitForBreak(deadline, signal, options)
      try {
        // What a search waits for goes before what is being ingested.
        const priority = urgent ? 1 : 0
        const send = async () => {
          // A break may have begun while this waited.
          if (heldUntil > Date.now()) return undefined
          const vectors = await request(
            config,
            texts,
            purpose,
            AbortSignal.any([signal, AbortSignal.timeout(limits.timeout)]),
          )
          refusals = 0
          return vectors
        }
        const embedded = await requests.run(send, { priority, signal })
        if (embedded) return embedded
      } catch (error) {
        signal.throwIfAborted()
        if (error instanceof BusyError) {
          hold(error.ms)
          continue
        }
        failed++
        if (error instanceof RefusedError || failed === tries) {
          logger.warn({ err: error, model: config.model }, 'the embedding service failed')
          // Who searches can change neither a key nor a model; who ingests is told apart what another try may mend.
          const isRefused = error instanceof RefusedError && !urgent
          throw new Problem(isRefused ? 'embeddings_refused' : 'embeddings_unavailable', { cause: error })
        }
        await pause(limits.retry * 2 ** (failed - 1), signal)
      }
    }
  }

  return {
    provider: 'http',
    model: vectorName(config),
    dimensions: config.dimensions,
    mode: 'semantic',
    embed,
  }
}

/** What the vectors are called: what a service is told of passages makes other vectors of them, of queries none that are kept. */
function vectorName({ model, dimensions, inputTypes, prefixes }: HttpEmbeddingsConfig): string {
  const name = `http:${model}@${dimensions}`
  if (inputTypes === null && prefixes.passage === '') return name
  const told = JSON.stringify([inputTypes?.passage ?? null, prefixes.passage])
  return `${name}-${createHash('sha256').update(told).digest('hex').slice(0, 8)}`
}

/** Raises the signal's own reason. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted())
}

async function request(
  { url, apiKey, model, dimensions, shorten, inputTypes, prefixes }: HttpEmbeddingsConfig,
  texts: readonly string[],
  purpose: 'passage' | 'query',
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const response = await fetch(`${url}/embeddings`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(apiKey ? { Authorization: `Bearer ${apiKey}` } : {}) },
    body: JSON.stringify({
      model,
      input: texts.map((text) => prefixes[purpose] + text),
      encoding_format: 'float',
      ...(shorten && { dimensions }),
      ...(inputTypes && { input_type: inputTypes[purpose] }),
    }),
    // A key goes where it was meant to go.
    redirect: 'error',
    signal,
  })
  if (!response.ok) {
    const after = retryAfterMs(response.headers.get('Retry-After'), Date.now())
    await response.body?.cancel()
    if (response.status === 429 || (response.status === 503 && after !== null)) {
      throw new BusyError(response.status, after)
    }
    const message = `the embedding service answered ${response.status}`
    throw response.status < 500 && response.status !== 408 ? new RefusedError(message) : new Error(message)
  }
  const { data } = answer.parse(await response.json())
  const vectors: Float32Array[] = []
  for (const { index, embedding } of data) {
    if (embedding.length !== dimensions) {
      throw new RefusedError(`the embedding service gave ${embedding.length} dimensions, not ${dimensions}`)
    }
    vectors[index] = unit(embedding)
  }
  if (texts.some((_, i) => !vectors[i])) throw new Error('the embedding service left texts out')
  return vectors
}

/** Of length 1, as all of ours are; a zero vector, which cosine does not know, becomes some direction. */
function unit(numbers: number[]): Float32Array {
  const length = Math.hypot(...numbers)
  if (length === 0) return Float32Array.from(numbers, (_, i) => (i === 0 ? 1 : 0))
  return Float32Array.from(numbers, (number) => number / length)
}
