import { sql } from 'kysely'
import type { Database } from '../../db/pool.ts'
import { queries } from '../../db/query-builder.ts'
import { withSystem } from '../../db/system.ts'

/** Days that something is kept; null for ever. */
interface Retention {
  executionsDays: number | null
  auditDays: number | null
}

/** Rows of one transaction. */
const batch = 1_000

/**
 * Deletes executions that have ended and entries of the logs, of all clients, that are older than they are kept. In
 * batches; any number of workers may do so at once. Raises what `signal` is aborted with.
 *
 * @returns how many of each were deleted
 */
export async function deleteExpiredRecords(
  database: Database,
  { executionsDays, auditDays }: Retention,
  { now = Date.now(), signal }: { now?: number; signal?: AbortSignal } = {},
): Promise<{ executions: number; audit: number }> {
  const forget = async (which: 'executions' | 'audit', days: number | null) => {
    if (days === null) return 0
    const before = new Date(now - days * 24 * 3600 * 1000).toISOString()
    const call = sql<{
      gone: number
    }>`select ${sql.raw(`private.forget_${which}`)}(${before}::timestamptz, ${batch}) as gone`
    for (let total = 0; ; ) {
      signal?.throwIfAborted()
      const [row] = await withSystem(database, (tx) => tx.run(call.compile(queries)))
      total += row?.gone ?? 0
      if ((row?.gone ?? 0) < batch) return total
    }
  }
  return { executions: await forget('executions', executionsDays), audit: await forget('audit', auditDays) }
}
