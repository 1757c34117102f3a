import { format, getFormatFromId, isDateFormat } from 'numfmt'
import { readXml } from '../xml.ts'

/** How the cells of a workbook with one style look. */
export interface CellStyle {
  /** Excel's format code. */
  code: string
  isBold: boolean
}

/** Whose decimal points, months and short dates numbers are shown with: no file says it. */
export type Locale = 'pt-BR' | 'en-US'

/** The styles of a workbook's cells, by the number that a cell names. Raises what `readXml` raises. */
export async function readCellStyles(source: AsyncIterable<Buffer> | undefined): Promise<CellStyle[]> {
  const codes = new Map<number, string>()
  const fonts: boolean[] = []
  const styles: CellStyle[] = []
  if (!source) return styles
  let within = ''
  await readXml(source, {
    open(name, { numFmtId, formatCode, fontId, val }) {
      if (name === 'fonts' || name === 'cellXfs' || name === 'dxfs') within = name
      else if (name === 'numFmt' && within !== 'dxfs') codes.set(Number(numFmtId), formatCode ?? '')
      else if (name === 'font' && within === 'fonts') fonts.push(false)
      else if (name === 'b' && within === 'fonts') fonts[fonts.length - 1] = val !== '0' && val !== 'false'
      else if (name === 'xf' && within === 'cellXfs') {
        const id = Number(numFmtId) || 0
        styles.push({ code: codes.get(id) ?? builtIn(id), isBold: fonts[Number(fontId)] ?? false })
      }
    },
    close(name) {
      if (name === within) within = ''
    },
  })
  return styles
}

/** Excel's own formats, which no file spells out: `14` is the short date of who reads it. */
const general = 'General'
const ownDates: Record<number, string> = { 14: 'short', 22: 'short-time' }

function builtIn(id: number): string {
  return ownDates[id] ?? getFormatFromId(id, 'en-US') ?? general
}

/** In Portuguese unless the formats and texts of a workbook are English ones. */
export function localeOf(styles: readonly CellStyle[], texts: readonly string[]): Locale {
  if (styles.some(({ code }) => /R\$|\[\$[^\]]*-(?:0*416|pt)/i.test(code))) return 'pt-BR'
  const sample = ` ${texts.slice(0, 2_000).join(' ').slice(0, 50_000)} `
  const count = (words: RegExp) => sample.match(words)?.length ?? 0
  const english = count(
    /(?<=[\s.,;])(?:the|of|and|for|with|to|by|name|date|price|amount|total|status|address|phone|customer)(?=[\s.,;])/gi,
  )
  const portuguese =
    count(
      /(?<=[\s.,;])(?:de|da|do|dos|das|e|para|com|por|nome|data|preço|valor|quantidade|cidade|cliente)(?=[\s.,;])/gi,
    ) + count(/[ãõçáéíóúâêô]/gi)
  return english > 2 && english > portuguese ? 'en-US' : 'pt-BR'
}

const shortDates: Record<Locale, string> = { 'pt-BR': 'dd/mm/yyyy', 'en-US': 'm/d/yyyy' }
/** `overflow` is what a number that is no date of Excel's is shown as. */
const options = { overflow: '#####', throws: false, nbsp: false }

/** Values of one format that are remembered: dates and rates come again and again. */
const mostRemembered = 2_000

/** Shows a number as the format of its cell does; where that shows nothing, the number. */
export type ShowNumber = (value: string, code: string) => string

/** What shows the numbers of a workbook. @param from1904 it counts its days as Excel did for Macs */
export function numberFormatter(locale: Locale, from1904: boolean): ShowNumber {
  const remembered = new Map<string, Map<string, string>>()
  const show = (value: string, number: number, code: string) => {
    const pattern = patternOf(code, locale)
    const serial = from1904 && isDateFormat(pattern) ? number + 1462 : number
    const text = format(pattern, serial, { locale, ...options })
      .replace(/\s+/g, ' ')
      .trim()
    return text === '' || text.includes(options.overflow) ? digits(value, number, locale) : text
  }
  return (value, code) => {
    const number = Number(value)
    if (value.trim() === '' || !Number.isFinite(number)) return value
    if (code === general || code === '@') return digits(value, number, locale)
    let known = remembered.get(code)
    if (!known) {
      known = new Map()
      remembered.set(code, known)
    }
    const seen = known.get(value) ?? show(value, number, code)
    if (known.size < mostRemembered) known.set(value, seen)
    return seen
  }
}

function patternOf(code: string, locale: Locale): string {
  if (code === 'short') return shortDates[locale]
  if (code === 'short-time') return `${shortDates[locale]} h:mm`
  // "As the system writes dates, and times."
  if (/\[\$-F800\]/i.test(code)) return locale === 'pt-BR' ? 'd" de "mmmm" de "yyyy' : 'mmmm d, yyyy'
  if (/\[\$-F400\]/i.test(code)) return 'hh:mm:ss'
  return code
}

/** All digits of a number, and none that only a computer sees: 0.30000000000000004 is 0.3. */
function digits(value: string, number: number, locale: Locale): string {
  if (/^-?\d+$/.test(value)) return value
  const tidy = String(Number(number.toPrecision(15)))
  return locale === 'pt-BR' && !tidy.includes('e') ? tidy.replace('.', ',') : tidy
}
