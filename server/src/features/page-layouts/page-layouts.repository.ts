import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { LineLayout, PageLayout } from '../../parsing/document/page-layout.ts'

interface VersionKey {
  document_id: string
  version_number: number
}

/** Pages of one statement. */
const batch = 100
/** Width and height of a page that is drawn: a million points are 350 metres. */
const largest = 1_000_000

/** Keeps where the text of a version stands on its pages, instead of what an attempt before has kept. */
export async function savePageLayouts(
  tx: TenantTx,
  { document_id, version_number }: VersionKey,
  pages: readonly PageLayout[],
): Promise<void> {
  await tx.run(
    queries
      .deleteFrom('document_pages')
      .where('document_id', '=', document_id)
      .where('version_number', '=', version_number),
  )
  const drawn = pages.filter(({ width, height }) => width <= largest && height <= largest)
  for (let from = 0; from < drawn.length; from += batch) {
    const rows = drawn.slice(from, from + batch)
    const bounds = rows.map(({ lines }) => textOf(lines))
    await tx.run(
      sql`insert into document_pages
            (document_id, collection_id, version_number, page, width, height, text_start, text_end, lines)
          select d.id, d.collection_id, ${version_number}::int, p.page, p.width, p.height, p.text_start, p.text_end,
                 p.lines::jsonb
            from documents d, unnest(${rows.map(({ page }) => page)}::int[], ${rows.map(({ width }) => width)}::int[],
              ${rows.map(({ height }) => height)}::int[], ${bounds.map(({ start }) => start)}::int[],
              ${bounds.map(({ end }) => end)}::int[], ${rows.map(({ lines }) => JSON.stringify(lines))}::text[]
            ) as p (page, width, height, text_start, text_end, lines)
           where d.id = ${document_id}::uuid`.compile(queries),
    )
  }
}

function textOf(lines: readonly LineLayout[]): { start: number; end: number } {
  let [start, end] = [Number.POSITIVE_INFINITY, 0]
  for (const line of lines) {
    const from = line[0] ?? 0
    start = Math.min(start, from)
    end = Math.max(end, from + lengthOf(line))
  }
  return { start: Math.min(start, end), end }
}

/** Characters of a line. */
export function lengthOf(line: LineLayout): number {
  let length = 0
  for (let i = 5; i < line.length; i += 2) length += line[i] ?? 0
  return length
}

/**
 * The version that a layout is asked of: where none is named, the one that searches find, or the newest before there is any.
 * Undefined for no such document or version.
 */
export async function findVersionNumber(tx: TenantTx, id: string, version?: number): Promise<number | undefined> {
  const [row] = await tx.run(
    queries
      .selectFrom('documents as d')
      .innerJoin('document_versions as v', (join) =>
        join
          .onRef('v.document_id', '=', 'd.id')
          .on('v.version_number', '=', sql`coalesce(${version ?? null}::int, d.current_version, d.latest_version)`),
      )
      .select('v.version_number')
      .where('d.id', '=', id),
  )
  return row?.version_number
}

/** The pages of a version on which there is something of a part of its text, in order. */
export async function findPageLayouts(
  tx: TenantTx,
  { document_id, version_number }: VersionKey,
  { start, end }: { start: number; end: number },
): Promise<PageLayout[]> {
  const rows = await tx.run(
    queries
      .selectFrom('document_pages')
      .select(['page', 'width', 'height', 'lines'])
      .where('document_id', '=', document_id)
      .where('version_number', '=', version_number)
      .where('text_start', '<', end)
      .where('text_end', '>', start)
      .orderBy('page'),
  )
  return rows.map(({ lines, ...row }) => ({ ...row, lines: lines as unknown as LineLayout[] }))
}
