import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import { repository } from '../../db/repository.ts'
import type { TenantTx } from '../../db/tenant.ts'

export interface VersionKey {
  document_id: string
  version_number: number
}

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
