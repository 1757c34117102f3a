import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { TextLanguage } from '../../parsing/language.ts'
import type { Problem } from '../../problems.ts'
import { forgetPending, insertChunks, keepEmbeddings, type NewChunk, notePending } from '../chunks/chunks.ts'
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
 * Keeps the models of a document's collection as they are until the transaction ends: what is published has vectors, or is noted
 * as missing them, of each (`lockModels` of collection-models). Before the document is locked, as a change of models locks it after.
 */
export async function holdModels(tx: TenantTx, { document_id }: VersionKey): Promise<void> {
  await tx.run(
    sql`select pg_advisory_xact_lock_shared(hashtextextended('renum.embedding_models ' || collection_id::text, 0))
          from documents where id = ${document_id}::uuid`.compile(queries),
  )
}

/** What is published of a version. */
interface Made {
  language: TextLanguage
  chunks: readonly NewChunk[]
  warnings: readonly Warning[]
  /** What made the vectors that the chunks have; the other chunks are embedded behind it. */
  embedder: { model: string; dimensions: number } | undefined
}

/**
 * Replaces what searches find of a document by the chunks of a version, in the caller's transaction: at no moment
 * is half a version to be found. Chunks that say what they said before keep their vectors.
 *
 * @returns undefined where the document was deleted, cancelled or overtaken meanwhile, else whether vectors are missing
 */
export async function publishVersion(
  tx: TenantTx,
  { document_id, version_number }: VersionKey,
  { language: recognised, chunks, warnings, embedder }: Made,
): Promise<{ client_id: string; pending: boolean } | undefined> {
  const [document] = await tx.run(
    queries
      .selectFrom('documents as d')
      .select(['d.client_id', 'd.collection_id', 'd.name', 'd.given_language', 'd.current_version'])
      .where('d.id', '=', document_id)
      .where('d.status', '=', 'processing')
      .where('d.latest_version', '=', version_number)
      .forUpdate('d'),
  )
  if (!document) return undefined
  const { client_id, collection_id, name, current_version } = document
  const of = { client_id, document_id, collection_id, version_number, embedder, name }
  const ids = await insertChunks(tx, of, chunks)
  if (current_version !== null) {
    await keepEmbeddings(tx, of, chunks, ids)
    await tx.run(
      queries
        .deleteFrom('document_chunks')
        .where('document_id', '=', document_id)
        .where('version_number', '<>', version_number),
    )
    await forgetPending(tx, document_id)
  }
  // Before the document is ready: it is so with the vectors that it has.
  const pending = await notePending(tx, [document_id])
  await documents.patch(tx, document_id, {
    status: 'ready',
    // A caller may have set it while the text was being read.
    language: document.given_language ?? recognised,
    current_version: version_number,
    chunk_count: chunks.length,
    warnings: JSON.stringify(warnings),
  })
  return { client_id, pending: pending.length > 0 }
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
