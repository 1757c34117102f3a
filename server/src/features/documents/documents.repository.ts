import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import { repository } from '../../db/repository.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { TextLanguage } from '../../parsing/language.ts'
import { Problem } from '../../problems.ts'

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
  'created_at',
  'updated_at',
])

/**
 * Changes a document; its chunks follow to its collection, and with `followLanguage` to its language. Raises
 * `collection_uses_another_model` where they could not be searched in the new one.
 */
export async function changeDocument(
  tx: TenantTx,
  id: string,
  changes: { name?: string | undefined; collection_id?: string | undefined; language?: TextLanguage | undefined },
) {
  if (changes.collection_id !== undefined) await requireSameModel(tx, id, changes.collection_id)
  return documents.patch(tx, id, { ...changes, given_language: changes.language })
}

/** Characters whose words are found anew in one statement: some tenths of a second on the embedded database. */
const charactersAtOnce = 60_000

/**
 * Has the next chunks of a document follow to its language; false where none was left, or the document has another one by
 * now.
 */
export async function followLanguage(tx: TenantTx, id: string, language: TextLanguage): Promise<boolean> {
  const [{ changed } = { changed: 0 }] = await tx.run(
    sql<{ changed: number }>`
      with next as (
        select c.client_id, c.id, sum(length(c.content)) over (order by c.chunk_index, c.id) - length(c.content) as before
          from document_chunks c
         where c.document_id = ${id} and c.language <> ${language}
           and exists (select from documents d where d.id = c.document_id and d.language = ${language})
         order by c.chunk_index, c.id
         limit 500
      ), changed as (
        update document_chunks c set language = ${language}
          from next n
         where c.client_id = n.client_id and c.id = n.id and n.before < ${charactersAtOnce}
        returning 1
      )
      select count(*)::int as changed from changed`.compile(queries),
  )
  return changed > 0
}

async function requireSameModel(tx: TenantTx, id: string, collection_id: string): Promise<void> {
  const models = await tx.run(
    queries
      .selectFrom('knowledge_collections')
      .select('embedding_model')
      .distinct()
      .where((where) =>
        where.or([
          where('id', '=', collection_id),
          where('id', '=', where.selectFrom('documents').select('collection_id').where('documents.id', '=', id)),
        ]),
      ),
  )
  if (models.length > 1) throw new Problem('collection_uses_another_model', { field: 'collection_id' })
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
