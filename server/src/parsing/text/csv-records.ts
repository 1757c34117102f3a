/** What divides the values of a table, and how many of them most of its rows have. */
export interface CsvShape {
  delimiter: string
  width: number
}

/** A row of a table, and whether its quotes had to be mended. */
export interface CsvRecord {
  cells: string[]
  isMended: boolean
}

const delimiters = [',', ';', '\t', '|'] as const
/** Lines that a value in quotes may go on for. */
const mostLines = 1_000
const longestRecord = 200_000
/** Lines after an open quote that are rows of their own: it opens none of them. Two values a line are in texts too. */
const mostRows = (width: number) => (width > 2 ? 20 : 100)
/** Lines that are looked at for the ends of open quotes, in all: beyond, each of these is a character. */
const mostLookedAt = 1_000_000
/** Lines that say what divides their values. */
const sampled = 300

/** What divides most lines into the same number of values. */
export function shapeOf(text: string): CsvShape {
  const lines = text
    .slice(0, 60_000)
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, sampled)
  // The last may be cut.
  if (lines.length > 1 && text.length > 60_000) lines.pop()
  const bare = lines.map((line) => line.replace(/"[^"]*"/g, ''))
  const scored = delimiters.map((delimiter) => {
    const counts = new Map<number, number>()
    for (const line of bare) {
      const count = line.split(delimiter).length
      if (count > 1) counts.set(count, (counts.get(count) ?? 0) + 1)
    }
    const [width = 1, lines = 0] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [1, 0])
    return { delimiter, width, score: lines * 100 + width }
  })
  return scored.reduce((best, one) => (one.score > best.score ? one : best))
}

/**
 * The rows of a table as spreadsheets write it: values in quotes may hold what divides values, line ends, and quotes twice. A
 * quote that opens a value and is not closed where it should be is a character like others, and its row is said to be
 * mended: else it would take the rows after it along. Linear in the text.
 */
export function* csvRecords(given: string, shape: CsvShape): Generator<CsvRecord> {
  const { delimiter } = shape
  const text = given.includes('\r') ? given.replace(/\r\n?/g, '\n') : given
  const budget = { lines: mostLookedAt }
  let at = 0
  while (at < text.length) {
    let end = lineEnd(text, at)
    const line = text.slice(at, end)
    if (!line.includes('"')) {
      yield { cells: line.split(delimiter), isMended: false }
      at = end + 1
      continue
    }
    let record = split(line, delimiter)
    if (record.isOpen) {
      const whole = quotedOver(text, { start: at, firstEnd: end }, shape, budget)
      if (whole) [record, end] = [whole.record, whole.end]
    }
    if (record.isOpen) yield { cells: unquoted(line, delimiter), isMended: true }
    else yield { cells: record.cells, isMended: false }
    at = end + 1
  }
}

interface Split {
  cells: string[]
  /** A quote is open at its end. */
  isOpen: boolean
  /** A quote within a value in quotes is neither its end nor written twice. */
  isOdd: boolean
}

/** The record that begins in a line and goes on in those after it; undefined where these are rows of their own. */
function quotedOver(
  text: string,
  { start, firstEnd }: { start: number; firstEnd: number },
  { delimiter, width }: CsvShape,
  budget: { lines: number },
): { record: Split; end: number } | undefined {
  const alone = unquoted(text.slice(start, firstEnd), delimiter).length
  let areRows = true
  let end = firstEnd
  let isOpen = true
  for (let lines = 0; isOpen; lines++) {
    const from = end + 1
    if (from >= text.length || lines === mostLines || end - start > longestRecord || --budget.lines < 0)
      return undefined
    if (areRows && alone === width && width > 1 && lines === mostRows(width)) return undefined
    end = lineEnd(text, from)
    const next = text.slice(from, end)
    if (next.trim() !== '') areRows &&= unquoted(next, delimiter).length === width
    isOpen = !closes(next, delimiter)
  }
  const record = split(text.slice(start, end), delimiter)
  if (record.isOpen) return undefined
  const isRow = width > 1 && alone === width
  if (isRow && (record.cells.length !== width || record.isOdd || (areRows && width > 2))) return undefined
  return { record, end }
}

/** Whether a quote ends a value in a line that begins within it, and none is open at its end. */
function closes(line: string, delimiter: string): boolean {
  return line.includes('"') && !split(`"${line}`, delimiter).isOpen
}

function split(record: string, delimiter: string): Split {
  const cells: string[] = []
  let isOdd = false
  let at = 0
  for (;;) {
    if (record[at] === '"') {
      let value = ''
      let from = at + 1
      for (;;) {
        const quote = record.indexOf('"', from)
        if (quote === -1) {
          cells.push(value + record.slice(from))
          return { cells, isOpen: true, isOdd }
        }
        const next = record[quote + 1]
        value += record.slice(from, quote)
        from = quote + 1
        if (next === '"') {
          value += '"'
          from++
        } else if (next === undefined || next === delimiter || /^["\s]*$/.test(restOf(record, from, delimiter))) {
          break
        } else {
          value += '"'
          isOdd = true
        }
      }
      const end = record.indexOf(delimiter, from)
      cells.push(value)
      if (end === -1) return { cells, isOpen: false, isOdd }
      at = end + 1
    } else {
      const end = record.indexOf(delimiter, at)
      cells.push(record.slice(at, end === -1 ? undefined : end))
      if (end === -1) return { cells, isOpen: false, isOdd }
      at = end + 1
    }
  }
}

/** What stands before the next value, of some characters. */
function restOf(record: string, from: number, delimiter: string): string {
  const near = record.slice(from, from + 20)
  const end = near.indexOf(delimiter)
  return end === -1 ? near : near.slice(0, end)
}

/** The values of a line whose quotes mean nothing; the one that opens a value is left out. */
function unquoted(line: string, delimiter: string): string[] {
  const closed = split(line, delimiter)
  if (!closed.isOpen) return closed.cells
  return line.split(delimiter).map((cell) => {
    const value = /^"(?<inner>.*)"$/s.exec(cell)?.groups?.inner
    return value === undefined ? cell.replace(/^"/, '') : value.replaceAll('""', '"')
  })
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}
