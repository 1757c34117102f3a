import { setImmediate } from 'node:timers/promises'
import type { Database } from '../../db/pool.ts'
import { type Principal, type TenantTx, withTenant } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import type { Embedder } from '../../providers/embeddings/embedder.ts'
import type { Embedders } from '../../providers/embeddings/embedders.ts'
import type { Logger } from '../../telemetry/logger.ts'
import type { EmbeddingShard } from './chunks.jobs.ts'
import { embeddingId, embeddingText } from './embedding-text.ts'
import {
  type Embedded,
  holdPending,
  lockDocuments,
  type MissingChunk,
  notePending,
  readMissing,
  saveEmbeddings,
} from './pending-embeddings.repository.ts'

interface EmbedServices {
  database: Database
  embedders: Embedders
  logger: Logger
}

/** Texts of one call to the embedder, and so between two looks at whether it is to go on. */
const batch = 16

/** In ms: what was embedded is written at least so often. */
const saveEvery = 500

/** In ms. A service that does not answer is asked again after the first; one that has refused a text or a key, after the second. */
const patience = { unavailable: 15_000, refused: 15 * 60_000 }

/** In ms. Who asks for a longer break is not waited for: something else may be done meanwhile. */
const shortBreak = 5_000

/** An embedder that asks for a longer break. */
class HeldError extends Error {
  readonly until: Date

  constructor(until: Date) {
    super('the embedder asks for a break')
    this.until = until
  }
}

/**
 * Embeds what a client has waiting in a shard, the documents first that have waited longest, until nothing is left that can be
 * embedded now. Safe to repeat and to kill: a vector is written once, with the count of what is missing, and what was not
 * written is still missing. What an embedder refuses, or does not answer, is said at the documents.
 *
 * @param isOver whether it is to end here, so that others come first: asked when something has been written
 * @returns whether it ended for others
 */
export async function embedPending(
  services: EmbedServices,
  { client_id, shard }: EmbeddingShard,
  signal: AbortSignal,
  isOver: () => Promise<boolean> = async () => false,
): Promise<boolean> {
  const { database } = services
  const principal: Principal = { kind: 'job', client_id }
  const write = <T>(body: (tx: TenantTx) => Promise<T>) => withTenant(database, principal, body)
  const without = new Set<string>()
  const refused = new Map<string, Refusal>()
  for (;;) {
    signal.throwIfAborted()
    if (await isOver()) return true
    const { documents, chunks } = await write((tx) => readMissing(tx, shard, [...without], [...refused.keys()]))
    if (documents.length === 0) return false
    const having = new Set(chunks.map(({ document_id }) => document_id))
    const complete = documents.filter((id) => !having.has(id))
    if (complete.length > 0) {
      await write(async (tx) => {
        await lockDocuments(tx, complete)
        await notePending(tx, complete)
      })
      // All else of them is done.
      for (const { document_id, model, problem } of refused.values()) {
        if (!complete.includes(document_id)) continue
        const until = later(patience.refused)
        await write((tx) =>
          holdPending(tx, { shard, model, document_ids: [document_id] }, problem, { until, failed: true }),
        )
      }
    }
    for (const [model, missing] of Map.groupBy(chunks, (chunk) => chunk.model)) {
      const goesOn = await embedModel(services, { write, shard, model, signal, isOver, refused }, missing)
      if (!goesOn) without.add(model)
    }
  }
}

const later = (ms: number) => new Date(Date.now() + ms)

/** A text that an embedder does not take, by the id of its chunk. */
interface Refusal {
  document_id: string
  model: string
  problem: Problem
}

interface Run {
  write<T>(body: (tx: TenantTx) => Promise<T>): Promise<T>
  shard: number
  model: string
  signal: AbortSignal
  isOver(): Promise<boolean>
  refused: Map<string, Refusal>
}

