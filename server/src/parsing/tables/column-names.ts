import { lineOf } from '../document/line-of.ts'
import type { TableRow } from './table-row.ts'

/** Characters of a name, which each of its values repeats: a question of a survey is whole. */
const longestName = 500

/**
 * What each column is called: of several rows of names those above it, the outermost first ("Janeiro – Meta").
 * `isWhole` is false where one was too long and is cut.
 */
export function columnNames(rows: readonly TableRow[]): { names: string[]; isWhole: boolean } {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length))
  const levels = rows.map((row, level) => namesOf(row, rows[level + 1]))
  let isWhole = true
  const names = Array.from({ length: width }, (_, column) => {
    const parts = [...new Set(levels.map((names) => names[column] ?? '').filter((name) => name !== ''))]
    const name = parts.join(' – ')
    if (name.length <= longestName) return name
    isWhole = false
    return `${name.slice(0, longestName).toWellFormed().trim()}…`
  })
  return { names, isWhole }
}

/** Where a row groups the next one and no cell spans, a text is said of the empty cells after it too. */
function namesOf({ cells, spread }: TableRow, next: TableRow | undefined): string[] {
  const names = (spread ?? cells).map((cell) => lineOf(cell ?? ''))
  if (!next || spread) return names
  let group = ''
  return Array.from({ length: Math.max(cells.length, next.cells.length) }, (_, column) => {
    group = names[column] || group
    return (next.cells[column] ?? '').trim() === '' ? (names[column] ?? '') : group
  })
}
