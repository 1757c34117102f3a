import { queries } from '../../db/query.ts'
import type { TenantTx } from '../../db/tenant.ts'

/** Some of the client's documents, kept from changing until the transaction ends. */
export async function lockSome(tx: TenantTx, limit: number): Promise<string[]> {
  const rows = await tx.run(queries.selectFrom('documents').select('id').orderBy('id').limit(limit).forUpdate())
  return rows.map(({ id }) => id)
}

/** Where the files of all their versions are. */
export async function findPathsOf(tx: TenantTx, ids: string[]): Promise<string[]> {
  const rows = await tx.run(
    queries.selectFrom('document_versions').select('storage_path').distinct().where('document_id', 'in', ids),
  )
  return rows.map(({ storage_path }) => storage_path)
}

/** How many of them there were to delete, with versions, chunks and whatever else is theirs. */
export async function removeAll(tx: TenantTx, ids: string[]): Promise<number> {
  const rows = await tx.run(queries.deleteFrom('documents').where('id', 'in', ids).returning('id'))
  return rows.length
}