/** Embeds chunks with one model; false where it is of no use to go on with that model now. */
async function embedModel(
  { embedders, logger }: EmbedServices,
  { write, shard, model, signal, isOver, refused }: Run,
  chunks: readonly MissingChunk[],
): Promise<boolean> {
  const embedder = embedders.find(model)
  const hold = (problem: Problem | null, until: Date, failed: boolean) =>
    write((tx) => holdPending(tx, { shard, model }, problem, { until, failed }))
  if (!embedder) {
    const params = { model, configured: embedders.current.model }
    await hold(new Problem('embedding_model_unavailable', { params }), later(patience.refused), true)
    return false
  }
  const tell = (step: string, of: readonly { document_id: string }[]) => {
    const document_ids = [...new Set(of.map(({ document_id }) => document_id))]
    logger.debug({ document_ids, model, step }, 'embedding step')
  }
  let unsaved: Embedded[] = []
  let begun = Date.now()
  let since = performance.now()
  const save = async () => {
    if (unsaved.length > 0) {
      tell(
        'saving',
        unsaved.map(({ chunk }) => chunk),
      )
      await write((tx) => saveEmbeddings(tx, embedder, unsaved, begun))
    }
    unsaved = []
    begun = Date.now()
    since = performance.now()
  }
  try {
    for (let from = 0; from < chunks.length; from += batch) {
      // The lexical embedder never waits for anything: heartbeats and requests get their turn here.
      await setImmediate()
      signal.throwIfAborted()
      const some = chunks.slice(from, from + batch)
      tell('embedding', some)
      unsaved.push(...(await embedBatch(embedder, some, signal, refused)))
      if (performance.now() - since < saveEvery) continue
      await save()
      if (await isOver()) break
    }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof HeldError) && !(error instanceof Problem)) throw error
    await save()
    if (error instanceof HeldError) await hold(null, error.until, false)
    else if (error.code === 'embeddings_refused') await hold(error, later(patience.refused), true)
    else if (error.code === 'embeddings_unavailable') await hold(error, later(patience.unavailable), false)
    else throw error
    logger.warn({ err: error, model }, 'vectors wait for their embedder')
    return false
  }
  await save()
  return true
}

/**
 * Embeds a batch. Of one that is refused each text is tried alone: where others are taken, it was that text's fault, and is told
 * in `refused`. Raises HeldError, `embeddings_refused` where all of them are, and `embeddings_unavailable`.
 */
async function embedBatch(
  embedder: Embedder,
  chunks: readonly MissingChunk[],
  signal: AbortSignal,
  refused: Map<string, Refusal>,
): Promise<Embedded[]> {
  try {
    return await embedTogether(embedder, chunks, signal)
  } catch (error) {
    if (!isRefusal(error)) throw error
    const embedded: Embedded[] = []
    const failed: [string, Refusal][] = []
    for (const chunk of chunks) {
      try {
        embedded.push(...(await embedTogether(embedder, [chunk], signal)))
      } catch (one) {
        // Two texts that are refused, and none that was taken: then it is not about them.
        if (!isRefusal(one) || (failed.length > 0 && embedded.length === 0)) throw one
        failed.push([chunk.chunk_id, { document_id: chunk.document_id, model: embedder.model, problem: one }])
      }
    }
    for (const [chunk_id, refusal] of failed) refused.set(chunk_id, refusal)
    return embedded
  }
}

async function embedTogether(
  embedder: Embedder,
  chunks: readonly MissingChunk[],
  signal: AbortSignal,
): Promise<Embedded[]> {
  const texts = chunks.map(({ content, metadata }) => embeddingText(content, metadata))
  const held = new AbortController()
  const vectors = await embedder.embed(texts, 'passage', {
    signal: AbortSignal.any([signal, held.signal]),
    onHeld(until) {
      if (until.getTime() - Date.now() > shortBreak) held.abort(new HeldError(until))
    },
  })
  return chunks.map((chunk, i) => {
    const embedding = vectors[i]
    if (!embedding) throw new Error(`the embedder gave ${vectors.length} vectors for ${texts.length} texts`)
    return { chunk, embedding, embedding_id: embeddingId(embedder.model, texts[i] ?? '') }
  })
}

function isRefusal(error: unknown): error is Problem {
  return error instanceof Problem && error.code === 'embeddings_refused'
}
