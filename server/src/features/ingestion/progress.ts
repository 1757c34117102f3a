import type { Pending } from '../chunks/chunks.ts'
import { describeEmbedding, type EmbeddingProgress } from './embedding-progress.ts'

/** Where the processing of a document is, as the database has it. */
export interface Ingestion {
  document_id: string
  collection_id: string
  version_number: number
  /** Of the document. */
  status: string
  step: string
  unit: string | null
  done: number
  total: number | null
  done_before: number
  attempt: number
  running: boolean
  /** What an attempt at this version has failed of. */
  last_error_code: string | null
  started_at: string | null
  step_started_at: string
  updated_at: string
  document_revision: number
  /** Of the document: the version that searches find, and its chunks. */
  current_version: number | null
  chunk_count: number
  /** What of it has no vector yet. */
  pending: Pending | null
}

export interface Progress {
  document_id: string
  collection_id: string
  version_number: number
  /** Of the document: `pending` and `processing` go on, all others have ended. */
  status: string
  step: string
  /** Of all steps together, 0 to 100, whole; 100 only when the version can be searched. */
  percent: number
  /** What `done` and `total` count in this step, null where it counts nothing. */
  unit: string | null
  done: number
  /** Null where it is not known yet. */
  total: number | null
  attempt: number
  /** Units a second in this step, in this attempt; null while nothing can be said. */
  per_second: number | null
  /** Of this step, rounded up; null while nothing can be said. */
  seconds_left: number | null
  started_at: string | null
  updated_at: string
  /**
   * Why nothing happens: `worker` no process works on jobs, `turn` others come first, `retry` an attempt failed and the
   * next one is to come. Null while something happens, or nothing is to be done any more.
   */
  waiting_for: 'worker' | 'turn' | 'retry' | null
  /** The vectors of the version that searches find; null before there is one. */
  embedding: EmbeddingProgress | null
  /** Larger with every change of this document's processing. */
  revision: number
}

/** Where each step begins and ends in percent of the whole: by what they take of a long document. */
const spans: Record<string, readonly [number, number]> = {
  queued: [0, 0],
  fetching: [0, 5],
  parsing: [5, 70],
  splitting: [70, 80],
  // Of letters alone: what a sentence model makes comes behind it.
  embedding: [80, 90],
  storing: [90, 99],
  finished: [100, 100],
}

/** An attempt that was not heard of for so long, in ms, while no worker runs, went with its worker. */
const silence = 20_000

/**
 * What a person is told about a document's processing, computed from its row alone: polling and event
 * streams tell the same.
 *
 * @param row from `findIngestion`
 * @param now in ms since 1970: what the remaining time and the silence of a worker are measured against
 * @param workers how many processes work on jobs (`Queue.countWorkers`)
 */
export function describeProgress(row: Ingestion, now: number, workers: number): Progress {
  const { document_id, collection_id, version_number, status, step, unit, done, total, attempt } = row
  const { started_at, updated_at, document_revision } = row
  const going = status === 'pending' || status === 'processing'
  const seconds = (Date.parse(updated_at) - Date.parse(row.step_started_at)) / 1000
  const moved = done - row.done_before
  const speed = going && row.running && unit !== null && moved > 0 && seconds > 0 ? moved / seconds : null
  const left = speed !== null && total !== null ? Math.max(0, Math.ceil((total - done) / speed)) : null
  return {
    document_id,
    collection_id,
    version_number,
    status,
    step,
    percent: percentOf(step, done, total),
    unit,
    done,
    total,
    attempt,
    per_second: speed === null ? null : Number(speed.toPrecision(3)),
    seconds_left: left,
    started_at,
    updated_at,
    waiting_for: going ? waitingFor(row, now, workers) : null,
    embedding: row.current_version === null ? null : describeEmbedding(row, now, workers),
    revision: document_revision,
  }
}

function percentOf(step: string, done: number, total: number | null): number {
  const [from, to] = spans[step] ?? [0, 0]
  const part = total !== null && total > 0 ? Math.min(1, done / total) : 0
  return Math.floor(from + (to - from) * part)
}

function waitingFor(row: Ingestion, now: number, workers: number): Progress['waiting_for'] {
  if (!row.running) {
    if (workers === 0) return 'worker'
    return row.last_error_code === null ? 'turn' : 'retry'
  }
  return workers === 0 && now - Date.parse(row.updated_at) > silence ? 'worker' : null
}
