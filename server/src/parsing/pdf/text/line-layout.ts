import type { LineLayout } from '../../document/page-layout.ts'
import type { Line } from '../layout/types.ts'
import { letterWidth } from './letter-widths.ts'

/** Characters: within so few, the widths of letters make no difference. */
const closest = 8
/** In points: a place that is told by those before and after it to within this is not kept. */
const tolerance = 1
/** How far letters reach above and below the line they stand on, in parts of the font's size. */
const [ascent, descent] = [0.8, 0.22]
const blank = 32

/** Where a line stands, and its words in it. @param start its offset in the text @param length of it in the text */
export function lineLayout(line: Line, start: number, length: number): LineLayout {
  const { y, size, top = y - ascent * size, angle = 0 } = line
  const bottom = line.top === undefined ? y + descent * size : y
  const layout = [start, angle, Math.round(top), Math.round(bottom)]
  const stops = stopsOf(line)
  let [at, x, passed] = [stops[0] ?? 0, stops[1] ?? 0, 0]
  layout.push(Math.round(x))
  for (let i = 2; i < stops.length; i += 2) {
    const [stop = 0, place = 0, next, after = 0] = stops.slice(i, i + 4)
    if (next !== undefined) {
      const told = x + ((after - x) * (stop - at)) / (next - at || 1)
      if (Math.abs(told - place) < tolerance) continue
    }
    const within = Math.min(stop, length)
    layout.push(within - passed, Math.round(place))
    passed = within
    at = stop
    x = place
  }
  return layout
}

/** In pairs: characters of a line, and how far from the left they begin. */
function stopsOf({ text, x, right, anchors = [] }: Line): number[] {
  const stops = [0, anchors[0] === 0 ? (anchors[1] ?? x) : x]
  let last = 0
  const add = (at: number, place: number) => {
    if (at - last > closest) addWords(stops, text, at, place)
    stops.push(at, place)
    last = at
  }
  for (let i = 0; i + 1 < anchors.length; i += 2) {
    const at = anchors[i] ?? 0
    if (at > last && at < text.length) add(at, anchors[i + 1] ?? 0)
  }
  add(text.length, right)
  return stops
}

/** Where words begin between the last stop and a place, by how wide their letters mostly are. */
function addWords(stops: number[], text: string, to: number, place: number): void {
  const [from = 0, left = 0] = stops.slice(-2)
  let width = 0
  for (let at = from; at < to; at++) width += letterWidth(text.charCodeAt(at))
  const scale = (place - left) / (width || 1)
  let passed = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (at > from && code !== blank && text.charCodeAt(at - 1) === blank) stops.push(at, left + scale * passed)
    passed += letterWidth(code)
  }
}
