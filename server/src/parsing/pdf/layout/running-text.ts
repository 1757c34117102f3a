import type { Line } from './types.ts'

/** What a page shows at its edges, and others may show too. */
interface Candidate {
  page: number
  line: Line
  keys: string[]
}

/** Lines that are looked at, from the top of a page and from its bottom. */
const depth = 4
/** The part of a page's height, at its top and at its bottom, in which running lines stand. */
const margin = 0.2

/** The lines of one page that may be no part of the document. */
export interface PageLines {
  upright: Line[]
  turned: Line[]
  height: number
}

/**
 * The lines that are a page's, not the document's: running headers and footers, and page numbers. They stand at the same
 * height, and say the same or count the pages, on most pages or on many in a row (left and right pages may differ).
 *
 * What is written at an angle, a watermark or a stamp, may stand anywhere.
 */
export function findRunningText(pages: readonly PageLines[]): Set<Line> {
  const candidates = pages.flatMap(({ upright, turned, height }, page) =>
    [...edgeLines(upright, height), ...turned]
      .filter(({ text }) => text.length <= 200)
      .map((line): Candidate => ({ page, line, keys: keysOf(line, page) })),
  )
  const runs = new Map<string, { last: number; length: number; longest: number }>()
  for (const { page, keys } of candidates) {
    for (const key of keys) {
      const run = runs.get(key) ?? { last: Number.NEGATIVE_INFINITY, length: 0, longest: 0 }
      if (run.last === page) continue
      run.length = page - run.last <= 2 ? run.length + 1 : 1
      run.longest = Math.max(run.longest, run.length)
      run.last = page
      runs.set(key, run)
    }
  }
  const needed = Math.min(4, Math.max(2, Math.ceil(pages.length * 0.6)))
  const repeated = candidates.filter(({ keys }) => keys.some((key) => (runs.get(key)?.longest ?? 0) >= needed))
  return new Set(repeated.map(({ line }) => line))
}

function edgeLines(lines: readonly Line[], height: number): Line[] {
  const down = [...lines].sort((a, b) => a.y - b.y)
  const top = down.slice(0, depth).filter(({ y }) => y < margin * height)
  const bottom = down.slice(-depth).filter(({ y }) => y > (1 - margin) * height)
  return [...new Set([...top, ...bottom])]
}

/** Where the line stands with what it says; and with one of its numbers in relation to the page's. */
function keysOf({ text, y }: Line, page: number): string[] {
  const height = Math.round(y / 4)
  const keys = [`${height} ${text}`]
  for (const match of text.matchAll(/\d{1,4}/g)) {
    const before = text.slice(0, match.index)
    const after = text.slice(match.index + match[0].length)
    keys.push(`${height} ${before}{${Number(match[0]) - page}}${after}`)
  }
  const roman = romanNumber(text)
  if (roman > 0) keys.push(`${height} roman {${roman - page}}`)
  return keys
}

function romanNumber(text: string): number {
  const digits: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 }
  if (!/^[ivxlc]{1,9}$/i.test(text)) return 0
  const values = [...text.toLowerCase()].map((digit) => digits[digit] ?? 0)
  return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0)
}
