import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { RecognisedPage } from '../../parsing/ocr/recognised-page.ts'
import { type Claim, holdClaim } from './ingestion.repository.ts'

/** The pages that earlier attempts at this version have recognised, in order. */
export async function readPages(
  tx: TenantTx,
  { document_id, version_number }: Pick<Claim, 'document_id' | 'version_number'>,
): Promise<RecognisedPage[]> {
  const rows = await tx.run(
    queries
      .selectFrom('ingestion_pages')
      .select(['page', 'content'])
      .where('document_id', '=', document_id)
      .where('version_number', '=', version_number)
      .orderBy('page'),
  )
  return rows.map(({ page, content }) => ({ ...(content as unknown as Omit<RecognisedPage, 'page'>), page }))
}

/** Keeps pages, so that no later attempt recognises them again; one that is kept already stays. Raises ClaimLostError. */
export async function savePages(tx: TenantTx, claim: Claim, pages: readonly RecognisedPage[]): Promise<void> {
  await holdClaim(tx, claim)
  await tx.run(
    sql`insert into ingestion_pages (document_id, collection_id, version_number, page, content)
        select d.id, d.collection_id, ${claim.version_number}::int, p.page, p.content::jsonb
          from documents d, unnest(${pages.map(({ page }) => page)}::int[],
            ${pages.map(({ page: _, ...content }) => JSON.stringify(content))}::text[]) as p (page, content)
         where d.id = ${claim.document_id}::uuid
            on conflict do nothing`.compile(queries),
  )
}
