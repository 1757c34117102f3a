import { Problem } from '../../../problems.ts'
import type { TextBuilder } from '../../document/text-builder.ts'
import { limits, readable } from '../../limits.ts'
import { type Attributes, readXml } from '../xml.ts'
import type { CellStyle, Locale, ShowNumber } from './cell-formats.ts'
import { type CellRange, columnOf, mostColumns, rangeOf } from './cell-references.ts'

export interface Workbook {
  strings: string[]
  styles: CellStyle[]
  locale: Locale
  show: ShowNumber
  /** Cells that may still be read. */
  cells: number
}

/** A row that is not empty: its cells that are not, in order. */
export interface SheetRow {
  number: number
  /** From 1, ascending. */
  columns: number[]
  texts: string[]
  isBold: boolean
}

export interface Sheet {
  rows: SheetRow[]
  merged: CellRange[]
  /** The last row that stays when one scrolls; 0 for none. */
  frozen: number
  /** The row that a filter stands in; 0 for none. */
  filtered: number
}

/** Ranges of merged cells that are looked at. */
const mostMerged = 50_000

/**
 * The rows of a sheet, its values as they are shown. Formulas that no program has computed are written out, and warned of.
 * Raises `too_many_cells`, `document_too_long`, and what `readXml` raises.
 */
export async function readSheetRows(
  source: AsyncIterable<Buffer> | undefined,
  workbook: Workbook,
  builder: TextBuilder,
  sheet: string,
): Promise<Sheet> {
  const found: Sheet = { rows: [], merged: [], frozen: 0, filtered: 0 }
  let row: SheetRow = { number: 0, columns: [], texts: [], isBold: true }
  let cell: Attributes = {}
  let column = 0
  let [value, formula] = ['', '']
  let hasFormula = false
  let reading: 'value' | 'formula' | undefined
  let skip = 0

  const ended = () => {
    let text = textOf(cell, value, workbook)
    if (text === '' && hasFormula && cell.t !== 'str') {
      text = formula === '' ? '' : `=${formula}`
      builder.warnings.add('formulas_without_values', { sheet, cell: cell.r ?? `${row.number}` })
    }
    if (text.trim() === '' || column < 1 || column > mostColumns) return
    if (--workbook.cells < 0) throw tooManyCells()
    builder.read(text)
    row.columns.push(column)
    row.texts.push(text)
    row.isBold &&= workbook.styles[Number(cell.s ?? 0)]?.isBold === true
  }

  await readXml(source, {
    open(name, attributes) {
      if (skip > 0 || name === 'rPh') skip++
      else if (name === 'row') {
        row = { number: Number(attributes.r) || row.number + 1, columns: [], texts: [], isBold: true }
        column = 0
      } else if (name === 'c') {
        cell = attributes
        value = formula = ''
        hasFormula = false
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
      } else if (name === 'v' || name === 't') reading = 'value'
      else if (name === 'f') {
        reading = 'formula'
        hasFormula = true
      } else if (name === 'mergeCell' && found.merged.length < mostMerged) {
        const range = rangeOf(attributes.ref ?? '')
        if (range) found.merged.push(range)
      } else if (name === 'pane' && /frozen/i.test(attributes.state ?? ''))
        found.frozen = Number(attributes.ySplit) || 0
      else if (name === 'autoFilter') found.filtered = rangeOf(attributes.ref ?? '')?.top ?? 0
    },
    close(name) {
      if (skip > 0) skip--
      else if (name === 'v' || name === 't' || name === 'f') reading = undefined
      else if (name === 'c') ended()
      else if (name === 'row' && row.columns.length > 0) found.rows.push(inOrder(row))
    },
    text(text) {
      if (skip > 0 || !reading) return
      if (reading === 'value') value += text
      else formula += text
    },
  })
  return found
}

function inOrder(row: SheetRow): SheetRow {
  if (row.columns.every((column, i) => i === 0 || column > (row.columns[i - 1] ?? 0))) return row
  const cells = new Map(row.columns.map((column, i) => [column, row.texts[i] ?? '']))
  const columns = [...cells.keys()].sort((a, b) => a - b)
  return { ...row, columns, texts: columns.map((column) => cells.get(column) ?? '') }
}

function textOf({ t: type, s: style }: Attributes, value: string, workbook: Workbook): string {
  if (type === 's') return workbook.strings[Number(value)] ?? ''
  if (type === 'str' || type === 'inlineStr') return unescaped(value)
  if (type === 'b') return value === '' ? '' : booleans[workbook.locale][value === '1' ? 1 : 0]
  if (type === 'e' || type === 'd' || value === '') return value
  return workbook.show(value, workbook.styles[Number(style ?? 0)]?.code ?? 'General')
}

/** What XML cannot hold, as Excel writes it: "_x000D_". */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([\dA-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

const booleans = { 'pt-BR': ['FALSO', 'VERDADEIRO'], 'en-US': ['FALSE', 'TRUE'] } as const

export function tooManyCells(): Problem {
  return new Problem('too_many_cells', { params: { limit: readable(limits.cells) } })
}
