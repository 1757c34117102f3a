import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import { repository } from '../../db/repository.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { TextLanguage } from '../../parsing/language.ts'

export const documents = repository('documents', [
  'id',
  'collection_id',
  'name',
  'source_type',
  'source_url',
  'file_type',
  'file_size',
  'refresh_interval_hours',
  'next_refresh_at',
  'last_fetched_at',
  'last_fetch_error_code',
  'language',
  'status',
  'error_code',
  'error_params',
  'content_hash',
  'latest_version',
  'current_version',
  'chunk_count',
  'warnings',
  'embedding_status',
  'unembedded_count',
  'embedding_error_code',
  'embedding_error_params',
  'created_at',
  'updated_at',
])

/**
 * Changes a document; its chunks follow to its collection, where they are found by their words, and by their meaning once they
 * have vectors of its model; and with `followName` to its name.
 */
export async function changeDocument(
  tx: TenantTx,
  id: string,
  changes: { name?: string | undefined; collection_id?: string | undefined; language?: TextLanguage | undefined },
) {
  return documents.patch(tx, id, { ...changes, given_language: changes.language })
}

/** Ends a document that waits or is being worked on; false where it is neither. */
export async function cancelDocument(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx.run(
    queries
      .updateTable('documents')
      .set({ status: 'cancelled' })
      .where('id', '=', id)
      .where('status', 'in', ['pending', 'processing'])
      .returning('id'),
  )
  return rows.length > 0
}

/** Where the processing of a document stands in the queue: smaller comes first. 0 for no such document. */
export async function findTurn(tx: TenantTx, document_id: string): Promise<number> {
  const [row] = await tx.run(queries.selectFrom('ingestions').select('turn').where('document_id', '=', document_id))
  return row?.turn ?? 0
}

/**
 * A document of a collection that has these bytes, or will have them once it is processed; undefined where there is none.
 * Who asks for the same at the same moment waits until this transaction has ended, and then finds what it made.
 */
export async function findDuplicate(
  tx: TenantTx,
  collection_id: string,
  content_hash: string,
): Promise<{ id: string; name: string } | undefined> {
  await tx.run(
    sql`select pg_advisory_xact_lock(hashtextextended(
      'renum.document ' || ${collection_id}::text || ' ' || ${content_hash}::text, 0))`.compile(queries),
  )
  const [found] = await tx.run(
    queries
      .selectFrom('documents')
      .select(['id', 'name'])
      .where('collection_id', '=', collection_id)
      .where('content_hash', '=', content_hash)
      // What failed or was cancelled is found by no search, unless an earlier version of it is.
      .where('status', 'not in', ['failed', 'cancelled'])
      .orderBy('created_at')
      .orderBy('id')
      .limit(1),
  )
  return found
}
