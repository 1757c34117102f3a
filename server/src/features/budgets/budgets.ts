import type { TenantTx } from '../../db/tenant.ts'
import { found, Problem } from '../../problems.ts'
import { agents } from '../agents/agents.ts'
import { type CreationKey, createOnce } from '../idempotency/idempotency.ts'
import { budgets, findLeft } from './budgets.repository.ts'

export { isBudgeted, reserveBudget } from './budgets.repository.ts'

/** With what is left of each. */
export async function listBudgets(tx: TenantTx, options: Parameters<typeof budgets.list>[1]) {
  const { data, next_cursor } = await budgets.list(tx, options)
  return { data: await withLeft(tx, data), next_cursor }
}

/** Raises `not_found` with the field (the agent), `conflict` where it has one for the period, `idempotency_key_reused`. */
export async function createBudget(
  tx: TenantTx,
  asked: { agent_id: string | null; period: 'day' | 'month'; limit_usd: number },
  key: CreationKey | undefined,
) {
  const { agent_id, ...given } = asked
  if (agent_id !== null && !(await agents.get(tx, agent_id))) throw new Problem('not_found', { field: 'agent_id' })
  const created = await createOnce(tx, key, 'agent_budgets', () =>
    budgets.create(tx, { ...given, agent_id: agent_id ?? undefined }),
  )
  const [row] = await withLeft(tx, [created.row])
  return { ...created, row: found(row) }
}

/** Raises `not_found`. */
export async function changeBudget(tx: TenantTx, id: string, given: { limit_usd?: number | undefined }) {
  const [row] = await withLeft(tx, [found(await budgets.patch(tx, id, given))])
  return found(row)
}

async function withLeft<Row extends { id: string; limit_usd: number }>(tx: TenantTx, rows: readonly Row[]) {
  const left = await findLeft(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, left_usd: left.get(row.id) ?? row.limit_usd }))
}
