import { pageNumberIn } from './page-numbers.ts'
import { bareText, findForms, heightOf, type PageBand, type PageRow, type PageRows, pageBandsOf } from './page-rows.ts'
import type { Line } from './types.ts'

export type { PageRow, PageRows } from './page-rows.ts'

/** What pages repeat at their edges, told from what they say. */
export interface RunningText {
  /** The lines that are no part of what their page says. */
  lines: Set<Line>
  /** Of those, what the document is to say once: by page, from 0; at its top, or below what the page says. */
  said: { page: number; top: boolean; row: PageRow }[]
  /** Pages, from 0, whose repeated lines were left out. */
  pages: number[]
}

/** Bands that are looked at, from the top of a page and from its bottom. */
const depth = 6
/** The part of a page's height, at its top and at its bottom, in which running lines stand. */
const margin = 0.2
/** Characters; longer lines are text. */
const longest = 200
/** In points: the same height on two pages. */
const samePlace = 3
/** The share of its pages on which a document shows what is its own for sure, and how many these are at least. */
const nearlyAll = { share: 0.8, pages: 4 }

/** A line that may be repeated. */
interface Candidate {
  page: number
  line: Line
  /** How far from the page's edge. */
  y: number
}

/** What was found to be running: the lines, and how sure it is. */
interface Found {
  repeated: Set<Line>
  /** On nearly all pages. */
  everywhere: Set<Line>
  /** Whose number is the page's. */
  numbered: Set<Line>
}

/**
 * Tells the lines that are a page's, not the document's: running headers and footers, page numbers, watermarks. They stand
 * at the same place on at least three pages, most pages or many in a row (left and right pages may differ), at the
 * edge with nothing of the text beyond them, apart from the text, and in letters that are not larger, unless nearly all
 * pages have them.
 *
 * A line that is wrongly taken for one costs more than one that is repeated: pages of a form keep all that they show, no page is
 * emptied, sums of money never run, and what the lines say that the document does not say elsewhere it says once.
 */
export function findRunningText(pages: readonly PageRows[]): RunningText {
  const bands = pages.map(({ upright }) => pageBandsOf(upright))
  const turned = pages.map(watermarksOf)
  const { repeated, everywhere, numbered } = findRepeated(pages, bands, turned)
  const layout = { size: commonSize(pages), spacing: commonSpacing(bands) }
  const edges = pages.map((_, page) => {
    const own = bands[page] ?? []
    const isRunning = (line: Line) =>
      numbered.has(line) || (repeated.has(line) && (line.size <= 1.15 * layout.size || everywhere.has(line)))
    const top = prefixOf(own, isRunning, (line) => everywhere.has(line), numbered, layout.spacing)
    const below = prefixOf([...own].reverse(), isRunning, (line) => everywhere.has(line), numbered, layout.spacing)
    return { top, bottom: below.filter((row) => !top.includes(row)) }
  })
  const rest = pages.map(({ upright }, page) => {
    const taken = new Set([...(edges[page]?.top ?? []), ...(edges[page]?.bottom ?? [])])
    return upright.filter((row) => !taken.has(row))
  })
  const forms = findForms(rest)

  const lines = new Set<Line>()
  const places: { page: number; top: boolean; row: PageRow }[] = []
  pages.forEach(({ upright, artifacts, height }, page) => {
    for (const row of artifacts) places.push({ page, top: heightOf(row) < height / 2, row })
    const says = rest[page]?.some(({ lines }) => lines.some(({ text }) => /[\p{L}\p{N}]/u.test(text)))
    const isEmptied = upright.length > 0 && !says
    if (forms[page] || isEmptied) return
    const { top = [], bottom = [] } = edges[page] ?? {}
    for (const row of top) places.push({ page, top: true, row })
    for (const row of bottom) places.push({ page, top: false, row })
    for (const row of turned[page] ?? []) {
      if (row.lines.every((line) => repeated.has(line) || numbered.has(line))) places.push({ page, top: false, row })
    }
    // A number beside a title that changes.
    for (const row of [bands[page]?.at(0), bands[page]?.at(-1)].flatMap((band) => band?.rows ?? [])) {
      const numbers = pages.length > 2 ? row.lines.filter((line) => numbered.has(line)) : []
      if (numbers.length < row.lines.length) for (const line of numbers) lines.add(line)
    }
  })
  for (const { row } of places) for (const line of row.lines) lines.add(line)
  return { lines, ...chooseSaid(places, pages, lines) }
}

