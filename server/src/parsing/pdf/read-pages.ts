import { OPS, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Problem } from '../../problems.ts'
import { limits, tooLong } from '../limits.ts'
import type { ReadOptions } from '../reader-options.ts'
import { readFieldRuns } from './form-fields.ts'
import { columnsOf } from './layout/columns.ts'
import { rowsOf } from './layout/rows.ts'
import { type Cells, joinTableRows } from './layout/tables.ts'
import type { Block, Run } from './layout/types.ts'
import type { TagNode } from './tags/tag-tree.ts'
import { taggedBlocks } from './tags/tags.ts'
import { isSpacedOut, readDrawnText, restoreWords } from './text/letter-spacing.ts'
import { type PageRuns, readPageRuns } from './text-runs.ts'

/** One page: its blocks, where its tags say what they are, or else its columns. */
export interface Page {
  /** In points. */
  width: number
  height: number
  blocks: Block[] | undefined
  columns: Column[]
  /** It could not be read. */
  broken?: true
  /** What its tags call a header, a footer or a watermark. */
  artifacts: Cells[]
}

interface Column {
  /** Upright, not at an angle. */
  upright: boolean
  rows: Cells[]
}

/** Nodes of structure trees: that of each page repeats the tables and lists that go over many. */
const mostTags = 2_000_000
/** Pages that are looked at a second time, for words whose letters are set apart. */
const mostSpacedOut = 50

/**
 * Reads all pages of a document. One that cannot be read is left out, unless there is nothing else to read. Raises
 * `broken_file`, `document_too_long`.
 *
 * With `ocr` the pages that have no text are not done yet: they are to be recognised.
 */
export async function readPages(
  document: PDFDocumentProxy,
  { ocr, onProgress }: Pick<ReadOptions, 'ocr' | 'onProgress'>,
): Promise<Page[]> {
  const budget: Budget = { characters: limits.characters, tags: mostTags, spacedOut: mostSpacedOut, hasForm: false }
  if (!(await isTagged(document))) budget.tags = 0
  budget.hasForm = (await document.getFieldObjects().catch(() => null)) !== null
  const gutters: number[] = []
  const pages: Page[] = []
  let fault: unknown
  let done = 0
  for (let number = 1; number <= document.numPages; number++) {
    const content = await readContent(document, number, budget).catch((error: unknown) => {
      if (error instanceof Problem) throw error
      fault = error
      return undefined
    })
    const page = content
      ? pageOf(content, number - 1, gutters)
      : { width: 0, height: 0, blocks: undefined, columns: [], artifacts: [], broken: true as const }
    pages.push(page)
    if (!ocr || !isBlank(page)) onProgress(++done, document.numPages, 'pages')
  }
  if (pages.every(isBlank) && fault !== undefined) throw new Problem('broken_file', { cause: fault })
  return pages
}

/** Whether there is nothing on a page but what is to be seen in images. */
export function isBlank({ blocks, columns }: Page): boolean {
  return !blocks?.length && columns.length === 0
}

interface Content extends PageRuns {
  tree: TagNode | null
  /** What was filled into its form. */
  fields: Run[]
}

interface Budget {
  characters: number
  tags: number
  spacedOut: number
  hasForm: boolean
}

async function readContent(document: PDFDocumentProxy, number: number, budget: Budget): Promise<Content> {
  const page = await document.getPage(number)
  const taken = (characters: number) => {
    budget.characters -= characters
    if (budget.characters >= 0) return
    throw tooLong('characters')
  }
  const runs = await readPageRuns(page, taken)
  const fields = budget.hasForm ? await readFieldRuns(page) : []
  for (const { text } of fields) taken(text.length)
  const spacedOut = runs.directions.flatMap((direction) => direction.runs.filter(({ text }) => isSpacedOut(text)))
  if (spacedOut.length > 0 && budget.spacedOut-- > 0) restoreWords(spacedOut, await readDrawnText(page, OPS.showText))
  const tree: TagNode | null = budget.tags > 0 ? await page.getStructTree() : null
  if (tree) budget.tags -= nodesOf(tree)
  page.cleanup()
  return { ...runs, tree, fields }
}

function pageOf(content: Content, index: number, gutters: number[]): Page {
  const { directions, marks, width, height, tree, fields } = content
  const runs = directions.flatMap((direction) => direction.runs)
  // Where something was filled in, the page says what it belongs to; tags do not.
  const blocks = tree && fields.length === 0 ? taggedBlocks(tree, { runs, marks }, index) : undefined
  if (blocks) {
    const artifacts = directions.flatMap((direction) =>
      joinTableRows(rowsOf(direction.runs.filter(({ artifact }) => artifact))),
    )
    return { width, height, blocks, columns: [], artifacts }
  }
  const turned = directions.filter(({ angle }) => angle !== 0)
  const upright = [...directions.filter(({ angle }) => angle === 0).flatMap((direction) => direction.runs), ...fields]
  const columns = [{ angle: 0, runs: upright }, ...turned].flatMap(({ angle, runs }) =>
    columnsOf(runs, angle === 0 ? gutters : []).map(
      (column): Column => ({ upright: angle === 0, rows: joinTableRows(rowsOf(column)) }),
    ),
  )
  return { width, height, blocks: undefined, columns, artifacts: [] }
}

async function isTagged(document: PDFDocumentProxy): Promise<boolean> {
  const info = (await document.getMarkInfo().catch(() => null)) as Map<string, boolean> | { Marked?: boolean } | null
  return info instanceof Map ? info.get('Marked') === true : info?.Marked === true
}

function nodesOf({ children = [] }: TagNode): number {
  return children.reduce((sum, child) => sum + nodesOf(child), 1)
}
