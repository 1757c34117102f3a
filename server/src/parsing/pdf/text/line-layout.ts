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
  const stops = stopsOf(line)
  let [at, x, passed] = [stops[0] as number, stops[1] as number, 0]
  const layout = [start, angle, Math.round(top), Math.round(bottom), Math.round(x)]
  for (let i = 2; i < stops.length; i += 2) {
    const [stop, place] = [stops[i] as number, stops[i + 1] as number]
    if (i + 3 < stops.length) {
      const [next, after] = [stops[i + 2] as number, stops[i + 3] as number]
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
  let [last, left] = [0, anchors[0] === 0 ? (anchors[1] as number) : x]
  const stops = [last, left]
  for (let i = 0; i + 1 < anchors.length; i += 2) {
    const at = anchors[i] as number
    if (at <= last || at >= text.length) continue
    const place = anchors[i + 1] as number
    if (at - last > closest) addWords(stops, text, last, left, at, place)
    stops.push(at, place)
    last = at
    left = place
  }
  if (text.length - last > closest) addWords(stops, text, last, left, text.length, right)
  stops.push(text.length, right)
  return stops
}

/** Where words begin between two places, by how wide their letters mostly are. */
function addWords(stops: number[], text: string, from: number, left: number, to: number, right: number): void {
  const first = stops.length
  let [width, before] = [0, 0]
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (before === blank && code !== blank) stops.push(at, width)
    width += letterWidth(code)
    before = code
  }
  const scale = (right - left) / (width || 1)
  for (let i = first + 1; i < stops.length; i += 2) stops[i] = left + scale * (stops[i] as number)
}
