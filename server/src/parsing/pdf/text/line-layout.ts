import type { LineLayout } from '../../document/page-layout.ts'
import type { Line } from '../layout/types.ts'
import { letterWidth } from './letter-widths.ts'

/** A character of a line, and how far from the left it begins. */
interface Stop {
  at: number
  x: number
}

/** Characters: within so few, the widths of letters make no difference. */
const closest = 8
/** In points: a place that is told by those before and after it to within this is not kept. */
const tolerance = 1
/** How far letters reach above and below the line they stand on, in parts of the font's size. */
const [ascent, descent] = [0.8, 0.22]

/** Where a line stands, and its words in it. @param start its offset in the text @param length of it in the text */
export function lineLayout(line: Line, start: number, length: number): LineLayout {
  const { y, size, top = y - ascent * size, angle = 0 } = line
  const bottom = line.top === undefined ? y + descent * size : y
  const layout = [start, angle, Math.round(top), Math.round(bottom)]
  let last = 0
  for (const { at, x } of withoutStraights(stopsOf(line))) {
    const within = Math.min(at, length)
    if (layout.length > 4) layout.push(within - last)
    layout.push(Math.round(x))
    last = within
  }
  return layout
}

function stopsOf({ text, x, right, anchors = [] }: Line): Stop[] {
  const known: Stop[] = [{ at: 0, x }]
  for (let i = 0; i + 1 < anchors.length; i += 2) {
    const stop = { at: anchors[i] ?? 0, x: anchors[i + 1] ?? 0 }
    const last = known.at(-1)
    if (last?.at === stop.at) last.x = i === 0 ? stop.x : last.x
    else if (last && stop.at > last.at && stop.at < text.length) known.push(stop)
  }
  known.push({ at: text.length, x: right })
  return known.flatMap((stop, i) => {
    const next = known[i + 1]
    return next && next.at - stop.at > closest ? [stop, ...wordsBetween(text, stop, next)] : [stop]
  })
}

/** Where words begin between two places, by how wide their letters mostly are. */
function wordsBetween(text: string, from: Stop, to: Stop): Stop[] {
  const found: Stop[] = []
  let width = 0
  for (let at = from.at; at < to.at; at++) {
    const code = text.charCodeAt(at)
    if (at > from.at && code !== 32 && text.charCodeAt(at - 1) === 32) found.push({ at, x: width })
    width += letterWidth(code)
  }
  const scale = (to.x - from.x) / (width || 1)
  for (const stop of found) stop.x = from.x + scale * stop.x
  return found
}

function withoutStraights(stops: readonly Stop[]): Stop[] {
  const kept: Stop[] = []
  stops.forEach((stop, i) => {
    const [last, next] = [kept.at(-1), stops[i + 1]]
    if (last && next) {
      const told = last.x + ((next.x - last.x) * (stop.at - last.at)) / (next.at - last.at || 1)
      if (Math.abs(told - stop.x) < tolerance) return
    }
    kept.push(stop)
  })
  return kept
}
