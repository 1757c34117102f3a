import { readXml } from './xml.ts'

/** What a number of a cell means. */
export type CellFormat = 'date' | 'time' | 'datetime' | 'percent' | 'number'

/** Excel's own formats that no file spells out. */
const known: Record<number, CellFormat> = {
  ...{ 9: 'percent', 10: 'percent', 14: 'date', 15: 'date', 16: 'date', 17: 'date', 18: 'time', 19: 'time' },
  ...{ 20: 'time', 21: 'time', 22: 'datetime', 45: 'time', 46: 'time', 47: 'time' },
}

/** The formats of a workbook's cells, by the number that a cell names. Raises what `readXml` raises. */
export async function readFormats(source: AsyncIterable<Buffer> | undefined): Promise<CellFormat[]> {
  const codes = new Map<number, CellFormat>()
  const formats: CellFormat[] = []
  let inCells = false
  if (!source) return formats
  await readXml(source, {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatOf(formatCode ?? ''))
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) formats.push(codes.get(Number(numFmtId)) ?? known[Number(numFmtId)] ?? 'number')
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}

function formatOf(code: string): CellFormat {
  // Without colours, conditions and what is quoted, its letters say what it is.
  const letters = code.replace(/\[[^\]]*\]|"[^"]*"|\\./g, '').split(';')[0] ?? ''
  const isDate = /[yd]/i.test(letters) || (/m/i.test(letters) && !/[hs]/i.test(letters))
  const isTime = /[hs]/i.test(letters)
  if (isDate) return isTime ? 'datetime' : 'date'
  if (isTime) return 'time'
  return letters.includes('%') ? 'percent' : 'number'
}

/** A number as a person reads it: dates as 2026-11-23, percents with their sign, no digits that only a computer sees. */
export function shown(value: string, format: CellFormat, from1904: boolean): string {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) return value
  if (format === 'percent') return `${tidy(number * 100)}%`
  if (format === 'number' || number < 0 || number > 2_958_466) return tidy(number)
  // Excel counts a 29 February 1900 that never was.
  const days = from1904 ? number + 1462 : number < 60 ? number + 1 : number
  const text = new Date(Math.round((days - 25_569) * 86_400) * 1000).toISOString()
  const [date = '', clock = ''] = [text.slice(0, 10), text.slice(11, 19).replace(/:00$/, '')]
  if (format === 'time') return clock
  return format === 'date' || clock === '00:00' ? date : `${date} ${clock}`
}

function tidy(number: number): string {
  return String(Number(number.toPrecision(15)))
}
