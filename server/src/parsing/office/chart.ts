import type { TableRow } from '../tables/table-row.ts'
import { numberFormatter } from './spreadsheet/cell-formats.ts'
import { readXml } from './xml.ts'

/** What a chart says: its titles, and its values as a table. */
export interface Chart {
  titles: string[]
  /** The names of its series in the first row, its categories in the first column. */
  rows: TableRow[]
}

/** Points of a chart that are read: what people look at has some dozens. */
const mostPoints = 5_000

interface Series {
  name: string
  categories: Map<number, string>
  values: Map<number, string>
}

/** Raises what `readXml` raises. */
export async function readChart(source: AsyncIterable<Buffer> | undefined): Promise<Chart> {
  const titles: string[] = []
  const all: Series[] = []
  const show = numberFormatter('pt-BR', false)
  let title: string | undefined
  let part: 'tx' | 'cat' | 'val' | undefined
  let [point, code, points] = [0, 'General', 0]
  let text: string | undefined
  await readXml(source, {
    open(name, { idx }) {
      if (name === 'title') title = ''
      else if (name === 'ser') all.push({ name: '', categories: new Map(), values: new Map() })
      else if (name === 'tx' || name === 'cat' || name === 'val') part = name
      else if (name === 'xVal') part = 'cat'
      else if (name === 'yVal' || name === 'bubbleSize') part = 'val'
      else if (name === 'pt') point = Number(idx) || 0
      else if (name === 'formatCode') {
        text = ''
      } else if (name === 'v' || name === 't') text = ''
    },
    close(name) {
      const series = all.at(-1)
      if (name === 'title') {
        if (title?.trim()) titles.push(title.trim())
        title = undefined
      } else if (name === 'p' && title !== undefined) title += ' '
      else if (name === 'formatCode') code = text || 'General'
      else if (name === 't' && title !== undefined) title += text ?? ''
      else if (name === 'v' && title !== undefined) title += text ?? ''
      else if (name === 'v' && series && ++points <= mostPoints) {
        if (part === 'tx') series.name = `${series.name} ${text ?? ''}`.trim()
        else if (part === 'cat') append(series.categories, point, show(text ?? '', code))
        else if (part === 'val') series.values.set(point, show(text ?? '', code))
      } else if (name === 'cat' || name === 'val' || name === 'tx' || name === 'xVal' || name === 'yVal') {
        part = undefined
        code = 'General'
      }
      if (name === 'v' || name === 't' || name === 'formatCode') text = undefined
    },
    text(given) {
      if (text !== undefined) text += given
    },
  })
  return { titles, rows: rowsOf(all) }
}

/** Categories may have several levels, the innermost first. */
function append(categories: Map<number, string>, point: number, text: string): void {
  const inner = categories.get(point)
  categories.set(point, inner === undefined ? text : `${text} – ${inner}`)
}

function rowsOf(all: readonly Series[]): TableRow[] {
  if (all.length === 0) return []
  const points = [...new Set(all.flatMap(({ categories, values }) => [...categories.keys(), ...values.keys()]))]
  const names = all.map(({ name }) => name)
  const header: TableRow[] = names.some((name) => name !== '') ? [{ cells: ['', ...names], mark: 'header' }] : []
  const rows = points
    .sort((a, b) => a - b)
    .map((point) => ({
      cells: [
        all.find(({ categories }) => categories.has(point))?.categories.get(point) ?? '',
        ...all.map(({ values }) => values.get(point) ?? ''),
      ],
    }))
  return [...header, ...rows]
}
