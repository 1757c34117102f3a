import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../db/cursor.ts'
import { queries } from '../../db/query-builder.ts'
import { type Page, repository, type Selected } from '../../db/repository.ts'
import type { TenantTx } from '../../db/tenant.ts'
import { vectorText } from '../../db/vector.ts'

const columns = [
  'id',
  'document_id',
  'collection_id',
  'version_number',
  'chunk_index',
  'content',
  'metadata',
  'language',
  'embedding_model',
  'embedding_dimensions',
  'created_at',
  'edited_at',
] as const

export const chunks = repository('document_chunks', columns)

const byPosition = z.tuple([z.int32().min(0)])

/** A document's chunks in their order. Raises `invalid_cursor`. */
export async function listChunks(
  tx: TenantTx,
  document_id: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Selected<typeof chunks>>> {
  const list = `document_chunks ${document_id}`
  const [after] = cursor === undefined ? [-1] : decodeCursor(cursor, list, byPosition)
  const rows = await tx.run(
    queries
      .selectFrom('document_chunks')
      .select(columns)
      .where('document_id', '=', document_id)
      .where('chunk_index', '>', after)
      .orderBy('chunk_index')
      .limit(limit + 1),
  )
  const data = rows.slice(0, limit)
  const last = rows.length > limit ? data.at(-1) : undefined
  return { data, next_cursor: last ? encodeCursor(list, [last.chunk_index]) : null }
}

/** Puts other words in a chunk's place; undefined where it is not there any more. */
export function replaceContent(
  tx: TenantTx,
  id: string,
  { content, embedding_id, embedding }: { content: string; embedding_id: string; embedding: Float32Array },
): Promise<Selected<typeof chunks> | undefined> {
  const edited_at = new Date().toISOString()
  return chunks.patch(tx, id, { content, embedding_id, embedding: vectorText(embedding), edited_at })
}