/** What is written at an angle across a page, unless it is the page's text. */
function watermarksOf({ upright, turned }: PageRows): PageRow[] {
  const [across, along] = [charactersOf(turned), charactersOf(upright)]
  return across <= 0.3 * (across + along) ? turned : []
}

function charactersOf(rows: readonly PageRow[]): number {
  return rows.reduce((sum, { lines }) => lines.reduce((inRow, { text }) => inRow + text.length, sum), 0)
}

function findRepeated(pages: readonly PageRows[], bands: readonly PageBand[][], turned: readonly PageRow[][]): Found {
  const groups = new Map<string, Candidate[]>()
  const counts = new Map<string, Candidate[]>()
  const add = (zone: string, page: number, line: Line, y: number) => {
    if (line.text.length > longest) return
    const candidate = { page, line, y }
    const number = pageNumberIn(line.text, page, pages.length)
    if (number) push(counts, `${zone} ${number.key}`, candidate)
    if (!isMoney.test(line.text)) push(groups, `${zone} ${line.text}`, candidate)
  }
  pages.forEach(({ height }, page) => {
    const own = bands[page] ?? []
    const linesOf = (some: PageBand[]) =>
      some.flatMap(({ rows }) => rows.filter(({ isText }) => !isText).flatMap(({ lines }) => lines))
    for (const line of linesOf(own.slice(0, depth))) if (line.y < margin * height) add('top', page, line, line.y)
    for (const line of linesOf(own.slice(-depth))) {
      if (line.y > (1 - margin) * height) add('bottom', page, line, height - line.y)
    }
    for (const { lines } of turned[page] ?? []) for (const line of lines) add('turned', page, line, line.y)
  })
  const found: Found = { repeated: new Set(), everywhere: new Set(), numbered: new Set() }
  const most = Math.ceil(0.6 * pages.length)
  for (const group of [...groups.values()].flatMap(byPlace)) {
    if (longestRun(group) < Math.min(4, Math.max(3, most))) continue
    const isEverywhere = group.length >= Math.max(nearlyAll.pages, nearlyAll.share * pages.length)
    for (const { line } of group) {
      found.repeated.add(line)
      if (isEverywhere) found.everywhere.add(line)
    }
  }
  for (const group of [...counts.values()].flatMap(byPlace)) {
    if (longestRun(group) < Math.min(4, Math.max(2, most))) continue
    for (const { line } of group) found.numbered.add(line)
  }
  return found
}

/** Sums belong to what they stand beside. */
const isMoney = /[$€£]|\d,\d\d(?!\d)|\d\.\d\d(?!\d)(?![\d.,-])/

function push<T>(groups: Map<string, T[]>, key: string, one: T): void {
  const group = groups.get(key)
  if (group) group.push(one)
  else groups.set(key, [one])
}

/** Those that stand at one height, in the order of their pages. */
function byPlace(group: readonly Candidate[]): Candidate[][] {
  const places: Candidate[][] = []
  for (const candidate of [...group].sort((a, b) => a.y - b.y)) {
    const last = places.at(-1)
    if (last && candidate.y - (last[0]?.y ?? 0) <= samePlace) last.push(candidate)
    else places.push([candidate])
  }
  return places.map((place) => place.sort((a, b) => a.page - b.page))
}

/** How many pages in a row have it, or every other one. */
function longestRun(group: readonly Candidate[]): number {
  let [longest, length, last] = [0, 0, Number.NEGATIVE_INFINITY]
  for (const { page } of group) {
    if (page === last) continue
    length = page - last <= 2 ? length + 1 : 1
    longest = Math.max(longest, length)
    last = page
  }
  return longest
}

/**
 * The running rows at one edge of a page, from the edge on: those with nothing of the text beyond them, and a gap between
 * them and the text, which only numbers and what nearly all pages show need not have. A row of a table goes with the table.
 */
