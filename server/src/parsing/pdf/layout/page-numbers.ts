/** What a page's number looks like: alone, or beside a word for it; in capitals or small letters. */
const word = String.raw`(?:p[áa]g(?:ina)?s?\.?|pages?|p\.|fls?\.|folhas?|slide)\s*(?:n[ºo°.]{0,2}\s*)?:?\s*`
const ofAll = String.raw`(?:\s*(?:de|of|\/|\|)\s*(\d{1,4}))?`
const named = new RegExp(String.raw`(?<!\p{L})${word}(\d{1,4})(?!\d)${ofAll}`, 'iu')
const alone = /^[\s\-–—|·•.()[\]]*(\d{1,4})(?:\s*(?:de|of|\/)\s*(\d{1,4}))?[\s\-–—|·•.()[\]]*$/iu
/** Of a title and the number after it or before it: something stands between the two, or how many there are in all. */
const after = /^(.*\p{L}.*?)(?:\s*[|–—•·]|\s+-)\s*(\d{1,4})$/u
const before = /^(\d{1,4})\s*(?:[|–—•·]|-\s)\s*(.*\p{L}.*)$/u
const outOfAll = /^(.*\p{L}.*?)\s*(?<![\d/])(\d{1,4})\s*(?:de|of|\/)\s*(\d{1,4})$/iu

/** A line in which a number may be the page's. */
export interface Numbered {
  /** The line with its number in relation to the page's, which is the same on all pages that it counts. */
  key: string
  /** The line without it. */
  rest: string
}

/**
 * What of a line may be its page's number; undefined where nothing is. The numbers of invoices rise from page to page,
 * too: one counts only where it stands alone, or is said to be a page's.
 *
 * @param page from 0 @param pages of the document
 */
export function pageNumberIn(text: string, page: number, pages: number): Numbered | undefined {
  if (!/\d/.test(text) && text.length > 9) return undefined
  const numbered = (rest: string, number: string, all: string | undefined): Numbered | undefined => {
    // "3/2026" is a month.
    if (all !== undefined && (Number(all) < Number(number) || (pages > 0 && Number(all) > 2 * pages + 50)))
      return undefined
    return { key: `${rest} {${Number(number) - page}}`, rest }
  }
  const byName = named.exec(text)
  if (byName) return numbered(text.replace(byName[0], ' ').trim(), byName[1] ?? '', byName[2])
  const byItself = alone.exec(text)
  if (byItself && (byItself[1] ?? '').length > 3 && Number(byItself[1]) > 2 * pages + 50) return undefined
  if (byItself) return numbered('', byItself[1] ?? '', byItself[2])
  const roman = romanNumber(text.trim())
  if (roman > 0) return { key: `roman {${roman - page}}`, rest: '' }
  const ofMany = outOfAll.exec(text)
  if (ofMany) return numbered(ofMany[1] ?? '', ofMany[2] ?? '', ofMany[3])
  const [title, number] = after.exec(text)?.slice(1) ?? before.exec(text)?.slice(1).reverse() ?? []
  if (title === undefined || number === undefined || /(?:n[ºo°.]|\d|:|#)\s*$/i.test(title)) return undefined
  return Number(number) > 2 * pages + 50 ? undefined : numbered(title, number, undefined)
}

function romanNumber(text: string): number {
  const digits: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 }
  if (!/^[ivxlc]{1,9}$/i.test(text)) return 0
  const values = [...text.toLowerCase()].map((digit) => digits[digit] ?? 0)
  return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0)
}
