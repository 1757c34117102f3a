import { repeat } from '../../concurrency/repeat.ts'
import type { Database } from '../../db/pool.ts'
import { withTenant } from '../../db/tenant.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { nextTurn } from './ingestion.repository.ts'

/** In ms: how long a document keeps its place while those of other clients wait, and how often that is looked at. */
const fair = { sliceMs: 60_000, lookMs: 5_000 }

/** A priority lower than that of any document. */
const last = -(2 ** 31)

/** The reason of a signal that ends an attempt so that other clients' documents come first. */
export class TimeSliceOverError extends Error {
  /** Turns that the attempt has cost its client. */
  readonly turns: number

  constructor(turns: number) {
    super('others come first')
    this.name = 'TimeSliceOverError'
    this.turns = turns
  }
}

export interface TimeSlice {
  /** Aborted when the share is spent, there is something saved to go on from, and others wait whose turn it is then. */
  over: AbortSignal
  /** Something was saved: what has saved nothing would begin anew, and never come to its end. */
  onSaved(): void
  end(): Promise<void>
}

/**
 * What an attempt at a client's document may have of its worker.
 *
 * @param othersWait whether another client's document waits that comes before one of that priority
 */
export function openTimeSlice(
  { database, logger }: { database: Database; logger: Logger },
  { client_id, document_id }: { client_id: string; document_id: string },
  othersWait: (priority: number) => Promise<boolean>,
  { sliceMs, lookMs } = fair,
): TimeSlice {
  const over = new AbortController()
  let since = performance.now()
  let saved = false
  const look = async () => {
    if (!saved || over.signal.aborted) return
    // Most documents take less than a second, and each costs its client one turn.
    const turns = Math.round((performance.now() - since) / 1000)
    const next = turns + (await withTenant(database, { kind: 'job', client_id }, (tx) => nextTurn(tx, document_id)))
    if (await othersWait(-next)) over.abort(new TimeSliceOverError(turns))
    // Time in which no other document waited costs nothing, or an hour alone would cost an hour of waiting.
    else if (!(await othersWait(last))) since = performance.now()
  }
  const warn = (error: unknown) => logger.warn({ err: error }, 'whether others wait is not known')
  const { end } = repeat(lookMs, look, warn, sliceMs)
  return {
    over: over.signal,
    onSaved() {
      saved = true
    },
    end,
  }
}
