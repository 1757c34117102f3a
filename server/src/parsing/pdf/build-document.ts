import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { ParsedDocument } from '../document/parsed-document.ts'
import { readBoldFonts } from './fonts.ts'
import { markHeadingsByStyle } from './layout/headings.ts'
import { blocksOf, lineSpacing } from './layout/paragraphs.ts'
import { findRunningText, type PageLines } from './layout/running-text.ts'
import type { Cells } from './layout/tables.ts'
import type { Line } from './layout/types.ts'
import { markOutlined, readOutline } from './outline.ts'
import type { Page } from './read-pages.ts'
import { compose } from './text/compose-text.ts'

/**
 * The document that its pages show, without what is theirs alone. Its headings are those that its tags name, or else its
 * outline, or else what looks like one.
 */
export async function buildDocument(document: PDFDocumentProxy, pages: readonly Page[]): Promise<ParsedDocument> {
  const furniture = findRunningText(pages.map(linesOf))
  // A header often has the page's number beside a title that changes.
  const keep = (cells: Cells) =>
    cells.length > 1 && cells.flat().some((line) => furniture.has(line))
      ? []
      : cells.map((lines) => lines.filter((line) => !furniture.has(line)))
  const kept = pages.map(({ blocks = [], columns }) => ({
    blocks: blocks.map((block) => ({ ...block, cells: keep(block.cells) })).filter(({ cells }) => hasLines(cells)),
    columns: columns.map(({ rows }) => rows.map(keep).filter(hasLines)),
  }))
  const spacing = lineSpacing(kept.flatMap(({ columns }) => columns))
  const blocks = kept.flatMap((page, i) => [
    ...page.blocks,
    ...page.columns.flatMap((column) => blocksOf(column, i, spacing)),
  ])
  const hasHeadings = blocks.some(({ kind }) => kind === 'heading') || markOutlined(blocks, await readOutline(document))
  if (!hasHeadings) {
    const bold = await readBoldFonts(document, blocks)
    markHeadingsByStyle(blocks, (font) => bold.has(font))
  }
  return compose(blocks, pages.length)
}

function hasLines(cells: Cells): boolean {
  return cells.some((lines) => lines.length > 0)
}

function linesOf({ height, blocks = [], columns }: Page): PageLines {
  const tagged: Cells[] = blocks.flatMap(({ kind, cells }) =>
    kind === 'row' ? [cells] : cells.flat().map((line) => [[line]]),
  )
  const lines = (upright: boolean) =>
    columns.filter((column) => column.upright === upright).flatMap(({ rows }) => linesOutsideTables(rows))
  return { height, upright: [...linesOutsideTables(tagged), ...lines(true)], turned: lines(false) }
}

/** A row stands in a table where another one is near; the head of a table may be on many pages, and is no page's. */
function linesOutsideTables(rows: readonly Cells[]): Line[] {
  const isNear = (cells: Cells, other: Cells | undefined) => {
    const [a, b] = [cells[0]?.[0], other?.[0]?.[0]]
    return other !== undefined && other.length > 1 && a && b && Math.abs(a.y - b.y) < 3 * a.size
  }
  return rows.flatMap((cells, i) => {
    const inTable = cells.length > 1 && (isNear(cells, rows[i - 1]) || isNear(cells, rows[i + 1]))
    return cells.length > 3 || inTable ? [] : cells.flat()
  })
}
