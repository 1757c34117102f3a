import { Problem } from '../../problems.ts'
import type { Logger } from '../../telemetry/logger.ts'
import type { Embedder } from './embedder.ts'
import { fingerprint, type ModelFolder, readDimensions } from './model-folder.ts'
import { type ModelProcess, ModelProcessError, startModelProcess } from './model-process.ts'

/** How long the process of a model may be silent, in ms. */
export interface Limits {
  load: number
  text: number
  download: number
}

interface Item {
  text: string
  resolve: (vector: Float32Array) => void
  reject: (error: unknown) => void
}

/**
 * A sentence model of this machine, through transformers.js in a process of its own, which is started again when it
 * ends. Texts are embedded one at a time: a quantized model computes its scales over a whole batch, so that a text's
 * vector would depend on its neighbours (cosine 0.9975 to itself, measured), and a batch is no faster on a CPU. What a
 * search waits for goes before what is being ingested.
 *
 * @throws ModelProcessError where the model cannot be loaded
 */
export async function openLocalEmbedder(
  source: ModelFolder,
  limits: Limits,
  logger: Logger,
): Promise<Embedder & { close(): Promise<void> }> {
  const waiting: Record<'query' | 'passage', Item[]> = { query: [], passage: [] }
  let working = false
  let closed = false
  let running: ModelProcess | undefined

  async function load() {
    const started = startModelProcess({}, logger)
    running = started
    try {
      return await started.ask({ kind: 'load', folder: source }, 'loaded', limits.load)
    } catch (error) {
      await started.stop()
      throw error
    }
  }

  const { dimensions, fingerprint: print } = await load()

  /** The process of the model, started again where it has ended. */
  async function current(): Promise<ModelProcess> {
    if (!running?.alive) {
      const again = await load()
      if (again.fingerprint !== print) {
        await running?.stop()
        throw new ModelProcessError('other', 'the files of the model have changed; restart to use them')
      }
    }
    if (!running) throw new ModelProcessError('ended', 'the process of the model has ended')
    return running
  }

  async function embedWithRetry(text: string, isQuery: boolean): Promise<Float32Array> {
    for (let attempt = 1; ; attempt++) {
      let asked = false
      try {
        if (closed) throw new ModelProcessError('ended', 'the embedder is closed')
        const model = await current()
        asked = true
        return (await model.ask({ kind: 'embed', text }, 'vector', limits.text)).vector
      } catch (error) {
        if (closed || attempt === 2) {
          // A model that was there, and twice gave no vector: it is the text's fault, and no other text waits for it.
          const isRefused = asked && !closed && !isQuery
          throw new Problem(isRefused ? 'embeddings_refused' : 'embeddings_unavailable', { cause: error })
        }
        logger.warn({ err: error }, 'the model failed on a text; trying once more')
      }
    }
  }

  async function work(): Promise<void> {
    if (working) return
    working = true
    for (;;) {
      const query = waiting.query.shift()
      const item = query ?? waiting.passage.shift()
      if (!item) break
      await embedWithRetry(item.text, query !== undefined).then(item.resolve, item.reject)
    }
    working = false
  }

  return {
    provider: 'local',
    model: vectorName(source, print),
    dimensions,
    mode: 'semantic',
    embed(texts, purpose, options) {
      const line = waiting[options?.urgent ? 'query' : purpose]
      const prefix = source.prefixed ? `${purpose}: ` : ''
      const vectors = texts.map(
        (text) =>
          new Promise<Float32Array>((resolve, reject) => {
            line.push({ text: prefix + text, resolve, reject })
          }),
      )
      void work()
      return Promise.all(vectors)
    },
    async close() {
      closed = true
      await running?.stop()
    },
  }
}

/** What the vectors of a model are called. */
function vectorName({ name, dtype }: ModelFolder, fingerprint: string): string {
  return `local:${name}@${dtype}-${fingerprint.slice(0, 8)}`
}

/** A model that is there to be found, and whose process starts with the first text. */
export async function openWhenAsked(
  source: ModelFolder,
  open: () => Promise<Embedder & { close(): Promise<void> }>,
): Promise<{ embedder: Embedder; close(): Promise<void> }> {
  const [print, dimensions] = await Promise.all([fingerprint(source), readDimensions(source)])
  let opened: ReturnType<typeof open> | undefined
  let closed = false
  const openOnce = () => {
    opened ??= open().catch((cause) => {
      opened = undefined
      throw new Problem('embeddings_unavailable', { cause })
    })
    return opened
  }
  return {
    embedder: {
      provider: 'local',
      model: vectorName(source, print),
      dimensions,
      mode: 'semantic',
      async embed(...asked) {
        if (closed) throw new Problem('embeddings_unavailable')
        return (await openOnce()).embed(...asked)
      },
    },
    async close() {
      closed = true
      await opened?.then(({ close }) => close()).catch(() => {})
    },
  }
}
