import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'

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
