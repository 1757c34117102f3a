import { turnedBox } from '../document/turned-box.ts'
import type { SeenLine } from './recognised-page.ts'
import type { QuarterTurn } from './turned-image.ts'

interface Corners {
  x0: number
  y0: number
  x1: number
  y1: number
}

/** A line as the engine tells it. */
interface EngineLine {
  text: string
  words: { text: string; bbox: Corners }[]
  bbox: Corners
}

/** How the image that was read lies to the one that was given. */
export interface Turned {
  turn: QuarterTurn
  /** Its pixels for one of the given image. */
  scale: number
  /** Of the image that was read, in its pixels. */
  width: number
  height: number
}

/**
 * The lines of a page with their places in the image as it was given. The direction that a line is read in shows in the order
 * of its words: the engine takes text that stands on its side as it is.
 */
export function linesOnPage(paragraphs: readonly { lines: EngineLine[] }[], turned: Turned): SeenLine[][] {
  const placed = paragraphs.map(({ lines }) => lines.map((line) => placedOf(line, turned)))
  let [right, down] = [0, 0]
  for (const { words } of placed.flat()) {
    const [first, last] = [words[0]?.box, words.at(-1)?.box]
    if (words.length < 2 || !first || !last) continue
    right += last.x0 + last.x1 - first.x0 - first.x1
    down += last.y0 + last.y1 - first.y0 - first.y1
  }
  const angle = Math.abs(right) >= Math.abs(down) ? (right < 0 ? 180 : 0) : down < 0 ? 270 : 90
  return placed.map((lines) => lines.map(({ text, words, box }) => lineOf(text, words, box, angle)))
}

interface Placed {
  text: string
  words: { at: number; length: number; box: Corners }[]
  box: Corners
}

function placedOf({ text, words, bbox }: EngineLine, turned: Turned): Placed {
  const line = text.trim().normalize('NFC')
  let from = 0
  const found = words.flatMap((word) => {
    const content = word.text.normalize('NFC')
    const at = line.indexOf(content, from)
    if (at === -1 || content === '') return []
    from = at + content.length
    return [{ at, length: content.length, box: onPage(word.bbox, turned) }]
  })
  return { text: line, words: found, box: onPage(bbox, turned) }
}

/** A box of the image that was read in pixels of the given one. */
function onPage({ x0, y0, x1, y1 }: Corners, { turn, scale, width, height }: Turned): Corners {
  const boxes = {
    0: [x0, y0, x1, y1],
    90: [y0, width - x1, y1, width - x0],
    180: [width - x1, height - y1, width - x0, height - y0],
    270: [height - y1, x0, height - y0, x1],
  } as const
  const [left, top, right, bottom] = boxes[turn].map((value) => value / scale) as [number, number, number, number]
  return { x0: left, y0: top, x1: right, y1: bottom }
}

function lineOf(text: string, words: Placed['words'], box: Corners, angle: number): SeenLine {
  const line = turnedBox(box, angle)
  const anchors = words.flatMap(({ at, length, box }) => {
    const word = turnedBox(box, angle)
    return [at, word.x0, at + length, word.x1]
  })
  return { text, x: line.x0, right: line.x1, y: line.y1, top: line.y0, ...(angle === 0 ? {} : { angle }), anchors }
}
