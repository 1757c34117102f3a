import { tidyLine } from '../text/clean-text.ts'
import { withoutOverprints } from './overprints.ts'
import { apart, cellGap, isListLabel, type Line, type Row, type Run, wordGap } from './types.ts'

/** How far words of one sentence may stand apart, in parts of the font's size. */
const mostStretched = 2.5

/** Characters between places that are kept of a line, unless its words stand apart. */
const anchorDistance = 12

/** What stands on one line, cut where nothing is written for a while. */
interface Piece {
  runs: Run[]
  x: number
  right: number
}

/** The rows of one column, from top to bottom. O(n log n). */
export function rowsOf(runs: readonly Run[]): Row[] {
  let above: Piece[] = []
  return onOneLine(runs).map((line) => {
    above = joinLabel(pieces(line, above))
    return above.map((piece) => lineOf(piece.runs))
  })
}

/** The lines of text in the order in which it was written, for text that is known to belong together. */
export function linesInOrder(runs: readonly Run[]): Line[] {
  const lines: Run[][] = []
  let line: Run[] = []
  for (const run of runs) {
    const last = line.at(-1)
    if (last && (Math.abs(run.y - last.y) > 0.5 * Math.max(run.size, last.size) || run.x < last.x - last.size)) {
      lines.push(line)
      line = []
    }
    line.push(run)
  }
  if (line.length > 0) lines.push(line)
  const found = lines.map(lineOf)
  return found.filter((one, i) => !isPrintedAgain(one, found[i - 1]))
}

/** Runs by their baselines; what is raised or lowered a little belongs to its line. */
function onOneLine(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = []
  let [y, size] = [Number.NEGATIVE_INFINITY, 0]
  for (const run of [...runs].sort((a, b) => a.y - b.y)) {
    const line = lines.at(-1)
    if (line && run.y - y <= 0.45 * Math.max(size, run.size)) {
      line.push(run)
      // A raised note does not decide where the line is.
      if (run.size > size) [y, size] = [run.y, run.size]
    } else {
      lines.push([run])
      y = run.y
      size = run.size
    }
  }
  return lines.map((line) => line.sort((a, b) => a.x - b.x))
}

function pieces(line: readonly Run[], above: readonly Piece[]): Piece[] {
  if (isStretched(line)) return [wholePiece(line)]
  const found: Piece[] = []
  let column = 1
  for (const run of line) {
    const last = found.at(-1)
    const gap = last ? run.x - last.right : Number.POSITIVE_INFINITY
    // Below a cell, less of a gap is enough to begin one.
    while ((above[column]?.x ?? Number.POSITIVE_INFINITY) < run.x - 0.2 * run.size) column++
    const isBelow = Math.abs((above[column]?.x ?? Number.POSITIVE_INFINITY) - run.x) <= 0.2 * run.size
    if (last && gap < (isBelow ? 0.4 : cellGap) * run.size) {
      last.runs.push(run)
      last.right = Math.max(last.right, run.x + run.width)
    } else {
      found.push({ runs: [run], x: run.x, right: run.x + run.width })
    }
  }
  return found
}

/** Words of a justified line in a narrow column: they stand far apart, but about equally far, and most have small letters. */
function isStretched(line: readonly Run[]): boolean {
  if (line.length < 3) return false
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  let before = line[0]
  for (let i = 1; i < line.length; i++) {
    const run = line[i]
    if (!before || !run) break
    const gap = (run.x - before.x - before.width) / run.size
    if (gap <= wordGap || gap > mostStretched) return false
    least = Math.min(least, gap)
    most = Math.max(most, gap)
    before = run
  }
  if (most < cellGap || least < 0.6 * most) return false
  return line.filter(({ text }) => /^\s*\p{Ll}/u.test(text)).length >= 0.5 * line.length
}

function wholePiece(line: readonly Run[]): Piece {
  const right = line.reduce((most, { x, width }) => Math.max(most, x + width), 0)
  return { runs: [...line], x: line[0]?.x ?? 0, right }
}

/** A list's label and its text are one. */
function joinLabel([label, text, ...others]: Piece[]): Piece[] {
  if (!label) return []
  if (!text) return [label]
  const [only, more] = label.runs
  if (more || !only || !isListLabel(only.text.trim()) || text.x - label.right > 4 * only.size) {
    return [label, text, ...others]
  }
  const runs = text.runs.map((run, i) => (i === 0 ? { ...run, spaced: true } : run))
  return [{ runs: [only, ...runs], x: label.x, right: text.right }, ...others]
}

function lineOf(given: readonly Run[]): Line {
  const runs = withoutOverprints(given)
  const [first] = runs
  const size = mostCommonSize(runs)
  const anchors: number[] = []
  const line: Line = { text: '', x: first?.x ?? 0, right: 0, y: first?.y ?? 0, size, fonts: [], anchors }
  if (first?.angle) line.angle = first.angle
  line.y = runs.find((run) => run.size === size)?.y ?? line.y
  const fonts = new Set<string>()
  let before: Run | undefined
  let last = Number.NEGATIVE_INFINITY
  for (const run of runs) {
    const gap = before ? run.x - before.x - before.width : 0
    const end = line.text.length
    if (before && (run.spaced || gap > wordGap * run.size || gap < -run.size)) line.text += ' '
    const isApart = before !== undefined && gap > apart * run.size
    if (before && isApart) anchors.push(end, before.x + before.width)
    if (isApart || line.text.length - last >= anchorDistance) {
      last = line.text.length
      anchors.push(last, run.x)
    }
    const isRaised = run.size < 0.8 * size && line.y - run.y > 0.2 * size
    line.text += isRaised ? raised(run.text) : run.text
    line.x = Math.min(line.x, run.x)
    line.right = Math.max(line.right, run.x + run.width)
    fonts.add(run.font)
    before = run
  }
  const drawn = line.text
  line.text = tidyLine(drawn)
  if (line.text !== drawn) moveAnchors(line, drawn)
  line.fonts = [...fonts]
  return line
}

function mostCommonSize(runs: readonly Run[]): number {
  const characters = new Map<number, number>()
  for (const { size, text } of runs) characters.set(size, (characters.get(size) ?? 0) + text.length)
  let [common, most] = [0, 0]
  for (const [size, count] of characters) if (count > most) [common, most] = [size, count]
  return common
}

/** What was changed in a text moves the places that are known of it. */
function moveAnchors({ text, anchors = [] }: Line, drawn: string): void {
  const blanks = drawn.length - drawn.trimStart().length
  const scale = text === drawn.trim() ? 1 : text.length / (drawn.trim().length || 1)
  for (let i = 0; i < anchors.length; i += 2) {
    anchors[i] = Math.min(text.length, Math.max(0, Math.round(((anchors[i] ?? 0) - blanks) * scale)))
  }
}

function isPrintedAgain(line: Line, before: Line | undefined): boolean {
  if (before?.text !== line.text) return false
  return [line.x - before.x, line.y - before.y].every((shift) => Math.abs(shift) < 0.25 * line.size)
}

/** The number of a note, or of a power, is no part of the word that it follows. */
function raised(text: string): string {
  return text.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? digit)
}
