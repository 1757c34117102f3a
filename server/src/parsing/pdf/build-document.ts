import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { ParsedDocument } from '../document/parsed-document.ts'
import { readBoldFonts } from './fonts.ts'
import { markHeadingsByStyle } from './layout/headings.ts'
import { type PageRows, pageRowOf } from './layout/page-rows.ts'
import { blocksOf, lineSpacing } from './layout/paragraphs.ts'
import { findRunningText, type RunningText } from './layout/running-text.ts'
import type { Cells } from './layout/tables.ts'
import type { Block } from './layout/types.ts'
import { markOutlined, readOutline } from './outline.ts'
import type { Page } from './read-pages.ts'
import { compose, continuesOver } from './text/compose-text.ts'

/**
 * The document that its pages show; what is theirs alone is said once. Its headings are those that its tags name, or else
 * its outline, or else what looks like one.
 */
export async function buildDocument(document: PDFDocumentProxy, pages: readonly Page[]): Promise<ParsedDocument> {
  const running = findRunningText(pages.map(rowsOfPage))
  // Empty cells keep their place, unless something is left out.
  const keep = (cells: Cells) => {
    if (!cells.some((lines) => lines.some((line) => running.lines.has(line)))) return cells
    return cells.map((lines) => lines.filter((line) => !running.lines.has(line))).filter(isFilled)
  }
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
  return compose(withRunningText(blocks, running.said), pages)
}

function hasLines(cells: Cells): boolean {
  return cells.some(isFilled)
}

function isFilled<T>(some: readonly T[]): boolean {
  return some.length > 0
}

/** The rows of a page, as what it repeats is told from them. */
export function rowsOfPage({ height, blocks = [], columns, artifacts }: Page): PageRows {
  const tagged: Cells[] = blocks.flatMap(({ kind, cells }) =>
    kind === 'row' ? [cells.filter(isFilled)] : cells.flat().map((line) => [[line]]),
  )
  const rows = (upright: boolean) => columns.filter((column) => column.upright === upright).flatMap(({ rows }) => rows)
  return {
    height,
    upright: [...tagged, ...rows(true)].filter(isFilled).map(pageRowOf),
    turned: rows(false).filter(isFilled).map(pageRowOf),
    artifacts: artifacts.filter(isFilled).map(pageRowOf),
  }
}

/**
 * The blocks with what is said once, where it stands: below a title, whose section it belongs to, and where it divides no
 * paragraph that goes on from page to page.
 */
function withRunningText(blocks: readonly Block[], said: RunningText['said']): Block[] {
  if (said.length === 0) return [...blocks]
  const pages = new Map<number, Block[]>()
  for (const block of blocks) {
    const own = pages.get(block.page)
    if (own) own.push(block)
    else pages.set(block.page, [block])
  }
  const all: Block[] = []
  const numbers = new Set([...pages.keys(), ...said.map(({ page }) => page)])
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const own = pages.get(number) ?? []
    const at = (top: boolean) =>
      said
        .filter((one) => one.page === number && one.top === top)
        .map(({ row }, i) => blockOf(row.lines, number, i > 0))
    const [first, last] = [own[0], own.at(-1)]
    const [above, below] = [all.at(-1), pages.get(number + 1)?.[0]]
    const goesOn = above !== undefined && first !== undefined && continuesOver(above, first)
    const leadsOn = last !== undefined && below !== undefined && continuesOver(last, below)
    const text = own.findIndex(({ kind }) => kind !== 'heading')
    const begin = goesOn ? 1 : text === -1 ? own.length : text
    const end = leadsOn ? Math.max(begin, own.length - 1) : own.length
    const parts = [own.slice(0, begin), at(true), own.slice(begin, end), at(false), own.slice(end)]
    for (const part of parts) for (const block of part) all.push(block)
  }
  return all
}

function blockOf(lines: Block['cells'][number], page: number, tight: boolean): Block {
  const kind = lines.length > 1 ? 'row' : 'paragraph'
  return { kind, page, cells: lines.map((line) => [line]), tight, opens: false }
}
