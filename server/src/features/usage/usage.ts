import type { TenantTx } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import { findAgentUsage, findUsage, requireQuota } from './usage.repository.ts'
import type { UsageBy } from './usage.schema.ts'

export { requireQuota }

/** What the client uses and may use. Raises `forbidden` for a caller from whom something that the totals include is hidden. */
export async function readUsage(tx: TenantTx) {
  const row = await findUsage(tx)
  if (!row) throw new Problem('forbidden')
  return row
}

/** What executions of agents used: all of them for admins, their own for others. Days of the calendar in UTC. */
export async function readAgentUsage(
  tx: TenantTx,
  given: { from?: string | undefined; to?: string | undefined; by: UsageBy },
) {
  const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  const to = given.to ?? dayOf(Date.now())
  const from = given.from ?? dayOf(Date.parse(to) - 29 * 86_400_000)
  const asked = { from, to, by: given.by }
  return { ...asked, data: await findAgentUsage(tx, asked) }
}
