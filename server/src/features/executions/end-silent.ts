import { sql } from 'kysely'
import type { Database } from '../../db/pool.ts'
import { queries } from '../../db/query-builder.ts'
import type { Queue } from '../../db/queue.ts'
import { withSystem } from '../../db/system.ts'
import { withTenant } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { runExecutionJob } from './executions.jobs.ts'
import { endSilent } from './executions.repository.ts'

interface Silent {
  client_id: string
  id: string
  status: 'queued' | 'running'
}

/** Executions that are looked at together. */
const most = 200

/**
 * Ends the executions whose process has not been heard of, and those that wait for a job that is there no more: with
 * `execution_interrupted` and what they had told. Any number of processes may do so at once. Raises what `signal` is aborted with.
 *
 * @param quietMs how long beyond the end of its lease one is left alone
 * @returns how many it ended
 */
export async function endSilentExecutions(
  { database, queue, logger }: { database: Database; queue: Queue; logger: Logger },
  { quietMs = 5_000, signal }: { quietMs?: number; signal?: AbortSignal } = {},
): Promise<number> {
  const before = new Date(Date.now() - quietMs)
  const silent = await withSystem(database, (tx) =>
    tx.run(
      sql<Silent>`select client_id, id, status from private.silent_executions(${before.toISOString()}::timestamptz,
        ${most}::int)`.compile(queries),
    ),
  )
  const waiting = silent.filter(({ status }) => status === 'queued').map(({ id }) => id)
  const lost = waiting.length > 0 ? await queue.findLost([runExecutionJob], waiting) : new Set<string>()
  let ended = 0
  for (const { client_id, id, status } of silent) {
    if (status === 'queued' && !lost.has(id)) continue
    signal?.throwIfAborted()
    try {
      const did = await withTenant(database, { kind: 'job', client_id }, (tx) =>
        endSilent(tx, id, before, 'execution_interrupted'),
      )
      if (!did) continue
      ended++
      logger.warn({ execution_id: id }, 'an execution had no process any more')
    } catch (error) {
      // Its client was deleted meanwhile.
      if (!(error instanceof Problem && error.code === 'unauthenticated')) throw error
    }
  }
  return ended
}
