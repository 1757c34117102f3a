import type { Block, Run } from '../layout/types.ts'

/** A node of a page's structure tree, as pdf.js gives it. */
export interface TagNode {
  role?: string
  children?: TagNode[]
  type?: string
  id?: string
  alt?: string
}

/** What will be a block. `unknown` is text that the tree holds without saying what it is. */
export interface Draft {
  kind: Block['kind'] | 'unknown'
  level?: number
  cells: Run[][]
  /** Its label was drawn, not written. */
  bullet: boolean
  /** It has more than its label. */
  hasBody: boolean
}

const paragraphs = new Set(['P', 'Title', 'Caption', 'BlockQuote', 'Note', 'FENote', 'Formula', 'BibEntry'])
const inParagraphs = new Set([
  ...['Span', 'Link', 'Em', 'Strong', 'Quote', 'Reference', 'Lbl', 'LBody', 'NonStruct', 'Figure', 'Annot', 'Code'],
  ...['Sub', 'Ruby', 'RB', 'RT', 'RP', 'Warichu', 'WT', 'WP'],
])

/**
 * The blocks that a structure tree has, in its order, with the runs of each.
 *
 * @param byMark the page's runs by their marked content, also where it has none
 */
export function draftsOf(tree: TagNode, byMark: ReadonlyMap<string, Run[]>): Draft[] {
  const drafts: Draft[] = []
  const used = new Set<string>()
  let open: Draft | undefined

  function begin(kind: Draft['kind'], cells: Run[][] = [[]]): Draft {
    const draft: Draft = { kind, cells, bullet: false, hasBody: false }
    drafts.push(draft)
    return draft
  }

  function take(node: TagNode): Run[] {
    if (node.type !== 'content') return (node.children ?? []).flatMap(take)
    const { id } = node
    if (id === undefined || used.has(id)) return []
    used.add(id)
    return byMark.get(id) ?? []
  }

  function isHere(node: TagNode): boolean {
    return (node.id !== undefined && byMark.has(node.id)) || (node.children ?? []).some(isHere)
  }

  function within(draft: Draft | undefined, node: TagNode): void {
    const outer = open?.kind === 'unknown' ? undefined : open
    open = draft
    for (const child of node.children ?? []) walk(child)
    open = outer
  }

  function walk(node: TagNode): void {
    const { role = '' } = node
    if (node.type === 'content') {
      open ??= begin('unknown')
      addRuns(open, take(node))
      open.hasBody = true
    } else if (node.type !== undefined) {
      // A picture, a form's field: no text.
    } else if (/^H[1-6]?$/.test(role)) {
      const heading = begin('heading', [take(node)])
      heading.level = Number(role[1] ?? 1)
    } else if (role === 'TR') {
      begin('row', (node.children ?? []).map(take))
    } else if (role === 'LI' || role === 'TOCI') {
      within(begin('item'), node)
    } else if (paragraphs.has(role)) {
      // What an item says is often a paragraph of its own.
      within(open?.kind === 'item' && !open.hasBody ? open : begin('paragraph'), node)
    } else if (inParagraphs.has(role)) {
      inline(node, role)
    } else {
      within(undefined, node)
    }
  }

  function inline(node: TagNode, role: string): void {
    if (role === 'Lbl' && open?.kind === 'item') {
      const label = take(node)
      if (label.length === 0 && isHere(node)) open.bullet = true
      addRuns(open, label)
    } else if (role === 'Span' && node.alt === '\u00ad') {
      open ??= begin('unknown')
      const runs = take(node)
      for (const run of runs) run.text = run.text.replace(/[-‐]$/, '\u00ad')
      addRuns(open, runs)
    } else {
      for (const child of node.children ?? []) walk(child)
    }
  }

  walk(tree)
  return drafts
}

/** One by one: what a page marks as one thing may be more than a call takes. */
function addRuns({ cells }: Draft, runs: readonly Run[]): void {
  for (const run of runs) cells[0]?.push(run)
}
