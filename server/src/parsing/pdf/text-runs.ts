import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Run } from './layout/types.ts'
import { cleanText, withLigatures } from './text/clean-text.ts'

/** The runs of one page in the order in which they were written, by the direction in which they are read. */
export interface PageRuns {
  /** Upright text first, then that at other angles, each with coordinates of its own. */
  directions: { angle: number; runs: Run[] }[]
  /** The marked contents of a tagged page, also those without text. */
  marks: Set<string>
  /** In points. */
  width: number
  height: number
}

/**
 * Reads the text of a page. `taken` is told of the characters as they come, and may raise to stop.
 *
 * Coordinates are those of the page as it is shown, upright; for text at an angle, those of the page turned until the
 * text is upright.
 */
export async function readPageRuns(page: PDFPageProxy, taken: (characters: number) => void): Promise<PageRuns> {
  const { transform: view, width, height } = page.getViewport({ scale: 1 })
  const scale = Math.hypot(view[0] ?? 1, view[1] ?? 0) || 1
  const byAngle = new Map<number, Run[]>()
  const open: { id: string | undefined; artifact: boolean }[] = []
  const marks = new Set<string>()
  let spaced = false
  for await (const items of itemsOf(page)) {
    for (const item of items) {
      if ('type' in item) {
        if (item.type === 'endMarkedContent') open.pop()
        else open.push(markOf(item, open.at(-1)))
        if (item.id) marks.add(item.id)
        continue
      }
      const text = cleanText(withLigatures(item.str))
      taken(text.length)
      if (text.trim() === '') {
        spaced = true
        continue
      }
      const placed = place(item.transform, view)
      if (placed) {
        const { angle, x, y, size } = placed
        const { id, artifact } = open.at(-1) ?? { id: undefined, artifact: false }
        const run: Run = { text, x, y, size, width: item.width * scale, font: item.fontName, spaced, artifact }
        if (id !== undefined) run.mark = id
        if (angle !== 0) run.angle = angle
        const runs = byAngle.get(angle)
        if (runs) runs.push(run)
        else byAngle.set(angle, [run])
      }
      spaced = item.hasEOL
    }
  }
  const angles = [...byAngle.keys()].sort((a, b) => a - b)
  return { directions: angles.map((angle) => ({ angle, runs: byAngle.get(angle) ?? [] })), marks, width, height }
}

/** What a page writes, in portions. */
async function* itemsOf(page: PDFPageProxy): AsyncGenerator<(TextItem | MarkItem)[]> {
  const reader = page.streamTextContent({ includeMarkedContent: true }).getReader()
  let isRead = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      isRead = done
      if (done) return
      yield value.items
    }
  } finally {
    // A stream that is not read to its end keeps the document open for ever; pdf.js asks for an error as the reason.
    if (!isRead) await reader.cancel(new Error('not needed any more'))
  }
}

interface TextItem {
  str: string
  transform: number[]
  width: number
  fontName: string
  hasEOL: boolean
}

interface MarkItem {
  type: string
  id?: string | null
  tag?: string | null
}

function markOf({ id, tag }: MarkItem, outer: { id: string | undefined; artifact: boolean } | undefined) {
  return { id: id ?? outer?.id, artifact: tag === 'Artifact' || outer?.artifact === true }
}

/** An angle from 0 to 359. What was scanned a little askew is taken for upright. */
function wholeDegrees(radians: number): number {
  const degrees = (Math.round((radians * 180) / Math.PI) + 360) % 360
  const upright = (Math.round(degrees / 90) * 90) % 360
  return Math.abs(degrees - Math.round(degrees / 90) * 90) <= 2 ? upright : degrees
}

/** Where an item stands when the page is turned by its angle, in whole degrees. Undefined where that is no place. */
function place(item: number[], view: number[]) {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = item
  const [va = 1, vb = 0, vc = 0, vd = 1, ve = 0, vf = 0] = view
  const right = [va * a + vc * b, vb * a + vd * b] as const
  const up = [va * c + vc * d, vb * c + vd * d] as const
  const at = [va * e + vc * f + ve, vb * e + vd * f + vf] as const
  const angle = wholeDegrees(Math.atan2(right[1], right[0]))
  const cos = Math.cos((angle * Math.PI) / 180)
  const sin = Math.sin((angle * Math.PI) / 180)
  const placed = {
    angle,
    x: at[0] * cos + at[1] * sin,
    y: at[1] * cos - at[0] * sin,
    size: Math.round(Math.hypot(...up) * 10) / 10,
  }
  const bounded = [placed.x, placed.y].every((value) => Math.abs(value) < 1e6)
  return bounded && placed.size > 0 && placed.size < 1e4 ? placed : undefined
}
