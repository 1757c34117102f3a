import type { TextBuilder } from '../document/text-builder.ts'
import { SpanGrid, type SpanningCell } from '../tables/span-grid.ts'
import type { OfficePackage } from './opc-package.ts'
import { type Attributes, readXml } from './xml.ts'

/** What stands on a slide. */
export interface Shape {
  kind: 'title' | 'body' | 'other' | 'furniture'
  /** Of a placeholder, its number: the layout may say where it stands. */
  placeholder?: string
  /** Where it stands: in EMU, of its upper left corner, and its height. Undefined where the slide does not say. */
  box?: Box | undefined
  paragraphs: { text: string; depth: number; isItem: boolean }[]
  table?: { rows: { cells: SlideCell[] }[]; hasHeader: boolean }
  /** The relationships of the chart, or the diagram, that it shows. */
  part?: { kind: 'chart' | 'diagram'; id: string }
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

interface SlideCell extends SpanningCell {
  /** Another one reaches over it. */
  isCovered: boolean
}

/** Placeholders that every slide repeats. */
const furniture = new Set(['sldNum', 'dt', 'ftr', 'hdr', 'sldImg'])

/** What a group does to the boxes within it. */
interface Group {
  box: Box
  inner: Box
}

/** The shapes of a slide, a layout or a page of notes, as they are written. Raises what `readXml` raises. */
export async function readShapes(
  file: OfficePackage,
  part: string,
  builder: TextBuilder,
): Promise<{ shapes: Shape[]; isHidden: boolean }> {
  const shapes: Shape[] = []
  const groups: Group[] = []
  let isHidden = false
  let skip = 0
  let inText = false
  let within: 'group' | 'shape' | undefined
  let paragraph: Shape['paragraphs'][number] | undefined

  const placed = (name: string, { x, y, cx, cy }: Attributes) => {
    const shape = shapes.at(-1)
    const group = groups.at(-1)
    if (within === 'shape' && shape) shape.box ??= nowhere()
    const box = within === 'shape' ? shape?.box : name.startsWith('ch') ? group?.inner : group?.box
    if (!box) return
    if (x !== undefined && y !== undefined) [box.x, box.y] = [Number(x) || 0, Number(y) || 0]
    if (cx !== undefined && cy !== undefined) [box.width, box.height] = [Number(cx) || 0, Number(cy) || 0]
  }

  const opened = (name: string, attributes: Attributes) => {
    const shape = shapes.at(-1)
    if (name === 'sld') isHidden = attributes.show === '0' || attributes.show === 'false'
    else if (name === 'grpSp') groups.push({ box: nowhere(), inner: nowhere() })
    else if (name === 'grpSpPr') within = 'group'
    else if (name === 'sp' || name === 'graphicFrame' || name === 'cxnSp') {
      shapes.push({ kind: 'other', paragraphs: [] })
      within = 'shape'
    } else if (isPlace(name, attributes)) placed(name, attributes)
    else if (!shape) return
    else if (name === 'ph') {
      shape.kind = kindOf(attributes.type)
      shape.placeholder = attributes.idx ?? ''
    } else if (name === 'chart') shape.part = { kind: 'chart', id: attributes['r:id'] ?? '' }
    else if (name === 'relIds') shape.part = { kind: 'diagram', id: attributes['r:dm'] ?? '' }
    else if (name === 'tbl') shape.table = { rows: [], hasHeader: false }
    else if (name === 'tblPr' && shape.table) shape.table.hasHeader = isOn(attributes.firstRow)
    else if (name === 'tr') shape.table?.rows.push({ cells: [] })
    else if (name === 'tc') {
      const isCovered = isOn(attributes.hMerge) || isOn(attributes.vMerge)
      const [columns, rows] = [Number(attributes.gridSpan) || 1, Number(attributes.rowSpan) || 1]
      shape.table?.rows.at(-1)?.cells.push({ text: '', columns, rows, isCovered })
    }
    // The text of a slide's body is a list unless it says that it is none.
    else if (name === 'p') paragraph = { text: '', depth: 0, isItem: shape.kind === 'body' }
    else if (!paragraph) return
    else if (name === 'pPr') paragraph.depth = Math.min(Number(attributes.lvl) || 0, 8)
    else if (name === 'buNone') paragraph.isItem = false
    else if (name === 'buChar' || name === 'buAutoNum') paragraph.isItem = true
    else if (name === 't') inText = true
    else if (name === 'br' || name === 'tab') paragraph.text += name === 'br' ? '\n' : ' '
  }

  await readXml(file.read(part), {
    open(name, attributes) {
      if (skip > 0 || name === 'Fallback') skip++
      else opened(name, attributes)
    },
    close(name) {
      if (skip > 0) skip--
      else if (name === 't') inText = false
      else if (name === 'grpSp') groups.pop()
      else if (name === 'grpSpPr' || name === 'spPr' || name === 'xfrm')
        within = name === 'grpSpPr' ? undefined : within
      else if (name === 'sp' || name === 'graphicFrame' || name === 'cxnSp') {
        const box = shapes.at(-1)?.box
        if (box) for (const group of [...groups].reverse()) move(box, group)
      } else if (name === 'p' && paragraph) {
        const shape = shapes.at(-1)
        const cell = shape?.table?.rows.at(-1)?.cells.at(-1)
        if (cell) cell.text += ` ${paragraph.text}`
        else shape?.paragraphs.push(paragraph)
        paragraph = undefined
      }
    },
    text(text) {
      if (skip === 0 && inText && paragraph) paragraph.text += builder.read(text)
    },
  })
  return { shapes, isHidden }
}

/** The rows of a table of a slide. */
export function tableOf({ table }: Shape): SpanGrid['rows'] {
  const grid = new SpanGrid()
  for (const [i, { cells }] of table?.rows.entries() ?? []) {
    grid.add(
      cells.filter(({ isCovered }) => !isCovered),
      i === 0 && table?.hasHeader ? 'likely' : undefined,
    )
  }
  return grid.rows
}

function nowhere(): Box {
  return { x: 0, y: 0, width: 0, height: 0 }
}

/** From the coordinates within a group to those of what it stands in. */
function move(box: Box, { box: outer, inner }: Group): void {
  const [across, down] = [inner.width ? outer.width / inner.width : 1, inner.height ? outer.height / inner.height : 1]
  box.x = outer.x + (box.x - inner.x) * across
  box.y = outer.y + (box.y - inner.y) * down
  box.width *= across
  box.height *= down
}

function kindOf(type: string | undefined): Shape['kind'] {
  if (type === 'title' || type === 'ctrTitle') return 'title'
  if (type !== undefined && furniture.has(type)) return 'furniture'
  return type === undefined || type === 'body' || type === 'obj' ? 'body' : 'other'
}

/** Extensions are called `ext` too. */
function isPlace(name: string, { x, cx }: Attributes): boolean {
  return (/^(?:off|chOff)$/.test(name) && x !== undefined) || (/^(?:ext|chExt)$/.test(name) && cx !== undefined)
}

function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}
