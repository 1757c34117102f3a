import { blocksOf } from '../layout/paragraphs.ts'
import { linesInOrder, rowsOf } from '../layout/rows.ts'
import { joinTableRows } from '../layout/tables.ts'
import type { Block, Run } from '../layout/types.ts'
import { type Draft, draftsOf, type TagNode } from './tag-tree.ts'

/** Below this share of a page's characters, its tags are not to be relied on. */
const leastTagged = 0.6
/** Characters of one page's headers, footers and watermarks: more may be the text itself, wrongly marked. */
const mostArtifact = 500
/** Characters; what is longer is text styled as a heading. */
const longestHeading = 200

/**
 * The blocks of a page whose file says what they are, in the order that it says. Undefined where it says that of too
 * little of the page. What it calls an artifact (a header, a page's number) is none of them.
 */
export function taggedBlocks(
  tree: TagNode,
  { runs, marks }: { runs: readonly Run[]; marks: ReadonlySet<string> },
  page: number,
): Block[] | undefined {
  const byMark = new Map([...marks].map((mark): [string, Run[]] => [mark, []]))
  for (const run of runs) {
    if (run.mark !== undefined) byMark.get(run.mark)?.push(run)
  }
  const drafts = draftsOf(tree, byMark)
  const tagged = new Set(drafts.flatMap(({ cells }) => cells.flat()))
  const [known, drawn] = [characters(tagged), characters(runs.filter(({ artifact }) => artifact))]
  const all = characters(runs)
  if (known === 0 || known < leastTagged * (all - drawn)) return undefined
  if (drawn > mostArtifact && drawn > leastTagged * all) return undefined
  const rest = runs.filter((run) => !run.artifact && !tagged.has(run))
  if (rest.length > 0) drafts.push({ kind: 'unknown', cells: [rest], bullet: false, hasBody: true })
  const blocks: Block[] = []
  for (const draft of drafts) for (const block of blocksOfDraft(draft, blocks.at(-1), page)) blocks.push(block)
  return blocks
}

function characters(runs: Iterable<Run>): number {
  let sum = 0
  for (const { text } of runs) sum += text.length
  return sum
}

function blocksOfDraft({ kind, level, cells, bullet }: Draft, above: Block | undefined, page: number): Block[] {
  if (cells.every((runs) => runs.length === 0)) return []
  if (kind === 'unknown') return blocksOf(joinTableRows(rowsOf(cells.flat())), page, 1.2)
  const lines = cells.map((runs) => linesInOrder(runs).filter(({ text }) => text !== ''))
  const first = lines[0]?.[0]
  if (bullet && first) {
    first.text = `• ${first.text}`
    first.anchors = first.anchors?.map((value, i) => (i % 2 === 0 ? value + 2 : value)) ?? []
  }
  const block: Block = { kind, page, cells: lines, tight: kind !== 'paragraph' && kind === above?.kind, opens: false }
  if (kind !== 'heading') return [block]
  const title = lines
    .flat()
    .map(({ text }) => text)
    .join(' ')
  const isTitle = title.length <= longestHeading && /[\p{L}\p{N}]/u.test(title)
  return [isTitle ? { ...block, level: level ?? 1, tight: false } : { ...block, kind: 'paragraph' }]
}
