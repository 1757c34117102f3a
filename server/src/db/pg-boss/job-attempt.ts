import type { JobWithMetadata } from 'pg-boss'
import { type Database, pool } from '../pool.ts'
import type { JobAttempt, JobKind } from '../queue.ts'
import { schema } from './boss.ts'

/**
 * One attempt at a job, as its handler gets it, and `requeue`, which makes the job wait again without counting the
 * attempt.
 *
 * @param stopping aborted when the worker is to stop
 */
export function openJobAttempt<Payload extends object>(
  database: Database,
  kind: JobKind<Payload>,
  job: JobWithMetadata<unknown>,
  stopping: AbortSignal,
): { attempt: JobAttempt<Payload>; requeue(): Promise<void> } {
  // pg-boss makes the retry of this row, and has no call to change it. Only as long as the job is this worker's.
  const change = async (set: string, values: unknown[] = []) => {
    await database[pool].query(
      `update ${schema}.job set ${set}
        where name = $1 and id = $2 and state = 'active' and retry_count = $3`,
      [kind.name, job.id, job.retryCount, ...values],
    )
  }
  // More retries than the kind has were granted to attempts that do not count. Where the kind has been given fewer
  // since, all of them pass for granted.
  const granted = Math.max(0, Math.min(job.retryCount, job.retryLimit - kind.options.retryLimit))
  // Counted, or what ends this attempt would end the next one, too; and granted, so that none is lost.
  const again = `state = 'retry', retry_limit = retry_limit + 1, start_after = ${schema}.job_now()`
  return {
    requeue: () => change(again),
    attempt: {
      payload: kind.payload.parse(job.data),
      signal: AbortSignal.any([job.signal, stopping]),
      number: job.retryCount + 1 - granted,
      retryAt: (priority) => change('priority = $4', [priority]),
      async othersWait(priority) {
        const { rows } = await database[pool].query<{ wait: boolean }>(
          // None is ever blocked: it is what pg-boss's index by priority asks for.
          `select exists (
             select from ${schema}.job
              where name = $1 and state < 'active' and not blocked and start_after <= ${schema}.job_now()
                and priority > $3 and group_id is distinct from $2) as wait`,
          [kind.name, job.groupId ?? null, priority],
        )
        return rows[0]?.wait === true
      },
      putBack: (priority) => change(`${again}, priority = $4`, [priority]),
    },
  }
}
