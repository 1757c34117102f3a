import type { Cells } from './tables.ts'
import { type Block, hasListLabel, type Line } from './types.ts'

/** Lines before and after one that tell how far the lines around it reach. */
const neighbours = 4

/**
 * The blocks of one column: another one begins where lines stop short, stand apart or look different.
 *
 * @param spacing how far the lines of the document's paragraphs stand apart, in parts of the font's size
 */
export function blocksOf(column: readonly Cells[], page: number, spacing: number): Block[] {
  const blocks: Block[] = []
  column.forEach((cells, i) => {
    const above = blocks.at(-1)
    const line = cells.length === 1 && cells[0]?.length === 1 ? cells[0][0] : undefined
    if (!line) {
      blocks.push({ kind: 'row', page, cells, tight: above?.kind === 'row', opens: i === 0 })
      return
    }
    const lines = above && above.kind !== 'row' ? (above.cells[0] ?? []) : []
    const inItem = above?.kind === 'item'
    const pause = pauseBefore(line, lines, { inItem, spacing, edge: rightEdge(column, i) })
    if (pause === 'none') lines.push(line)
    else {
      const kind = hasListLabel(line.text) ? 'item' : 'paragraph'
      blocks.push({
        kind,
        page,
        cells: [[line]],
        tight: pause === 'line' || (kind === 'item' && inItem),
        opens: i === 0,
      })
    }
  })
  return blocks
}

/** How far lines of a paragraph stand apart, in parts of the font's size: the distance that most of the text has. */
export function lineSpacing(columns: Iterable<readonly Cells[]>): number {
  const characters = new Map<number, number>()
  for (const column of columns) {
    column.forEach((cells, i) => {
      const [line, last] = [cells, column[i - 1]].map((one) => (one?.length === 1 ? one[0]?.[0] : undefined))
      if (!line || !last || line.size !== last.size) return
      const distance = Math.round(((line.y - last.y) / line.size) * 10) / 10
      if (distance < 0.9 || distance > 2.4) return
      characters.set(distance, (characters.get(distance) ?? 0) + last.text.length)
    })
  }
  let [spacing, most] = [1.2, 0]
  for (const [distance, count] of characters) if (count > most) [spacing, most] = [distance, count]
  return spacing
}

interface Around {
  inItem: boolean
  spacing: number
  /** How far to the right the lines around reach. */
  edge: number
}

/** What divides a line from the lines above it: nothing (it goes on with them), the end of a line, or of a paragraph. */
function pauseBefore(line: Line, lines: readonly Line[], around: Around): 'none' | 'line' | 'paragraph' {
  const last = lines.at(-1)
  if (!last) return 'paragraph'
  const size = Math.max(last.size, line.size)
  const distance = (line.y - last.y) / size
  const goesOn = /^\p{Ll}/u.test(line.text)
  if (Math.abs(last.size - line.size) > 0.08 * size || distance <= 0) return 'paragraph'
  if (distance > around.spacing + 0.25 && !(goesOn && distance < 2.2)) return 'paragraph'
  if (goesOn && /\p{L}[-\u00ad]$/u.test(last.text)) return 'none'

  // A line of a table of contents, with its page.
  if (/… \w{1,6}$/.test(last.text)) return 'line'
  const ended = /[.:;!?…]["”»)]*$/.test(last.text)
  const isShort = around.edge - last.right > widthOfFirstWord(line) + 0.3 * size
  const shift = (line.x - last.x) / size
  const isNext = around.inItem && Math.abs(line.x - (lines[0]?.x ?? 0)) < 0.3 * size
  if (hasListLabel(line.text) && (ended || isShort || isNext || shift < -0.5)) return 'line'
  if (isCentred(last, line)) return 'none'
  const isFirst = lines.length === 1
  // Below the first line of an item, its text may stand further in; elsewhere, such a line begins a paragraph.
  if (shift > 0.8 && !(isFirst && (around.inItem || goesOn))) return 'paragraph'
  if (shift < -0.8 && (!isFirst || around.inItem)) return 'paragraph'
  if (!isShort) return 'none'
  return ended && !isFirst ? 'paragraph' : 'line'
}

function widthOfFirstWord({ text, x, right }: Line): number {
  const end = text.indexOf(' ')
  return ((right - x) / text.length) * ((end === -1 ? text.length : end) + 1)
}

function isCentred(a: Line, b: Line): boolean {
  return Math.abs(a.x - b.x) > a.size && Math.abs(a.x + a.right - b.x - b.right) < 0.6 * a.size
}

/** How far to the right the lines around one reach that begin about where it does. */
function rightEdge(column: readonly Cells[], at: number): number {
  const line = column[at]?.[0]?.[0]
  let edge = line?.right ?? 0
  for (const cells of column.slice(Math.max(0, at - neighbours), at + neighbours + 1)) {
    const other = cells.length === 1 ? cells[0]?.[0] : undefined
    if (line && other && Math.abs(other.x - line.x) < 3 * line.size) edge = Math.max(edge, other.right)
  }
  return edge
}
