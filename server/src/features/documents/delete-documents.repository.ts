import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'

/** How documents are found from what they are below. */
const below = {
  document: 'd.id',
  collection: 'd.collection_id',
  knowledge_base: 'c.knowledge_base_id',
  client: 'c.client_id',
} as const

type Below = keyof typeof below

const documentsToLock = (what: Below, id: string) =>
  queries
    .selectFrom('documents as d')
    .innerJoin('knowledge_collections as c', 'c.id', 'd.collection_id')
    .select('d.id')
    .where(below[what], '=', id)
    .orderBy('d.id')
    .forUpdate('d')

/** Some of the documents below something, kept from changing until the transaction ends. */
export async function lockSome(tx: TenantTx, what: Below, id: string, limit: number): Promise<string[]> {
  const rows = await tx.run(documentsToLock(what, id).limit(limit))
  return rows.map(({ id }) => id)
}

/**
 * Keeps everything below something from changing until the transaction ends, when it is locked itself: what is added
 * meanwhile waits, and then has nothing to belong to.
 */
export async function lockBelow(tx: TenantTx, what: Below, id: string): Promise<void> {
  if (what === 'document') return
  if (what === 'client') await tx.run(queries.selectFrom('knowledge_bases').select('id').orderBy('id').forUpdate())
  if (what !== 'collection') {
    await tx.run(
      queries
        .selectFrom('knowledge_collections as c')
        .select('c.id')
        .$if(what === 'knowledge_base', (query) => query.where('c.knowledge_base_id', '=', id))
        .orderBy('c.id')
        .forUpdate(),
    )
  }
  await tx.run(documentsToLock(what, id))
}

/** Where the files of all versions of the documents below something are. */
export async function findStoragePaths(tx: TenantTx, what: Below, id: string): Promise<string[]> {
  const rows = await tx.run(
    queries
      .selectFrom('document_versions as v')
      .innerJoin('documents as d', 'd.id', 'v.document_id')
      .innerJoin('knowledge_collections as c', 'c.id', 'd.collection_id')
      .select('v.storage_path')
      .distinct()
      .where(below[what], '=', id),
  )
  return rows.map(({ storage_path }) => storage_path)
}

/** Whether a knowledge base has a collection that is hidden from the caller. */
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
