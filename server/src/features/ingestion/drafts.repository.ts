import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import { vectorText } from '../../db/vector.ts'
import type { Chunk } from '../../parsing/chunking/chunk.ts'
import type { TextLanguage } from '../../parsing/language.ts'
import type { Warning } from '../documents/documents.ts'
import { type Claim, holdClaim } from './ingestion.repository.ts'

/** A chunk on its way, and its embedding once it has one. */
export interface Draft extends Chunk {
  embedded?: { embedding_id: string; embedding: Float32Array }
}

/** What a version was split into, on its way. */
export interface Drafts {
  drafts: Draft[]
  language: TextLanguage
  warnings: readonly Warning[]
}

/** Rows of one statement. */
const batch = 500

/**
 * What earlier attempts at this version have left, in order; undefined where there is nothing, or it was made for
 * another model, and then it is gone.
 */
export async function readDrafts(
  tx: TenantTx,
  { document_id, version_number }: Claim,
  model: string,
): Promise<Drafts | undefined> {
  await tx.run(
    queries
      .deleteFrom('ingestion_drafts')
      .where('document_id', '=', document_id)
      .where((where) =>
        where.or([where('version_number', '<>', version_number), where('embedding_model', '<>', model)]),
      ),
  )
  const drafts: Draft[] = []
  let language: TextLanguage | undefined
  for (;;) {
    const rows = await tx.run(
      queries
        .selectFrom('ingestion_drafts')
        .select(['content', 'metadata', 'embedding_id', 'embedding', 'language'])
        .where('document_id', '=', document_id)
        .where('version_number', '=', version_number)
        .where('chunk_index', '>=', drafts.length)
        .orderBy('chunk_index')
        .limit(batch),
    )
    for (const { content, metadata, embedding_id, embedding, language: recognised } of rows) {
      language = recognised as TextLanguage
      drafts.push({
        content,
        location: metadata as unknown as Chunk['location'],
        ...(embedding_id === null || embedding === null
          ? {}
          : { embedded: { embedding_id, embedding: Float32Array.from(JSON.parse(embedding)) } }),
      })
    }
    if (rows.length < batch) break
  }
  if (!language) return undefined
  const [ingestion] = await tx.run(
    queries.selectFrom('ingestions').select('warnings').where('document_id', '=', document_id),
  )
  return { drafts, language, warnings: (ingestion?.warnings ?? []) as unknown as Warning[] }
}

/** Keeps what a version was split into, so that no later attempt parses it again. Raises ClaimLostError. */
export async function saveDrafts(
  tx: TenantTx,
  claim: Claim,
  model: string,
  { drafts, language, warnings }: Drafts,
): Promise<void> {
  await holdClaim(tx, claim)
  await tx.run(
    queries
      .updateTable('ingestions')
      .set({ warnings: JSON.stringify(warnings) })
      .where('document_id', '=', claim.document_id),
  )
  for (let from = 0; from < drafts.length; from += batch) {
    const rows = drafts.slice(from, from + batch)
    await tx.run(
      sql`insert into ingestion_drafts
            (document_id, collection_id, version_number, chunk_index, content, metadata, embedding_model, language)
          select d.id, d.collection_id, ${claim.version_number}::int, c.chunk_index, c.content, c.metadata::jsonb,
                 ${model}::text, ${language}::text
            from documents d, unnest(
              ${rows.map((_, i) => from + i)}::int[], ${rows.map(({ content }) => content)}::text[],
              ${rows.map(({ location }) => JSON.stringify(location))}::text[]
            ) as c (chunk_index, content, metadata)
           where d.id = ${claim.document_id}::uuid`.compile(queries),
    )
  }
}

/** Keeps the embeddings of drafts, so that no later attempt asks for them again. Raises ClaimLostError. */
export async function saveEmbeddings(
  tx: TenantTx,
  claim: Claim,
  embedded: readonly { index: number; embedding_id: string; embedding: Float32Array }[],
): Promise<void> {
  await holdClaim(tx, claim)
  for (let from = 0; from < embedded.length; from += batch) {
    const rows = embedded.slice(from, from + batch)
    await tx.run(
      sql`update ingestion_drafts d
             set embedding_id = e.embedding_id, embedding = e.embedding::extensions.vector
            from unnest(${rows.map(({ index }) => index)}::int[],
              ${rows.map(({ embedding_id }) => embedding_id)}::text[],
              ${rows.map(({ embedding }) => vectorText(embedding))}::text[]) as e (chunk_index, embedding_id, embedding)
           where d.document_id = ${claim.document_id}::uuid and d.version_number = ${claim.version_number}::int
             and d.chunk_index = e.chunk_index`.compile(queries),
    )
  }
}
