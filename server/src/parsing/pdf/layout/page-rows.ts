import type { Cells } from './tables.ts'
import type { Line } from './types.ts'

/** A row of a page with one line in each of its cells: what may be a header, a footer, a watermark. */
export interface PageRow {
  lines: Line[]
  /** It could not be one: its cells have several lines. */
  isText: boolean
}

/** The rows of one page, as it shows them. */
export interface PageRows {
  /** In points. */
  height: number
  upright: PageRow[]
  /** At an angle; the heights of their lines are those of the page turned until they are upright. */
  turned: PageRow[]
  /** What the file calls a header, a footer or a watermark: it is none of the page's blocks. */
  artifacts: PageRow[]
}

/** What stands at about one height. */
export interface PageBand {
  y: number
  rows: PageRow[]
}

export function pageRowOf(cells: Cells): PageRow {
  const [only] = cells
  if (only && cells.length === 1) return { lines: only, isText: only.length > 1 }
  return { lines: cells.flat(), isText: cells.some(({ length }) => length > 1) }
}

/** Rows by their height, from top to bottom. */
export function pageBandsOf(rows: readonly PageRow[]): PageBand[] {
  const bands: PageBand[] = []
  for (const row of [...rows].sort((a, b) => heightOf(a) - heightOf(b))) {
    const last = bands.at(-1)
    if (last && heightOf(row) - last.y <= 2) last.rows.push(row)
    else bands.push({ y: heightOf(row), rows: [row] })
  }
  return bands
}

export function heightOf({ lines: [first] }: PageRow): number {
  return first?.y ?? 0
}

/** A text by its letters and digits alone. */
export function bareText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Heights, in points, that are the same place on two pages. */
const samePlace = 3
/** The share of a page's rows that another page shows at the same places, from which on the two are one form. */
const leastAlike = 0.25
/** Rows of a page that are looked for on others: more of them tell no more. */
const probed = 24

/**
 * The pages that look like others near them: a form that was filled in for each (payslips, receipts), or a copy. What these
 * repeat is what each of them says.
 *
 * @param pages the rows of each that are not running lines
 */
export function findForms(pages: readonly (readonly PageRow[])[]): boolean[] {
  const places = pages.map((rows) => rows.map(placeOf).sort((a, b) => a.y - b.y))
  return places.map((rows, page) => {
    const step = Math.max(1, Math.ceil(rows.length / probed))
    const probes = rows.filter((row, i) => i % step === 0 && tells(row.text))
    if (probes.length === 0) return false
    return [page - 2, page - 1, page + 1, page + 2].some((other) => {
      const known = places[other]
      if (!known) return false
      const alike = probes.filter((row) => hasAlike(row, known)).length
      return alike >= Math.max(1, leastAlike * probes.length)
    })
  })
}

interface Place {
  y: number
  text: string
}

function placeOf(row: PageRow): Place {
  return {
    y: heightOf(row),
    text: row.lines.length === 1 ? (row.lines[0]?.text ?? '') : row.lines.map(({ text }) => text).join(' | '),
  }
}

function tells(text: string): boolean {
  return /\p{L}{3}/u.test(text)
}

/** @param known in the order of their heights */
function hasAlike({ y, text }: Place, known: readonly Place[]): boolean {
  let [low, high] = [0, known.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((known[middle]?.y ?? 0) < y - samePlace) low = middle + 1
    else high = middle
  }
  for (let i = low; i < known.length; i++) {
    const other = known[i]
    if (!other || other.y > y + samePlace) return false
    if (isAlike(text, other.text)) return true
  }
  return false
}

/** Whether two rows could be one row of a form: the same but for their digits, or with the same label. */
function isAlike(a: string, b: string): boolean {
  if (a === b) return true
  const label = a.indexOf(':')
  if (label >= 3 && label <= 40 && label === b.indexOf(':') && a.startsWith(b.slice(0, label)))
    return tells(a.slice(0, label))
  return /\d/.test(a) && /\d/.test(b) && a.replace(/\d+/g, '0') === b.replace(/\d+/g, '0')
}
