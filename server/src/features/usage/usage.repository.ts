import { queries } from '../../db/query.ts'
import type { TenantTx } from '../../db/tenant.ts'

/** What the client of this transaction uses and may use. */
export async function findUsage(tx: TenantTx) {
  const [row] = await tx.run(
    queries.selectFrom('client_usage').select(['documents', 'bytes', 'max_documents', 'max_bytes']),
  )
  return row
}
