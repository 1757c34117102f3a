import type { TenantTx } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import { findUsage, requireQuota } from './usage.repository.ts'

export { requireQuota }

/** What the client uses and may use. Raises `forbidden` for a caller from whom something that the totals include is hidden. */
export async function readUsage(tx: TenantTx) {
  const row = await findUsage(tx)
  if (!row) throw new Problem('forbidden')
  return row
}
