import { Problem } from '../../problems.ts'
import type { ExecutionLog } from './execution-log.ts'
import type { ExecutionRow } from './executions.repository.ts'
import type { EventKeeper } from './keep-events.ts'

/** Why an execution is stopped from outside. */
export type StopReason = 'cancelled' | 'timed_out' | 'interrupted' | 'lost'

export interface LiveExecution {
  id: string
  log: ExecutionLog
  /** Stops it; the first reason counts. */
  stop(reason: StopReason): void
  /** Settles with how it ended; undefined where another process ended it. */
  ended: Promise<ExecutionRow | undefined>
}

/** The executions that run in this process. */
export interface LiveExecutions {
  /** Runs one. Raises `too_many_at_once`. */
  run(id: string, log: ExecutionLog, body: (signal: AbortSignal) => Promise<ExecutionRow | undefined>): LiveExecution
  /** Raises `too_many_at_once` where there is no place for another. */
  requirePlace(): void
  find(id: string): LiveExecution | undefined
  /** Writes what they tell. */
  keeper: EventKeeper
  /** Stops all, and waits until they have ended. */
  close(): Promise<void>
}

export class Stopped extends Error {
  readonly reason: StopReason

  constructor(reason: StopReason) {
    super(`stopped: ${reason}`)
    this.name = 'Stopped'
    this.reason = reason
  }
}

/** For so long one that has ended can still be read from memory, in ms. */
const keptMs = 5_000

export function createLiveExecutions(keeper: EventKeeper, { most = 300 } = {}): LiveExecutions {
  const running = new Map<string, LiveExecution>()
  const readable = new Map<string, LiveExecution>()
  let closed = false
  const requirePlace = () => {
    if (closed || running.size >= most) throw new Problem('too_many_at_once')
  }
  return {
    keeper,
    requirePlace,
    run(id, log, body) {
      requirePlace()
      const stopping = new AbortController()
      const live: LiveExecution = {
        id,
        log,
        stop(reason) {
          stopping.abort(new Stopped(reason))
        },
        ended: body(stopping.signal).finally(() => {
          running.delete(id)
          setTimeout(() => readable.delete(id), keptMs).unref()
        }),
      }
      // Whoever waits for it hears of its failure.
      live.ended.catch(() => {})
      running.set(id, live)
      readable.set(id, live)
      return live
    },
    find: (id) => readable.get(id),
    async close() {
      closed = true
      const all = [...running.values()]
      for (const live of all) live.stop('interrupted')
      await Promise.allSettled(all.map(({ ended }) => ended))
    },
  }
}
