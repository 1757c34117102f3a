import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { TextLanguage } from '../../parsing/language.ts'
import { Problem } from '../../problems.ts'
import { type EmbeddedChunk, insertChunks } from '../chunks/chunks.ts'
import { documents, type VersionKey, type Warning } from '../documents/documents.ts'

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
      // A late attempt at a document that has ended would end it, and report its end, once more.
      .where('d.status', 'in', ['pending', 'processing'])
      .whereRef('d.latest_version', '=', 'v.version_number')
      .where((where) =>
        where.or([where('d.current_version', 'is', null), where('d.current_version', '<', version_number)]),
      )
      .returning(['v.storage_path', 'v.file_type', 'c.embedding_model', 'c.ocr', 'd.source_url', 'd.name']),
  )
  return row
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
      .select(['d.client_id', 'd.collection_id', 'd.name', 'd.given_language', 'c.embedding_model'])
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
  // A caller may have set it while the text was being read.
  const language = document.given_language ?? made.language
  await tx.run(queries.deleteFrom('document_chunks').where('document_id', '=', document_id))
  const { client_id, collection_id, name } = document
  const of = {
    client_id,
    document_id,
    collection_id,
    version_number,
    model: model.model,
    dimensions: model.dimensions,
    name,
  }
  await insertChunks(tx, of, chunks)
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
