import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Run } from './layout/types.ts'
import { cleanText } from './text/clean-text.ts'

/** A field of a form, as pdf.js gives it. */
interface Field {
  subtype?: string
  hidden?: boolean
  /** Two corners. */
  rect?: [number, number, number, number]
  fieldValue?: unknown
  checkBox?: boolean
  radioButton?: boolean
  buttonValue?: unknown
}

/** Fields of one page. */
const mostFields = 2_000
/** The size of what is written into a field of one line, at most; in points. */
const mostSize = 12

/** What was filled into the fields of a page's form, where they stand: it is no part of what the page writes. */
export async function readFieldRuns(page: PDFPageProxy): Promise<Run[]> {
  const fields: Field[] = await page.getAnnotations()
  const view = page.getViewport({ scale: 1 })
  return fields.slice(0, mostFields).flatMap((field) => {
    const { subtype, hidden, rect } = field
    if (subtype !== 'Widget' || hidden || rect?.length !== 4) return []
    const corners = [...view.convertToViewportPoint(rect[0], rect[1]), ...view.convertToViewportPoint(rect[2], rect[3])]
    const [xa = 0, ya = 0, xb = 0, yb = 0] = corners.map(Number)
    const lines = filledIn(field)
      .split(/\r\n?|\n/)
      .map(cleanText)
    const height = Math.abs(ya - yb) / lines.length
    const size = Math.round(Math.min(mostSize, 0.7 * height) * 10) / 10
    if (!(size > 0) || ![xa, ya, xb, yb].every((value) => Math.abs(value) < 1e6)) return []
    return lines.flatMap((text, i): Run[] => {
      if (text.trim() === '') return []
      const y = Math.min(ya, yb) + (i + 0.75) * height
      const width = Math.min(Math.abs(xa - xb), 0.5 * size * text.length)
      return [{ text, x: Math.min(xa, xb), y, width, size, font: '', spaced: true, artifact: false }]
    })
  })
}

function filledIn({ fieldValue, checkBox, radioButton, buttonValue }: Field): string {
  if (checkBox) return typeof fieldValue === 'string' && fieldValue !== '' && fieldValue !== 'Off' ? '[x]' : ''
  if (radioButton) return typeof fieldValue === 'string' && fieldValue === buttonValue ? '[x]' : ''
  const values: unknown[] = Array.isArray(fieldValue) ? fieldValue : [fieldValue]
  return values.filter((value) => typeof value === 'string').join(', ')
}
