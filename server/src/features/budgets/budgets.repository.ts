import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import { repository } from '../../db/repository.ts'
import type { TenantTx } from '../../db/tenant.ts'

export const budgets = repository('agent_budgets', [
  'id',
  'agent_id',
  'period',
  'limit_usd',
  'created_at',
  'updated_at',
])

/** What is left of each, by its id. For callers who see all executions. */
export async function findLeft(tx: TenantTx, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.run(
    sql<{ id: string; left_usd: number }>`select b.id, private.budget_left(b) as left_usd from agent_budgets b
       where b.id = any (${ids}::uuid[])`.compile(queries),
  )
  return new Map(rows.map(({ id, left_usd }) => [id, left_usd]))
}

/** Whether executions of the agent are under a budget. */
export async function isBudgeted(tx: TenantTx, agent_id: string): Promise<boolean> {
  const [row] = await tx.run(
    sql<{ budgeted: boolean }>`select private.is_budgeted(${agent_id}::uuid) as budgeted`.compile(queries),
  )
  return row?.budgeted ?? false
}

/**
 * Reserves up to `wanted` US dollars for an execution's next call, and `atLeast` so much; `spent` is what its calls before cost,
 * instead of what was reserved for them. Undefined where the execution runs no more. Raises `budget_reached`.
 */
export async function reserveBudget(
  tx: TenantTx,
  execution_id: string,
  { spent, wanted, atLeast }: { spent: number; wanted: number; atLeast: number },
): Promise<number | undefined> {
  const [row] = await tx.run(
    sql<{ granted: number | null }>`select private.reserve_budget(${execution_id}::uuid, ${spent}::float8,
      ${wanted}::float8, ${atLeast}::float8) as granted`.compile(queries),
  )
  return row?.granted ?? undefined
}
