import { sql } from 'kysely'
import { queries } from '../../db/query.ts'
import type { TenantTx } from '../../db/tenant.ts'
import { below } from './documents.repository.ts'

/** Some of the documents below something, kept from changing until the transaction ends. */
export async function lockSome(tx: TenantTx, what: keyof typeof below, id: string, limit: number): Promise<string[]> {
  const rows = await tx.run(
    queries
      .selectFrom('documents as d')
      .innerJoin('knowledge_collections as c', 'c.id', 'd.collection_id')
      .select('d.id')
      .where(below[what], '=', id)
      .orderBy('d.id')
      .limit(limit)
      .forUpdate('d'),
  )
  return rows.map(({ id }) => id)
}

/** Whether a knowledge base has a collection that is kept from whoever asks. */
export async function hidesCollections(tx: TenantTx, id: string): Promise<boolean> {
  const [row] = await tx.run(
    sql<{ hides: boolean }>`select private.has_hidden_collections(private.current_client_id(), ${id}) as hides`.compile(
      queries,
    ),
  )
  return row?.hides ?? false
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
