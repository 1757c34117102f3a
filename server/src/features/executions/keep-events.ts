import type { Database } from '../../db/pool.ts'
import { withTenant } from '../../db/tenant.ts'
import type { Logger } from '../../telemetry/logger.ts'
import type { ExecutionEvent, ExecutionLog } from './execution-log.ts'
import { insertEventsOf, leaseSeconds } from './executions.repository.ts'

/** Between two writes of what was told, in ms; a text that comes in many pieces is one row. */
const keepEvery = 300
/** Clients whose events are written at once. */
const clientsAtOnce = 3

/** Writes what the executions of this process tell: those of a client together, however many run. */
export interface EventKeeper {
  /**
   * Begins with an execution.
   *
   * @param onLost is called once where nothing of it could be kept for as long as a process may be silent
   * @returns ends with it, and gives what of its events is not kept yet
   */
  keep(execution: { id: string; client_id: string; log: ExecutionLog; onLost(): void }): () => Promise<ExecutionEvent[]>
}

interface Kept {
  id: string
  client_id: string
  log: ExecutionLog
  unkept: ExecutionEvent[]
  /** Since when it could not be kept. */
  failing: number | undefined
  onLost(): void
}

export function createEventKeeper({ database, logger }: { database: Database; logger: Logger }): EventKeeper {
  const all = new Map<string, Kept>()
  let writing: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  const tick = () => {
    timer = undefined
    writing = writeAll().finally(() => {
      writing = undefined
      schedule()
    })
  }
  const schedule = () => {
    if (all.size > 0 && !timer && !writing) timer = setTimeout(tick, keepEvery).unref()
  }

  async function writeAll(): Promise<void> {
    const clients = Map.groupBy(all.values(), ({ client_id }) => client_id).entries()
    const lanes = Array.from({ length: clientsAtOnce }, async () => {
      for (const [client_id, executions] of clients) await write(client_id, executions)
    })
    await Promise.all(lanes)
  }

  async function write(client_id: string, executions: Kept[]): Promise<void> {
    for (const one of executions) one.unkept.push(...one.log.takeUnkept())
    const told = executions.filter(({ unkept }) => unkept.length > 0)
    if (told.length === 0) return
    const events = told.map(({ id, unkept }) => ({ id, events: [...unkept] }))
    try {
      await withTenant(database, { kind: 'job', client_id }, (tx) => insertEventsOf(tx, events))
      for (const [i, one] of told.entries()) {
        one.unkept.splice(0, events[i]?.events.length)
        one.failing = undefined
      }
    } catch (err) {
      logger.warn({ err, executions: told.length }, 'what executions told could not be kept yet')
      for (const one of told) {
        one.failing ??= Date.now()
        if (Date.now() - one.failing < leaseSeconds * 1000) continue
        one.onLost()
      }
    }
  }

  return {
    keep({ id, ...execution }) {
      const kept: Kept = { id, ...execution, unkept: [], failing: undefined }
      all.set(id, kept)
      schedule()
      return async () => {
        all.delete(id)
        // What is on its way is in front of the rest.
        await writing
        return [...kept.unkept, ...kept.log.takeUnkept()]
      }
    },
  }
}