function prefixOf(
  bands: readonly PageBand[],
  isRunning: (line: Line) => boolean,
  isSure: (line: Line) => boolean,
  numbered: ReadonlySet<Line>,
  spacing: number,
): PageRow[] {
  const isBand = ({ rows }: PageBand) => rows.every(({ lines, isText }) => !isText && lines.every(isRunning))
  let end = 0
  while (end < bands.length && isBand(bands[end] as PageBand)) end++
  for (; end > 0; end--) {
    const [last, next] = [bands[end - 1], bands[end]]
    if (!last || !next) break
    const lines = last.rows.flatMap((row) => row.lines)
    const distance = Math.abs(next.y - last.y)
    const size = lines[0]?.size ?? 0
    const inTable = lines.length > 1 && next.rows.some((row) => row.lines.length > 1) && distance < 3 * size
    const isNumber = lines.every((line) => numbered.has(line))
    if (isNumber || (!inTable && (distance > 1.25 * spacing * size || lines.every(isSure)))) break
  }
  return bands.slice(0, end).flatMap(({ rows }) => rows)
}

function commonSize(pages: readonly PageRows[]): number {
  const sizes = new Map<number, number>()
  for (const { lines } of pages.flatMap(({ upright }) => upright)) {
    for (const { size, text } of lines) sizes.set(size, (sizes.get(size) ?? 0) + text.length)
  }
  return mostCommon(sizes, 12)
}

/** How far bands of text stand apart, in parts of their letters' size. */
function commonSpacing(bands: readonly PageBand[][]): number {
  const distances = new Map<number, number>()
  for (const own of bands) {
    own.forEach(({ y, rows }, i) => {
      const line = rows[0]?.lines[0]
      const distance = Math.round(((y - (own[i - 1]?.y ?? y)) / (line?.size ?? 1)) * 10) / 10
      if (line && distance >= 0.9 && distance <= 2.4) {
        distances.set(distance, (distances.get(distance) ?? 0) + line.text.length)
      }
    })
  }
  return mostCommon(distances, 1.2)
}

function mostCommon(counts: ReadonlyMap<number, number>, otherwise: number): number {
  let [common, most] = [otherwise, 0]
  for (const [value, count] of counts) if (count > most) [common, most] = [value, count]
  return common
}

/** Of running rows, what is to be said once: a header where it stands first, a footer where it stands last. */
function chooseSaid(
  places: readonly { page: number; top: boolean; row: PageRow }[],
  pages: readonly PageRows[],
  running: ReadonlySet<Line>,
): Pick<RunningText, 'said' | 'pages'> {
  if (places.length === 0) return { said: [], pages: [] }
  const texts = new Map<string, { page: number; top: boolean; row: PageRow }>()
  const withText = new Set<number>()
  for (const place of places) {
    const key = place.row.lines.map(({ text }) => pageNumberIn(text, place.page, pages.length)?.rest ?? text).join(' ')
    if (!/\p{L}{2}|\d{4}/u.test(key)) continue
    const bare = bareText(key)
    const known = texts.get(bare)
    if (known) withText.add(place.page)
    if (!known || (!known.top && !place.top && place.page > known.page)) texts.set(bare, place)
  }
  if (texts.size === 0) return { said: [], pages: [] }
  const isSaid = searchBody(pages, running)
  const said = [...texts]
    .filter(([bare]) => !isSaid(bare))
    .map(([, { page, top, row }]) => ({ page, top, row: { ...row, lines: withoutNumbers(row, page, pages.length) } }))
  return { said, pages: [...withText].sort((a, b) => a - b) }
}

/** Characters that are searched for what runs: after that, only whole lines are known. */
const mostSearched = 300e6

/** Tells whether the text of pages, without what runs, says something, by its letters and digits. */
function searchBody(pages: readonly PageRows[], running: ReadonlySet<Line>): (bare: string) => boolean {
  const lines: string[] = []
  for (const { upright, turned } of pages) {
    for (const row of [...upright, ...turned]) {
      for (const line of row.lines) if (!running.has(line)) lines.push(bareText(line.text))
    }
  }
  const body = lines.join('')
  let [left, whole]: [number, Set<string> | undefined] = [mostSearched, undefined]
  return (bare) => {
    left -= body.length
    if (left >= 0) return body.includes(bare)
    whole ??= new Set(lines)
    return whole.has(bare)
  }
}

/** A page's number in a cell of its own is not said. */
function withoutNumbers({ lines }: PageRow, page: number, pages: number): Line[] {
  return lines.filter(({ text }) => pageNumberIn(text, page, pages)?.rest !== '')
}
