import { sql } from 'kysely'
import { queries } from '../../db/query.ts'
import { repository } from '../../db/repository.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { TextLanguage } from '../../parsing/language.ts'
import { Problem } from '../../problems.ts'
import { type EmbeddedChunk, writeChunks } from '../chunks/insert-chunks.ts'
import type { Warning } from './warnings.ts'

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

export const versions = repository('document_versions', [
  'id',
  'document_id',
  'version_number',
  'change_type',
  'change_description',
  'changed_by',
  'file_type',
  'file_size',
  'content_hash',
  'created_at',
])

export const usageStats = repository('document_usage_stats', [
  'id',
  'document_id',
  'chunk_id',
  'agent_id',
  'usage_count',
  'first_used_at',
  'last_used_at',
])

/**
 * The original of a version; where none is named, of the one that searches find, or of the newest before there is any.
 * Undefined for no such document or version.
 */
export async function findFile(tx: TenantTx, id: string, version?: number) {
  const [row] = await tx.run(
    queries
      .selectFrom('documents as d')
      .innerJoin('document_versions as v', (join) =>
        join
          .onRef('v.document_id', '=', 'd.id')
          .on('v.version_number', '=', sql`coalesce(${version ?? null}::int, d.current_version, d.latest_version)`),
      )
      .select(['d.name', 'v.storage_path', 'v.file_type', 'v.file_size'])
      .where('d.id', '=', id),
  )
  return row
}

/**
 * Marks a document as being worked on; undefined where it is gone or has ended, and where this version is published
 * already, or not the newest any more.
 */
export async function startProcessing(tx: TenantTx, { document_id, version_number }: VersionKey) {
  const [row] = await tx.run(
    queries
      .updateTable('documents as d')
      .from(['document_versions as v', 'knowledge_collections as c'])
      .set({ status: 'processing', error_code: null, error_params: null })
      .whereRef('v.document_id', '=', 'd.id')
      .whereRef('c.id', '=', 'd.collection_id')
      .where('d.id', '=', document_id)
      .where('v.version_number', '=', version_number)
      // Whoever comes back to a document that has ended would end it once more, and tell of it once more.
      .where('d.status', 'in', ['pending', 'processing'])
      .whereRef('d.latest_version', '=', 'v.version_number')
      .where((where) =>
        where.or([where('d.current_version', 'is', null), where('d.current_version', '<', version_number)]),
      )
      .returning(['v.storage_path', 'v.file_type', 'c.embedding_model', 'c.ocr', 'd.source_url', 'd.name']),
  )
  return row
}

export interface VersionKey {
  document_id: string
  version_number: number
}

/**
 * Replaces what searches find of a document by the chunks of a version, in the caller's transaction: at no moment
 * is half a version to be found. False where the document was deleted, cancelled or overtaken meanwhile; raises
 * `embedding_model_unavailable` where its collection has another model.
 */
export async function publishVersion(
  tx: TenantTx,
  { document_id, version_number }: VersionKey,
  model: { model: string; dimensions: number },
  made: { language: TextLanguage; chunks: readonly EmbeddedChunk[]; warnings: readonly Warning[] },
): Promise<boolean> {
  const { chunks, warnings } = made
  const [document] = await tx.run(
    queries
      .selectFrom('documents as d')
      .innerJoin('knowledge_collections as c', 'c.id', 'd.collection_id')
      .select(['d.client_id', 'd.collection_id', 'd.given_language', 'c.embedding_model'])
      .select(sql<number>`'extensions.vector'::regtype::oid`.as('vector_type'))
      .where('d.id', '=', document_id)
      .where('d.status', '=', 'processing')
      .where('d.latest_version', '=', version_number)
      .forUpdate('d'),
  )
  if (!document) return false
  if (document.embedding_model !== model.model) {
    throw new Problem('embedding_model_unavailable', {
      params: { model: document.embedding_model, configured: model.model },
    })
  }
  // Somebody may have said it while the text was being read.
  const language = document.given_language ?? made.language
  await tx.run(queries.deleteFrom('document_chunks').where('document_id', '=', document_id))
  const { client_id, collection_id, vector_type } = document
  const of = {
    client_id,
    document_id,
    collection_id,
    version_number,
    model: model.model,
    dimensions: model.dimensions,
    language,
  }
  await writeChunks(tx, of, vector_type, chunks)
  await documents.patch(tx, document_id, {
    status: 'ready',
    language,
    current_version: version_number,
    chunk_count: chunks.length,
    warnings: JSON.stringify(warnings),
  })
  return true
}

