import { isStopWord } from '../../terms/stop-words.ts'
import { describeNumber, type NumberClaim } from './describe-number.ts'
import { readNumberWords, valuesOf } from './read-numbers.ts'
import { months, monthsAlone, units, weekdays } from './vocabulary.ts'

/** What is not said is missing; of `03/12/2024` there are two readings, the Portuguese first. */
export interface DateClaim {
  kind: 'date'
  readings: { day?: number; month?: number; year?: number }[]
}
export type Claim = { raw: string; start: number; end: number } & (
  | NumberClaim
  | DateClaim
  | { kind: 'time'; minutes: number; hours?: number }
  | { kind: 'weekday'; day: number }
  | { kind: 'code' }
  | { kind: 'address' }
  | { kind: 'name' }
)

const month = Object.keys(months)
  .sort((a, b) => b.length - a.length)
  .join('|')
const before = '(?<![\\p{L}\\p{N}])'
const after = '(?![\\p{L}\\p{N}])'
const re = (source: string) => new RegExp(source, 'gu')

const address = /(?:https?:\/\/|www\.)[^\s<>"”»)\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu
const isoDate = re(`${before}(\\d{4})-(\\d{2})-(\\d{2})(?:t[\\d:.]+z?)?${after}`)
const numericDate = re(`${before}(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})${after}`)
const dayOfMonth = re(
  `${before}(\\d{1,2})(?:st|nd|rd|th| )?(?: de | of | |-|/)(${month})\\.?(?:(?:,? de |,? of |,? |-|/)(\\d{4}))?${after}`,
)
const monthAndDay = re(`${before}(${month})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?${after}`)
const monthOfYear = re(`${before}(${month})\\.?(?: de |,? of |, |/| )(\\d{4})${after}`)
const numericMonth = re(`${before}(\\d{1,2})/(\\d{4})${after}`)
const dayAndMonth = re(`${before}(\\d{1,2})/(\\d{1,2})(?![\\p{L}\\p{N}/])`)
const monthAlone = re(`${before}(${[...monthsAlone].join('|')})${after}`)
const clock = re(
  `${before}([01]?\\d|2[0-4])(?:[:h]([0-5]\\d)(?:min|h)?(?: ?(am|pm|a\\.m\\.|p\\.m\\.))?| ?(am|pm|a\\.m\\.|p\\.m\\.)|h)${after}`,
)
const weekday = re(`${before}(${Object.keys(weekdays).join('|')}|segunda(?= a )|sexta(?= feira))s?${after}`)
/** `NR 35`, `RV 204 B` */
const spacedCode = /(?<![\p{L}\p{N}])(\p{Lu}{2,4}) \d+(?: \p{Lu})?(?![\p{L}\p{N}]|[.,]\d)/gu
const notCodes = new Set(['BRL', 'USD', 'EUR', 'GBP', 'CNPJ', 'CPF', 'CEP', 'RG', 'NO'])
const token = re(`(?<![\\p{L}\\p{N}]|\\d[.,])[\\p{L}\\p{N}]+(?:[-./_][\\p{L}\\p{N}]+)*`)
const number = re(`(?<![\\p{L}\\p{N}.,])(?:(?<=^|\\s|\\()[-−])?\\d+(?:[.,\\u00a0\\u202f]\\d+)*`)

/** Lower case and without accents, each character where it was; signs of order are blanks. */
export function foldInPlace(text: string): string {
  let folded = ''
  for (const character of text) {
    if ('ºª°'.includes(character)) folded += ' '
    else {
      const plain = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
      folded += plain.length === character.length ? plain : character
    }
  }
  return folded
}

/**
 * What a sentence says that can be right or wrong: figures with what they count, dates, times, codes, addresses and names.
 *
 * @param text NFC, without citation markers
 * @param names whether names are looked for: of a passage they are not, whose words are compared as they stand
 */
export function findClaims(text: string, { names = true }: { names?: boolean } = {}): Claim[] {
  const claims: Claim[] = []
  let folded = foldInPlace(text)
  const take = (start: number, end: number, claim: Omit<Claim, 'raw' | 'start' | 'end'> | null) => {
    if (claim) claims.push({ raw: text.slice(start, end), start, end, ...claim } as Claim)
    folded = folded.slice(0, start) + '\u0001'.repeat(end - start) + folded.slice(end)
  }
  const each = (pattern: RegExp, claim: (match: RegExpExecArray) => Omit<Claim, 'raw' | 'start' | 'end'> | null) => {
    for (const match of [...folded.matchAll(pattern)] as RegExpExecArray[]) {
      const made = claim(match)
      if (made) take(match.index, match.index + match[0].length, made)
    }
  }
  each(address, () => ({ kind: 'address' }))
  each(isoDate, ([, year, m, day]) => dated([{ day: Number(day), month: Number(m), year: Number(year) }]))
  each(numericDate, ([, a, , b, y]) => {
    const year = Number(y) + (y?.length === 2 ? 2000 : 0)
    return dated([
      { day: Number(a), month: Number(b), year },
      { day: Number(b), month: Number(a), year },
    ])
  })
  each(dayOfMonth, ([, day, name, year]) => dated([{ day: Number(day), ...named(name), ...yearOf(year) }]))
  each(monthAndDay, ([, name, day, year]) => dated([{ day: Number(day), ...named(name), ...yearOf(year) }]))
  each(monthOfYear, ([, name, year]) => dated([{ ...named(name), ...yearOf(year) }]))
  each(numericMonth, ([, m, year]) => dated([{ month: Number(m), ...yearOf(year) }]))
  each(dayAndMonth, ([, a, b]) => {
    return dated([
      { day: Number(a), month: Number(b) },
      { day: Number(b), month: Number(a) },
    ])
  })
  each(monthAlone, (match) => {
    const name = match[1] ?? ''
    const written = text.slice(match.index, match.index + name.length)
    // `march` and `august` are words; `marco` without its cedilla, too.
    const isEnglish = /^(?:january|february|march|april|june|july|august|september|october|november|december)$/.test(
      name,
    )
    if (isEnglish && !/^\p{Lu}/u.test(written)) return null
    return dated([named(name)])
  })
  each(clock, (match) => {
    const [raw, h, m, half, otherHalf] = match
    const at = half ?? otherHalf
    let hour = Number(h)
    if (at?.startsWith('p') && hour < 12) hour += 12
    if (at?.startsWith('a') && hour === 12) hour = 0
    return { kind: 'time', minutes: hour * 60 + Number(m ?? 0), ...(raw.endsWith('h') && { hours: Number(h) }) }
  })
  each(weekday, ([, name = '']) => ({
    kind: 'weekday',
    day: weekdays[name] ?? (name.startsWith('segunda') ? 1 : 5),
  }))
  for (const match of text.matchAll(spacedCode)) {
    if (!notCodes.has(match[1] as string)) take(match.index, match.index + match[0].length, { kind: 'code' })
  }
  each(token, ([raw]) => (isCode(raw) ? { kind: 'code' } : null))
  for (const match of [...folded.matchAll(number)]) {
    const values = valuesOf(match[0].replace(/^[-−]/, ''))
    if (values.length === 0) {
      take(match.index, match.index + match[0].length, { kind: 'code' })
      continue
    }
    const signed = /^[-−]/.test(match[0]) ? values.map((value) => -value) : values
    const counted = describeNumber(folded, match.index, match.index + match[0].length, signed)
    take(counted.start, counted.end, counted.claim)
  }
  for (const { start, end, value } of readNumberWords(folded)) {
    // Of `dois por cento` the end is said already.
    if (folded.slice(start, end).includes('\u0001')) continue
    const counted = describeNumber(folded, start, end, [value])
    const counts = counted.claim.unit || counted.claim.percent || counted.claim.currency || counted.claim.label
    if (names && value < 3 && !(counts && value === 2)) continue
    take(counted.start, counted.end, counted.claim)
  }
  if (names) claims.push(...findNames(text, folded))
  return claims.sort((a, b) => a.start - b.start)
}

function dated(readings: DateClaim['readings']): DateClaim | null {
  const possible = readings.filter(
    ({ day = 1, month: m = 1, year = 2000 }) =>
      day >= 1 && day <= 31 && m >= 1 && m <= 12 && year > 1000 && year < 2200,
  )
  return possible.length > 0 ? { kind: 'date', readings: possible } : null
}

const named = (name: string | undefined) => ({ month: months[name ?? ''] ?? 0 })
const yearOf = (year: string | undefined) => (year === undefined ? {} : { year: Number(year) })

function isCode(given: string): boolean {
  if (!/\d/.test(given)) return false
  const isRange = /^(\d{4})-(\d{4})$/.exec(given)
  if (isRange) return !isRange.slice(1).every((year) => Number(year) >= 1900 && Number(year) <= 2100)
  if (/^\d{9,}$/.test(given)) return true
  if (!/\p{L}/u.test(given)) return /^0\d/.test(given) || /\d{3,}-\d{2,}|\d[-/]\d+[-/]\d|\d\/\d{4}-\d/.test(given)
  // `30kg`, `2nd`, `30-day`, `3x`
  const counted = /^\d+(?:[.,]\d+)*-?(\p{L}+)(?:-\p{L}+)*$/u.exec(given)?.[1]
  if (!counted) return true
  return !(
    units[counted] ||
    /^(?:st|nd|rd|th|k|x|mil|mi|bi)$/.test(counted) ||
    (given.includes('-') && counted.length > 2)
  )
}

const capital = /\p{Lu}[\p{L}\p{M}\p{N}'’]*/gu

/** Words with a capital that begin no sentence; of those that begin one, what is written in capitals alone. */
function findNames(text: string, folded: string): Claim[] {
  const letters = text.replace(/[^\p{L}]/gu, '')
  // A heading in capitals has no names to be seen.
  if (letters.length > 12 && letters === letters.toUpperCase()) return []
  const found: Claim[] = []
  for (const match of text.matchAll(capital)) {
    const [word] = match
    const start = match.index
    const end = start + word.length
    if (folded[start] === '\u0001' || /[\p{L}\p{N}]/u.test(text[start - 1] ?? '')) continue
    const plain = folded.slice(start, end)
    const acronym = word.length > 1 && word === word.toUpperCase()
    if (word.length === 1 || months[plain] !== undefined || (!acronym && isStopWord(plain))) continue
    const lead = text.slice(0, start)
    const begins = /(?:^|[.!?:;•…]|\n|^\s*[-*#>]+|\d[.)])[\s"“”'‘«(*_-]*$/u.test(lead) || !/[\p{L}\p{N}]/u.test(lead)
    // One word at the beginning may be any word; `Maria Souza` is a name from its second on.
    if (begins && !acronym) continue
    found.push({ kind: 'name', raw: word, start, end })
  }
  return found
}
