import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { UsageBy } from './usage.schema.ts'

/** What the client of this transaction uses and may use; undefined for a caller who may not see it. */
export async function findUsage(tx: TenantTx) {
  const [row] = await tx.run(
    queries.selectFrom('client_usage').select(['documents', 'bytes', 'max_documents', 'max_bytes']),
  )
  return row
}

/** What a caller is about to add: so many documents, and so many bytes at least. */
interface Added {
  documents: number
  bytes: number
}

/**
 * Refuses what is known not to fit before any byte of it is stored. The database has the last word, for several at
 * once and for what is only known at the end. Raises `quota_exceeded`.
 */
export function requireQuota(tx: TenantTx, { documents, bytes }: Added): Promise<unknown> {
  return tx.run(sql`select private.require_room(${documents}::bigint, ${bytes}::bigint)`.compile(queries))
}

const columns = { day: sql`day::text`, agent: sql`agent_id`, user: sql`user_id`, api_key: sql`api_key_id` }

export interface AgentUsage {
  /** The day, or the id; null where what was asked had none, as a key has no person. */
  of: string | null
  executions: number
  failed: number
  input_tokens: number
  output_tokens: number
  cost_usd: number
  unpriced: number
}

/** What executions used from one day to another, both included; what cost most first, days in their order. */
export function findAgentUsage(tx: TenantTx, asked: { from: string; to: string; by: UsageBy }): Promise<AgentUsage[]> {
  const of = columns[asked.by]
  const order = asked.by === 'day' ? sql`1` : sql`cost_usd desc, executions desc, 1`
  return tx.run(
    sql<AgentUsage>`
      select * from (
        select ${of} as of, sum(executions)::int as executions, sum(failed)::int as failed,
               sum(input_tokens)::float8 as input_tokens, sum(output_tokens)::float8 as output_tokens,
               sum(cost_usd) as cost_usd, sum(unpriced)::int as unpriced
          from agent_usage where day between ${asked.from}::date and ${asked.to}::date group by 1) u
       order by ${order} limit 1000`.compile(queries),
  )
}