/**
 * Changes a document; its chunks follow to its collection, and to its language. Raises
 * `collection_uses_another_model` where they could not be searched in the new one.
 */
export async function changeDocument(
  tx: TenantTx,
  id: string,
  changes: { name?: string | undefined; collection_id?: string | undefined; language?: TextLanguage | undefined },
) {
  if (changes.collection_id !== undefined) await requireSameModel(tx, id, changes.collection_id)
  const row = await documents.patch(tx, id, { ...changes, given_language: changes.language })
  if (row && changes.language !== undefined) {
    await tx.run(
      queries.updateTable('document_chunks').set({ language: changes.language }).where('document_id', '=', id),
    )
  }
  return row
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

/**
 * Ends a document that was being worked on with its reason, unless a newer version is on its way; `processing_failed`
 * gives way to the problem of the last attempt, where that had one.
 *
 * @returns the code that the document has now; undefined where nothing ended
 */
export async function failDocument(
  tx: TenantTx,
  { document_id, version_number }: VersionKey,
  { code, params }: Problem,
): Promise<string | undefined> {
  const [last] = await tx.run(
    queries
      .selectFrom('ingestions')
      .select(['last_error_code', 'last_error_params'])
      .where('document_id', '=', document_id)
      .where('version_number', '=', version_number)
      .where('last_error_code', 'is not', null),
  )
  const told = code === 'processing_failed' && last ? last : undefined
  const [row] = await tx.run(
    queries
      .updateTable('documents')
      .set({
        status: 'failed',
        error_code: told?.last_error_code ?? code,
        error_params: JSON.stringify(told?.last_error_params ?? params),
      })
      .where('id', '=', document_id)
      .where('latest_version', '=', version_number)
      .where('status', 'in', ['pending', 'processing'])
      .returning('error_code'),
  )
  return row?.error_code ?? undefined
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

/**
 * Makes room for the next version: the document waits for it, and what searches find stays until it is published.
 * Undefined for no such document.
 */
export async function beginVersion(
  tx: TenantTx,
  id: string,
  original: { file_type: string; file_size: number; content_hash: string },
) {
  const [row] = await tx.run(
    queries
      .updateTable('documents')
      .set((value) => ({
        ...original,
        status: 'pending',
        error_code: null,
        error_params: null,
        latest_version: value('latest_version', '+', 1),
      }))
      .where('id', '=', id)
      .returning(['collection_id', 'latest_version']),
  )
  return row
}

/** Those of the files that a version names. */
export async function findStored(tx: TenantTx, paths: readonly string[]): Promise<string[]> {
  const rows = await tx.run(
    queries
      .selectFrom('document_versions')
      .select('storage_path')
      .distinct()
      .where(sql<boolean>`storage_path = any(${paths}::text[])`),
  )
  return rows.map(({ storage_path }) => storage_path)
}

/** Whether any version names this file. */
export async function isStored(tx: TenantTx, storage_path: string): Promise<boolean> {
  const rows = await tx.run(
    queries.selectFrom('document_versions').select('id').where('storage_path', '=', storage_path).limit(1),
  )
  return rows.length > 0
}

/** Where the original of a version is, and what it is; undefined for no such version. */
export async function findVersion(tx: TenantTx, { document_id, version_number }: VersionKey) {
  const [row] = await tx.run(
    queries
      .selectFrom('document_versions')
      .select(['storage_path', 'file_type', 'file_size', 'content_hash'])
      .where('document_id', '=', document_id)
      .where('version_number', '=', version_number),
  )
  return row
}
