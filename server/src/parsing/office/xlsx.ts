import { Problem } from '../../problems.ts'
import type { ParsedDocument, ProgressUnit } from '../document/parsed-document.ts'
import { SheetWriter } from '../document/sheet-writer.ts'
import { TextBuilder } from '../document/text-builder.ts'
import { limits, readable } from '../limits.ts'
import { type CellFormat, readFormats, shown } from './cell-formats.ts'
import { openPackage } from './opc-package.ts'
import { type Attributes, readXml } from './xml.ts'

type Progress = (done: number, total: number, unit: ProgressUnit) => void

interface Workbook {
  strings: string[]
  formats: CellFormat[]
  from1904: boolean
  /** Cells that may still be read. */
  cells: number
}

/**
 * The text of a workbook, sheet by sheet, a row a line, each value beside the name of its column. Of a formula it is
 * what it last gave. Sheets that are hidden are left out.
 *
 * Raises `too_many_cells`, `no_text`, `document_too_long`, and what `openPackage` and `readXml` raise.
 */
export async function readXlsx(bytes: Uint8Array, progress: Progress): Promise<ParsedDocument> {
  const file = await openPackage(bytes)
  const related = await file.related(file.main)
  const part = (type: string) => file.read(related.find((one) => one.type === type)?.target ?? '')
  const sheets: { name: string; target: string }[] = []
  let from1904 = false
  await readXml(file.read(file.main), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (name !== 'sheet' || /hidden/i.test(attributes.state ?? '')) return
      const found = related.find(({ id, type }) => id === attributes['r:id'] && type === 'worksheet')
      if (found && sheets.length < limits.slides) sheets.push({ name: attributes.name ?? '', target: found.target })
    },
  })
  const workbook: Workbook = {
    strings: await readStrings(part('sharedStrings')),
    formats: await readFormats(part('styles')),
    from1904,
    cells: limits.cells,
  }
  const builder = new TextBuilder()
  for (const [i, { name, target }] of sheets.entries()) {
    builder.place({ sheet: name.toWellFormed().slice(0, 100) })
    await readSheet(file.read(target), workbook, new SheetWriter(builder))
    progress(i + 1, sheets.length, 'sheets')
  }
  return builder.end()
}

/** Texts that cells share; without the reading aids of Japanese ones. */
async function readStrings(source: AsyncIterable<Buffer> | undefined): Promise<string[]> {
  const strings: string[] = []
  if (!source) return strings
  let left: number = limits.characters
  let text = ''
  let inText = false
  let skip = 0
  await readXml(source, {
    open(name) {
      if (skip > 0 || name === 'rPh') skip++
      else if (name === 'si') text = ''
      else if (name === 't') inText = true
    },
    close(name) {
      if (skip > 0) skip--
      else if (name === 't') inText = false
      else if (name === 'si') {
        strings.push(text)
        left -= text.length
        if (left < 0) throw new Problem('document_too_long', { params: { limit: readable(limits.characters) } })
        if (strings.length > limits.cells) throw tooManyCells()
      }
    },
    text(given) {
      if (inText && skip === 0) text += given
    },
  })
  return strings
}

async function readSheet(source: AsyncIterable<Buffer> | undefined, workbook: Workbook, writer: SheetWriter) {
  let row: (string | undefined)[] = []
  let number = 0
  let cell: Attributes = {}
  let column = 0
  let value = ''
  let inValue = false
  await readXml(source, {
    open(name, attributes) {
      if (name === 'row') {
        row = []
        column = 0
        number = Number(attributes.r) || number + 1
      } else if (name === 'c') {
        cell = attributes
        value = ''
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
      } else if (name === 'v' || name === 't') inValue = true
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false
      else if (name === 'c') {
        const text = textOf(cell, value, workbook)
        // Excel has 16,384 columns.
        if (text === '' || column < 1 || column > 16_384) return
        if (--workbook.cells < 0) throw tooManyCells()
        row[column - 1] = text
      } else if (name === 'row') writer.add(row, number)
    },
    text(text) {
      if (inValue) value += text
    },
  })
  writer.end()
}

function textOf({ t: type, s: style }: Attributes, value: string, { strings, formats, from1904 }: Workbook): string {
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'str' || type === 'inlineStr' || type === 'e' || type === 'd') return value
  return value === '' ? '' : shown(value, formats[Number(style ?? 0)] ?? 'number', from1904)
}

/** "AB12" is 28. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/i.exec(reference)?.[0].toUpperCase() ?? '') {
    column = column * 26 + letter.charCodeAt(0) - 64
  }
  return column
}

function tooManyCells(): Problem {
  return new Problem('too_many_cells', { params: { limit: readable(limits.cells) } })
}
