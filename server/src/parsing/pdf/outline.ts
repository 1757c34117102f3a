import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Block } from './layout/types.ts'

/** An entry of the outline (the bookmarks), and where it leads. */
export interface OutlineEntry {
  title: string
  /** From 1. */
  level: number
  /** From 0. */
  page: number
}

const mostEntries = 5_000
const maxLevels = 6

interface Node {
  title: string
  dest: unknown
  items: Node[]
}

/**
 * The outline, where it names parts of the document; what only counts pages or leads nowhere is left out. A broken one
 * is none.
 */
export async function readOutline(document: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = []
  let visited = 0
  async function walk(nodes: readonly Node[], level: number): Promise<void> {
    for (const { title, dest, items } of nodes) {
      if (++visited > mostEntries) return
      const page = /^(?:p[áa]gina|page|slide)?\s*\d*$/i.test(title.trim()) ? undefined : await pageOf(document, dest)
      if (page !== undefined) entries.push({ title: title.trim(), level, page })
      if (level < maxLevels) await walk(items, level + 1)
    }
  }
  await walk((await document.getOutline().catch(() => null)) ?? [], 1)
  return entries
}

/** The page that a destination is on, from 0. */
async function pageOf(document: PDFDocumentProxy, dest: unknown): Promise<number | undefined> {
  try {
    const explicit = typeof dest === 'string' ? await document.getDestination(dest) : dest
    const target: unknown = Array.isArray(explicit) ? explicit[0] : undefined
    if (typeof target === 'number') return target
    if (typeof target !== 'object' || target === null) return undefined
    return await document.getPageIndex(target as Parameters<PDFDocumentProxy['getPageIndex']>[0])
  } catch {
    return undefined
  }
}

/**
 * Makes headings of the blocks that an outline names: those on its entry's page that say the same. Where it names hardly
 * any, it is not this document's, nothing is done, and false is the answer.
 */
export function markOutlined(blocks: readonly Block[], entries: readonly OutlineEntry[]): boolean {
  const byText = new Map<string, Block[]>()
  for (const block of blocks) {
    if (block.kind === 'row') continue
    const key = `${block.page} ${bare(textOf(block))}`
    const same = byText.get(key)
    if (same) same.push(block)
    else byText.set(key, [block])
  }
  const found = entries.flatMap(({ title, level, page }) => {
    const block = byText.get(`${page} ${bare(title)}`)?.shift()
    return block ? [{ block, level }] : []
  })
  if (found.length < entries.length / 2) return false
  for (const { block, level } of found) {
    block.kind = 'heading'
    block.level = level
  }
  return found.length > 0
}

function textOf({ cells }: Block): string {
  return (cells[0] ?? []).map(({ text }) => text).join(' ')
}

/** Letters and digits alone, without a number before them: an outline may leave it out. */
function bare(text: string): string {
  const solid = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return solid.replace(/^\d+(?=\p{L})/u, '')
}
