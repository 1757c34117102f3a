import { setImmediate } from 'node:timers/promises'
import type { Embedder } from '../../providers/embeddings/embedder.ts'
import { type EmbeddedChunk, embeddingId, embeddingText } from '../chunks/chunks.ts'
import type { Attempt } from './attempt.ts'
import { type Draft, type Drafts, saveDrafts, saveEmbeddings } from './drafts.repository.ts'
import { reportDone } from './ingestion.repository.ts'

/** Texts of one call to the embedder, and so between two looks at whether the job is still wanted. */
const batch = 16

/** In ms. What took less is not worth the writing: the next attempt does it again as fast. */
const worthKeeping = 500

/**
 * Embeds what has no embedding yet. What one batch holds is embedded at once; of more, what took its time is saved
 * before it goes on. Raises `embeddings_unavailable`, ClaimLostError, and the reason of the attempt's signal.
 *
 * @param saved whether the drafts come from an earlier attempt, and so are in the database already
 */
export async function embedDrafts(
  attempt: Attempt,
  embedder: Embedder,
  split: Drafts,
  saved: boolean,
): Promise<EmbeddedChunk[]> {
  const { claim, signal } = attempt
  const { drafts } = split
  const total = drafts.length
  const waiting = [...drafts.keys()].filter((index) => !drafts[index]?.embedded)
  await attempt.begin('embedding', { unit: 'chunks', done: total - waiting.length, total })
  let isSaved = saved
  let unsaved: number[] = []
  let since = saved ? performance.now() : attempt.since
  const save = async (done: number) => {
    await attempt.write(async (tx) => {
      if (!isSaved) await saveDrafts(tx, claim, embedder.model, split)
      const rows = unsaved.map((index) => ({ index, ...embeddingOf(drafts, index) }))
      await saveEmbeddings(tx, claim, rows)
      await reportDone(tx, claim, { unit: 'chunks', done, total })
    })
    isSaved = true
    unsaved = []
    attempt.saved()
    since = performance.now()
  }
  for (let from = 0; from < waiting.length; from += batch) {
    // The lexical embedder never waits for anything: heartbeats and other requests get their turn here.
    await setImmediate()
    signal.throwIfAborted()
    // Also before the first batch: it may have been a long way here.
    if (waiting.length - from > batch && performance.now() - since >= worthKeeping) {
      await save(total - waiting.length + from)
    }
    const indexes = waiting.slice(from, from + batch)
    await embedBatch(attempt, embedder, drafts, indexes)
    unsaved.push(...indexes)
  }
  return drafts.map(({ content, location }, index) => ({ content, location, ...embeddingOf(drafts, index) }))
}

async function embedBatch(attempt: Attempt, embedder: Embedder, drafts: Draft[], indexes: number[]): Promise<void> {
  const chosen = indexes.map((index) => drafts[index] as Draft)
  const texts = chosen.map(({ content, location }) => embeddingText(content, location))
  const vectors = await embedder.embed(texts, 'passage', { signal: attempt.signal, onHeld: attempt.held })
  for (const [i, draft] of chosen.entries()) {
    const embedding = vectors[i]
    if (!embedding) throw new Error(`the embedder gave ${vectors.length} vectors for ${texts.length} texts`)
    draft.embedded = { embedding_id: embeddingId(embedder.model, texts[i] ?? ''), embedding }
  }
}

function embeddingOf(drafts: readonly Draft[], index: number) {
  const embedded = drafts[index]?.embedded
  if (!embedded) throw new Error(`chunk ${index} has no embedding`)
  return embedded
}
