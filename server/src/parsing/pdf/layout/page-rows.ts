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

/**
 * The pages that look like others near them: a form that was filled in for each (payslips, receipts), or a copy. What these
 * repeat is what each of them says.
 *
 * @param pages the rows of each that are not running lines
 */
export function findForms(pages: readonly (readonly PageRow[])[]): boolean[] {
  const places = pages.map((rows) => {
    const known = new Map<string, number[]>()
    for (const row of rows)
      for (const sign of signsOf(row)) known.set(sign, [...(known.get(sign) ?? []), heightOf(row)])
    return known
  })
  return pages.map((rows, page) => {
    const telling = rows.filter((row) => signsOf(row).length > 0)
    return [page - 2, page - 1, page + 1, page + 2].some((other) => {
      const known = places[other]
      if (!known || telling.length === 0) return false
      const alike = telling.filter((row) =>
        signsOf(row).some((sign) => known.get(sign)?.some((y) => Math.abs(y - heightOf(row)) <= samePlace)),
      )
      return alike.length >= Math.max(1, leastAlike * telling.length)
    })
  })
}

/** What a row has in common with the same row of a form that says something else: all but its digits, or its label. */
function signsOf({ lines }: PageRow): string[] {
  const text = lines.map((line) => line.text).join(' | ')
  const signs = [text.replace(/\d+/g, '0'), /^([^:]{3,40}):/.exec(text)?.[1] ?? '']
  return signs.filter((sign) => /\p{L}{3}/u.test(sign))
}
