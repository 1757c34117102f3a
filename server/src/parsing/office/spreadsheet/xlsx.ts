import { Problem } from '../../../problems.ts'
import type { ParsedDocument, ProgressUnit } from '../../document/parsed-document.ts'
import { TextBuilder } from '../../document/text-builder.ts'
import { limits, readable } from '../../limits.ts'
import { type OfficePackage, openPackage } from '../opc-package.ts'
import { readXml } from '../xml.ts'
import { localeOf, numberFormatter, readCellStyles } from './cell-formats.ts'
import { readRemarks, readTableHeaders, writeDrawings } from './sheet-notes.ts'
import { readSheetRows, tooManyCells, unescaped, type Workbook } from './sheet-rows.ts'
import { writeSheet } from './sheet-tables.ts'

type Progress = (done: number, total: number, unit: ProgressUnit) => void

/**
 * The text of a workbook, sheet by sheet, a row a line, each value as it is shown and beside the name of its column, with what
 * is remarked of its cells; then what lies upon the sheet. Of a formula it is what it last gave. Sheets that are hidden are
 * left out, and warned of.
 *
 * Raises `too_many_cells`, `no_text`, `document_too_long`, and what `openPackage` and `readXml` raise.
 */
export async function readXlsx(bytes: Uint8Array, progress: Progress): Promise<ParsedDocument> {
  const file = await openPackage(bytes)
  const related = await file.related(file.main)
  const part = (type: string) => file.read(related.find((one) => one.type === type)?.target ?? '')
  const builder = new TextBuilder()
  const sheets: { name: string; target: string; isChart: boolean }[] = []
  let from1904 = false
  await readXml(file.read(file.main), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (name !== 'sheet') return
      const sheet = (attributes.name ?? '').toWellFormed().slice(0, 100)
      const found = related.find(({ id }) => id === attributes['r:id'])
      if (/hidden/i.test(attributes.state ?? '')) builder.warnings.add('hidden_left_out', { sheet })
      else if (found && sheets.length < limits.slides && /^(?:work|chart)sheet$/.test(found.type)) {
        sheets.push({ name: sheet, target: found.target, isChart: found.type === 'chartsheet' })
      }
    },
  })
  const strings = await readStrings(part('sharedStrings'))
  const styles = await readCellStyles(part('styles'))
  const locale = localeOf(styles, strings)
  const workbook = { strings, styles, locale, show: numberFormatter(locale, from1904), cells: limits.cells }
  for (const [i, { name, target, isChart }] of sheets.entries()) {
    builder.place({ sheet: name })
    await readSheet(file, target, workbook, builder, { name, isChart })
    progress(i + 1, sheets.length, 'sheets')
  }
  return builder.end()
}

async function readSheet(
  file: OfficePackage,
  target: string,
  workbook: Workbook,
  builder: TextBuilder,
  { name, isChart }: { name: string; isChart: boolean },
): Promise<void> {
  const related = await file.related(target)
  if (!isChart) {
    const sheet = await readSheetRows(file.read(target), workbook, builder, name)
    const remarks = await readRemarks(file, related, builder)
    writeSheet(sheet, { headers: await readTableHeaders(file, related), remarks }, builder)
    const rows = new Set(sheet.rows.map(({ number }) => number))
    for (const [row, texts] of remarks) if (!rows.has(row)) for (const text of texts) builder.paragraph(text)
  }
  await writeDrawings(file, related, builder, isChart)
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
        strings.push(unescaped(text))
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
