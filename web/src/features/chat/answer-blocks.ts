/** A part of an answer's source, by its offsets in it, in UTF-16 code units. */
interface Range {
  start: number
  end: number
}

/** A stretch of text in one style, or the number of what is cited. */
export interface Leaf extends Range {
  text: string
  strong: boolean
  emphasis: boolean
  code: boolean
  /** Of a source, where the leaf is a citation. */
  number?: number
}

type Block =
  | { kind: 'heading' | 'paragraph' | 'quote' | 'code'; leaves: Leaf[] }
  | { kind: 'bullets' | 'numbers'; first: number; items: Leaf[][] }
  | { kind: 'table'; rows: Leaf[][][] }

interface Line extends Range {
  kind: 'heading' | 'bullets' | 'numbers' | 'quote' | 'table' | 'code' | 'paragraph'
  number?: number
}

/**
 * An answer as it is shown: of Markdown what models write in answers, each part with where it stands in the source, so that a
 * verdict on a sentence falls on its words. Links, images and HTML stay the letters that they are: nothing of an answer leads, or
 * asks, anywhere.
 */
export function answerBlocks(source: string): Block[] {
  const blocks: Block[] = []
  let run: Line[] = []
  const close = () => {
    if (run.length > 0) blocks.push(blockOf(source, run))
    run = []
  }
  for (const line of linesOf(source)) {
    if (line === null) {
      close()
      continue
    }
    const alone = line.kind === 'heading' || line.kind === 'quote'
    if (alone || run.at(-1)?.kind !== line.kind) close()
    run.push(line)
  }
  close()
  return blocks
}

/** Lines with what they are; null for a blank one. */
function linesOf(source: string): (Line | null)[] {
  const lines: (Line | null)[] = []
  let inCode = false
  let at = 0
  for (const text of source.split('\n')) {
    const [start, end] = [at, at + text.length]
    at = end + 1
    if (/^\s*```/.test(text)) {
      inCode = !inCode
      lines.push(null)
    } else if (inCode) lines.push({ kind: 'code', start, end })
    // The line of a table that only divides it is none of its rows.
    else if (/^\s*\|[\s|:-]+\|?\s*$/.test(text)) continue
    else lines.push(lineOf(text, start, end))
  }
  return lines
}

function lineOf(text: string, start: number, end: number): Line | null {
  if (text.trim() === '' || /^\s*(?:-{3,}|\*{3,})\s*$/.test(text)) return null
  const heading = /^\s*#{1,6}\s+/.exec(text)
  if (heading) return { kind: 'heading', start: start + heading[0].length, end }
  const bullet = /^\s*[-*•+]\s+/.exec(text)
  if (bullet) return { kind: 'bullets', start: start + bullet[0].length, end }
  const numbered = /^\s*(\d{1,3})[.)]\s+/.exec(text)
  if (numbered) return { kind: 'numbers', start: start + numbered[0].length, end, number: Number(numbered[1]) }
  if (/^\s*\|.*\|\s*$/.test(text)) return { kind: 'table', start, end }
  const quoted = /^\s*>\s?/.exec(text)
  if (quoted) return { kind: 'quote', start: start + quoted[0].length, end }
  if (/^\s*[“"].*[”"]\s*(?:\[\d{1,3}\]\s*)+$/.test(text)) return { kind: 'quote', start, end }
  return { kind: 'paragraph', start, end }
}

function blockOf(source: string, run: Line[]): Block {
  const [first] = run as [Line, ...Line[]]
  const { kind } = first
  if (kind === 'bullets' || kind === 'numbers') {
    return { kind, first: first.number ?? 1, items: run.map(({ start, end }) => leavesOf(source, start, end)) }
  }
  if (kind === 'table') return { kind, rows: run.map((line) => cellsOf(source, line)) }
  const range = { start: first.start, end: (run.at(-1) as Line).end }
  if (kind === 'code') return { kind, leaves: [leaf(source, range.start, range.end, { ...plainStyle, code: true })] }
  return { kind, leaves: leavesOf(source, range.start, range.end) }
}

function cellsOf(source: string, { start, end }: Line): Leaf[][] {
  const cells: Leaf[][] = []
  let from = source.indexOf('|', start) + 1
  while (from > 0 && from < end) {
    const next = source.indexOf('|', from)
    if (next < 0 || next > end) break
    cells.push(leavesOf(source, from, next))
    from = next + 1
  }
  return cells
}

type Style = Pick<Leaf, 'strong' | 'emphasis' | 'code'>
const plainStyle: Style = { strong: false, emphasis: false, code: false }

function leaf(source: string, start: number, end: number, style: Style): Leaf {
  return { start, end, text: source.slice(start, end), ...style }
}

// What is still being written may be open to its end. A product is no emphasis: 2 * 120 * 3.
const inline =
  /\*\*(?<strong>\S[\s\S]*?)(?:\*\*|$)|`(?<code>[^`\n]+)`|(?<![\w*])\*(?<emphasis>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])|\[(?<number>\d{1,3})\]/g

function leavesOf(source: string, start: number, end: number, style: Style = plainStyle): Leaf[] {
  const leaves: Leaf[] = []
  const text = source.slice(start, end)
  let at = 0
  for (const match of text.matchAll(inline)) {
    const { strong, code, emphasis, number } = match.groups ?? {}
    if (match.index > at) leaves.push(leaf(source, start + at, start + match.index, style))
    const from = start + match.index
    at = match.index + match[0].length
    if (number !== undefined) leaves.push({ ...leaf(source, from, start + at, style), number: Number(number) })
    else if (code !== undefined) leaves.push(leaf(source, from + 1, from + 1 + code.length, { ...style, code: true }))
    else if (strong !== undefined)
      leaves.push(...leavesOf(source, from + 2, from + 2 + strong.length, { ...style, strong: true }))
    else if (emphasis !== undefined)
      leaves.push(...leavesOf(source, from + 1, from + 1 + emphasis.length, { ...style, emphasis: true }))
  }
  if (at < text.length) leaves.push(leaf(source, start + at, end, style))
  return leaves
}

interface Verdict extends Range {
  verdict: string
}

/** Leaves cut where sentences begin and end, and put together by the sentence that they are of; undefined for what is of none. */
export function bySentence<Sentence extends Verdict>(
  leaves: readonly Leaf[],
  sentences: readonly Sentence[],
): { sentence: Sentence | undefined; leaves: Leaf[]; ends: boolean }[] {
  const groups: { sentence: Sentence | undefined; leaves: Leaf[]; ends: boolean }[] = []
  const add = (sentence: Sentence | undefined, piece: Leaf) => {
    const ends = sentence !== undefined && piece.end >= sentence.end
    const last = groups.at(-1)
    if (last && last.sentence === sentence && !last.ends) {
      last.leaves.push(piece)
      last.ends = ends
    } else groups.push({ sentence, leaves: [piece], ends })
  }
  for (const whole of leaves) {
    let at = whole.start
    while (at < whole.end) {
      const sentence = sentences.find(({ start, end }) => start <= at && at < end)
      const next = sentence?.end ?? Math.min(...sentences.map(({ start }) => start).filter((start) => start > at))
      // A citation is one thing.
      const end = whole.number === undefined ? Math.min(whole.end, next) : whole.end
      add(sentence, { ...whole, start: at, end, text: whole.text.slice(at - whole.start, end - whole.start) })
      at = end
    }
  }
  return groups
}
