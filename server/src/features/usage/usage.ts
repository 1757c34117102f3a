import type { TenantTx } from '../../db/tenant.ts'
import { quotaExceeded } from '../../problems.ts'
import { findUsage } from './usage.repository.ts'

/** What somebody is about to add: so many documents, and so many bytes at least. */
interface Added {
  documents: number
  bytes: number
}

/**
 * Refuses what is known not to fit before any byte of it is stored. The database has the last word, for several at
 * once and for what is only known at the end. Raises `quota_exceeded`.
 */
export async function requireQuota(tx: TenantTx, added: Added): Promise<void> {
  const row = await findUsage(tx)
  if (!row) return
  const { documents, bytes, max_documents, max_bytes } = row
  if (max_documents !== null && documents + added.documents > max_documents) {
    throw quotaExceeded({ what: 'documents', limit: max_documents, used: documents })
  }
  if (max_bytes !== null && bytes + added.bytes > max_bytes) {
    throw quotaExceeded({ what: 'bytes', limit: max_bytes, used: bytes })
  }
}
