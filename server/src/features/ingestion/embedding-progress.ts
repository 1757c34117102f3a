import type { Pending } from '../chunks/chunks.ts'

export interface EmbeddingProgress {
  /** `failed`: the embedder has refused it; it is asked again later. */
  status: 'pending' | 'ready' | 'failed'
  /** Chunks that have their vector, of all of the document. */
  done: number
  total: number
  /** Null while nothing can be said. */
  per_second: number | null
  seconds_left: number | null
  /**
   * Why nothing happens: `worker` no process works on jobs, `turn` others come first, `embedder` what makes the vectors asks for
   * a break, does not answer or has refused. Null while something happens, or nothing is to be done any more.
   */
  waiting_for: 'worker' | 'turn' | 'embedder' | null
  error_code: string | null
}

/** In ms. What was not heard of for so long waits again. */
const silence = 20_000

/** What a person is told about the vectors of a document; `pending` null: it has all of them. */
export function describeEmbedding(
  { chunk_count, pending }: { chunk_count: number; pending: Pending | null },
  now: number,
  workers: number,
): EmbeddingProgress {
  if (!pending) {
    const all = { done: chunk_count, total: chunk_count }
    return { status: 'ready', ...all, per_second: null, seconds_left: null, waiting_for: null, error_code: null }
  }
  const { status, missing_count, begun_at, missing_at_begin, held_until, error_code, updated_at } = pending
  const seconds = begun_at === null ? 0 : (Date.parse(updated_at) - Date.parse(begun_at)) / 1000
  const moved = (missing_at_begin ?? missing_count) - missing_count
  const speed = moved > 0 && seconds > 0 ? moved / seconds : null
  const heard = begun_at !== null && now - Date.parse(updated_at) < silence
  const isHeld = held_until !== null && Date.parse(held_until) > now
  return {
    status: status === 'failed' ? 'failed' : 'pending',
    done: Math.max(0, chunk_count - missing_count),
    total: chunk_count,
    per_second: speed === null ? null : Number(speed.toPrecision(3)),
    seconds_left: speed === null ? null : Math.ceil(missing_count / speed),
    waiting_for: isHeld ? 'embedder' : heard ? null : workers === 0 ? 'worker' : 'turn',
    error_code,
  }
}
