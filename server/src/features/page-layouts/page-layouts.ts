import type { Database } from '../../db/pool.ts'
import { type Principal, readAsTenant } from '../../db/tenant.ts'
import type { LineLayout, PageLayout } from '../../parsing/document/page-layout.ts'
import { turnedBox } from '../../parsing/document/turned-box.ts'
import { found } from '../../problems.ts'
import { findPageLayouts, findVersionNumber, lengthOf } from './page-layouts.repository.ts'

/** What ingestion builds on. */
export { savePageLayouts } from './page-layouts.repository.ts'

/** A part of a document's text, in UTF-16 code units. */
export interface Span {
  start: number
  end: number
}

/** From the page's top left, in the unit of its size. */
export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

/**
 * Where a part of a version's text stands on its pages: a rectangle for each line, none of formats without pages. Raises
 * `not_found`.
 */
export async function rectanglesOf(
  database: Database,
  principal: Principal,
  document_id: string,
  { version, ...span }: Span & { version?: number | undefined },
) {
  return readAsTenant(database, principal, async (tx) => {
    const version_number = found(await findVersionNumber(tx, document_id, version))
    const pages = await findPageLayouts(tx, { document_id, version_number }, span)
    return {
      version_number,
      pages: pages.map((page) => onPage(page, span)).filter(({ rectangles }) => rectangles.length),
    }
  })
}

/** What of a span stands on a page. */
export function onPage({ lines, ...page }: PageLayout, span: Span) {
  return { ...page, rectangles: lines.flatMap((line) => rectangleOf(line, span) ?? []) }
}

function rectangleOf(line: LineLayout, { start, end }: Span): Rectangle | undefined {
  const [from = 0, angle = 0, y0 = 0, y1 = 0] = line
  const to = from + lengthOf(line)
  if (from >= end || to <= start) return undefined
  const [a, b] = [placeOf(line, Math.max(start, from) - from), placeOf(line, Math.min(end, to) - from)]
  const box = turnedBox({ x0: Math.min(a, b), x1: Math.max(a, b), y0, y1 }, angle, true)
  const [x, y] = [Math.round(box.x0), Math.round(box.y0)]
  return { x, y, width: Math.round(box.x1) - x, height: Math.round(box.y1) - y }
}

/** How far to the right a character of a line begins. @param at from the line's first */
function placeOf(line: LineLayout, at: number): number {
  let [passed, x] = [0, line[4] ?? 0]
  for (let i = 5; i + 1 < line.length; i += 2) {
    const [count, right] = [line[i] ?? 0, line[i + 1] ?? 0]
    if (at <= passed + count) return count === 0 ? right : x + ((right - x) * (at - passed)) / count
    passed += count
    x = right
  }
  return x
}
