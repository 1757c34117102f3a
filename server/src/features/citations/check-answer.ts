import { readWords } from '../../terms/words.ts'
import type { NumberClaim } from './describe-number.ts'
import { type Claim, type DateClaim, findClaims, foldInPlace } from './find-claims.ts'
import { type Sentence, splitSentences } from './split-sentences.ts'
import { equivalents } from './vocabulary.ts'

/** A passage that a run retrieved, under the number that the answer cites it by. */
export interface CitedPassage {
  number: number
  content: string
  document_name: string
  location: { heading?: string | undefined; page?: number | undefined; page_end?: number | undefined }
}

/**
 * - `supported`: what it says stands in what it cites, or in the question
 * - `computed`: the same, with a result that it works out before the reader
 * - `unsupported`: it says something that does not
 * - `plain`: it says nothing that could be looked up, and cites nothing
 */
type Verdict = 'supported' | 'computed' | 'unsupported' | 'plain'

export interface CheckedSentence extends Sentence {
  verdict: Verdict
  /** What stands nowhere that it cites, as it is written. */
  unsupported: string[]
}

export interface Checker {
  /** The verdict on one sentence. */
  check(sentence: Sentence): CheckedSentence
}

/** Checks all sentences of an answer that is complete. */
export function checkAnswer(answer: string, question: string, passages: readonly CitedPassage[]): CheckedSentence[] {
  const checker = createChecker(question, () => passages)
  return splitSentences(answer).map((sentence) => checker.check(sentence))
}

/**
 * Checks sentences one by one, as they come.
 *
 * @param passages what was retrieved up to now
 */
export function createChecker(question: string, passages: () => readonly CitedPassage[]): Checker {
  const asked = readText(question.normalize('NFC'))
  const read = new Map<number, Source>()
  const sourceOf = (number: number) => {
    const known = read.get(number)
    if (known) return known
    const passage = passages().find((one) => one.number === number)
    if (!passage) return undefined
    const source = readPassage(passage)
    read.set(number, source)
    return source
  }
  return {
    check(sentence) {
      const unknown = sentence.citations.filter((number) => !sourceOf(number))
      const cited = sentence.citations.flatMap((number) => sourceOf(number) ?? [])
      const text = withoutMarks(sentence.text.normalize('NFC'))
      const results = workedOut(text)
      const unsupported = unknown.map((number) => `[${number}]`)
      const quotes = findQuotes(text)
      for (const { raw } of quotes) {
        if (![...cited, asked].some((source) => stands(raw, source.text))) unsupported.push(raw)
      }
      const claims = findClaims(text)
      const folded = foldInPlace(text)
      let computed = false
      for (const claim of claims) {
        if ([...cited, asked].some((source) => supports(source, claim, folded))) continue
        if (claim.kind === 'number' && claim.values.some((value) => results.includes(value))) computed = true
        else unsupported.push(claim.raw.trim())
      }
      let verdict: Verdict = 'plain'
      if (unsupported.length > 0) verdict = 'unsupported'
      else if (computed) verdict = 'computed'
      else if (cited.length > 0 || claims.length > 0 || quotes.length > 0) verdict = 'supported'
      return { ...sentence, verdict, unsupported }
    },
  }
}

/** Whether a quote stands in a text letter by letter; blanks count as one, and `[…]` for what is left out. */
export function stands(quote: string, text: string): boolean {
  const where = blanksAsOne(text.normalize('NFC'))
  let from = 0
  for (const part of blanksAsOne(quote.normalize('NFC')).split(/ ?(?:\[(?:…|\.\.\.)\]|…|\.\.\.) ?/)) {
    if (part === '') continue
    let at = where.indexOf(part, from)
    // A comma or full stop of the sentence around it, inside of the quotation marks.
    if (at < 0 && /[.,;:!?]$/.test(part)) at = where.indexOf(part.slice(0, -1), from)
    if (at < 0) return false
    from = at + part.length
  }
  return from > 0
}

function blanksAsOne(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

interface Source {
  text: string
  folded: string
  claims: Claim[]
  stems: Set<string>
  pages: [number, number] | undefined
  currencies: Set<string>
  percent: boolean
  english: boolean
}

function readPassage({ content, document_name, location }: CitedPassage): Source {
  const { page, page_end = page } = location
  const around = [document_name, location.heading ?? '', content].join('\n')
  return {
    ...readText(around.normalize('NFC')),
    // A quote is of the passage itself, and not of its name.
    text: content,
    pages: page === undefined ? undefined : [page, page_end ?? page],
  }
}

function readText(text: string): Source {
  const claims = findClaims(text, { names: false })
  const stems = new Set<string>()
  for (const { stem, folded } of readWords(text)) stems.add(stem).add(folded)
  for (const [one, other] of equivalents) {
    if (stems.has(one)) for (const { stem } of readWords(other)) stems.add(other).add(stem)
    else if (stems.has(other)) for (const { stem } of readWords(one)) stems.add(one).add(stem)
  }
  const numbers = claims.filter((claim) => claim.kind === 'number')
  const folded = foldInPlace(text)
  return {
    text,
    folded,
    claims,
    stems,
    pages: undefined,
    currencies: new Set(numbers.flatMap(({ currency }) => currency ?? [])),
    percent: folded.includes('%'),
    english: isEnglish(folded),
  }
}

/** By its words of grammar; Portuguese where it has none. */
function isEnglish(folded: string): boolean {
  const count = (words: RegExp) => folded.match(words)?.length ?? 0
  return (
    count(/\b(?:the|of|and|to|is|was|are|for|with|by|on|it)\b/g) >
    count(/\b(?:de|do|da|que|em|para|os|um|uma|com|por|ao|foi)\b/g)
  )
}

function supports(source: Source, claim: Claim, sentence: string): boolean {
  switch (claim.kind) {
    case 'number':
      return supportsNumber(source, claim)
    case 'date':
      return (
        source.claims.some((one) => one.kind === 'date' && sameDate(claim, one, source, sentence)) ||
        standsWhole(source, claim)
      )
    case 'time':
      return source.claims.some(
        (one) =>
          (one.kind === 'time' &&
            (one.minutes === claim.minutes || (claim.hours !== undefined && claim.hours === one.hours))) ||
          (one.kind === 'number' &&
            one.unit === 'hour' &&
            one.values.some((value) => value * 60 === claim.minutes || value === claim.hours)),
      )
    case 'weekday':
      return source.claims.some((one) => one.kind === 'weekday' && one.day === claim.day)
    case 'name':
      return isNamed(source, claim.raw)
    case 'code':
    case 'address':
      return standsWhole(source, claim)
  }
}

function supportsNumber(source: Source, claim: Claim & NumberClaim): boolean {
  if (claim.label === 'page' && source.pages) {
    const [first, last] = source.pages
    if (claim.values.some((value) => value >= first && value <= last)) return true
  }
  return source.claims.some((one) => {
    if (one.kind === 'number') return sameNumber(claim, one, source)
    const bare = !claim.unit && !claim.percent && !claim.currency && !claim.label
    if (one.kind === 'date') {
      return bare && one.readings.some(({ day, year }) => claim.values.some((value) => value === day || value === year))
    }
    if (one.kind === 'time') {
      return claim.unit === 'hour' && claim.values.some((value) => value * 60 === one.minutes || value === one.hours)
    }
    // `4.2` of `4.2.1` is another, and so only what stands whole.
    return (
      one.kind === 'code' &&
      !claim.percent &&
      !claim.currency &&
      runsOf(one.raw).join(' ') === runsOf(claim.raw).join(' ')
    )
  })
}

function sameNumber(claim: NumberClaim, one: NumberClaim, source: Source): boolean {
  if (!claim.values.some((value) => one.values.includes(value))) return false
  const bare = !one.unit && !one.percent && !one.currency && !one.label && !one.counts
  // In a table the unit stands in its head.
  if (claim.percent) return one.percent === true || (bare && source.percent)
  if (claim.currency) {
    if (one.currency) return one.currency === claim.currency
    return (
      bare &&
      (source.currencies.size === 0 ||
        source.currencies.has(claim.currency) ||
        source.folded.includes(claim.currency === 'BRL' ? 'r$' : '\u0000'))
    )
  }
  if (claim.label) return one.label === claim.label || (bare && claim.label !== 'page')
  if (!claim.unit) return true
  if (one.unit) {
    return one.unit === claim.unit && (!claim.qualifier || one.qualifier === claim.qualifier)
  }
  return bare
}

function sameDate(claim: DateClaim, one: DateClaim, source: Source, sentence: string): boolean {
  // `03/12` is the third of December where a text is Portuguese.
  const theirs = one.readings.length > 1 && !source.english ? one.readings.slice(0, 1) : one.readings
  const ours = claim.readings.length > 1 && !isEnglish(sentence) ? claim.readings.slice(0, 1) : claim.readings
  return ours.some((mine) =>
    theirs.some(
      (other) =>
        (mine.day === undefined || mine.day === other.day) &&
        (mine.month === undefined || mine.month === other.month) &&
        (mine.year === undefined ||
          mine.year === other.year ||
          (other.year === undefined && mentionsYear(source, mine.year))),
    ),
  )
}

function mentionsYear({ claims }: Source, year: number): boolean {
  return claims.some(
    (claim) =>
      (claim.kind === 'number' && claim.values.includes(year)) ||
      (claim.kind === 'date' && claim.readings.some((reading) => reading.year === year)),
  )
}

function isNamed({ stems, folded }: Source, name: string): boolean {
  return readWords(name.replace(/['’]s?$/, '')).every(
    (word) => stems.has(word.stem) || stems.has(word.folded) || folded.includes(` ${word.folded}`),
  )
}

/** Runs of letters, and of digits. */
function runsOf(text: string): string[] {
  return foldInPlace(text).match(/\p{L}+|\p{N}+/gu) ?? []
}

/** Whether it stands there as a whole; signs between its parts may be others. */
function standsWhole({ folded }: Source, { raw }: Claim): boolean {
  const runs = runsOf(raw)
  if (runs.length === 0) return true
  const [only = ''] = runs
  // A number of a company, or of a telephone, is written with signs in between and without.
  if (runs.length === 1 && /^\d{8,}$/.test(only)) {
    return new RegExp(`(?<!\\d)${[...only].join('[\\s\\-./()]*')}(?!\\d)`).test(folded)
  }
  return new RegExp(`(?<![\\p{L}\\p{N}])${runs.join('[\\s\\-./_:@]*')}(?![\\p{L}\\p{N}])`, 'u').test(folded)
}

/** What stands in quotation marks, of two words or more; one alone is how something is called. */
function findQuotes(text: string): { raw: string }[] {
  return Array.from(text.matchAll(/“([^”]+)”|«([^»]+)»|"([^"]+)"/g), ([, a, b, c]) => ({
    raw: (a ?? b ?? c ?? '').trim(),
  })).filter(({ raw }) => /\S\s+\S/.test(raw))
}

/** Without markers and emphasis, everything else where it was. */
function withoutMarks(text: string): string {
  const blank = (match: string) => ' '.repeat(match.length)
  return text
    .replace(/\[\d{1,3}\]/g, blank)
    .replace(/^(?:\s*(?:[-*•#>]+|\d{1,2}[.)])\s+)+/, blank)
    .replace(/\*\*|__|`/g, blank)
}

const term = String.raw`(?:r\$ ?|us\$ ?|\$ ?|€ ?)?(\d+(?:[.,]\d+)*) ?%?`

/** Results of sums that stand there in full, and are right to their last digit: `30 − 10 = 20`. */
function workedOut(text: string): number[] {
  const pattern = new RegExp(`${term}((?: ?[-+−–×x*÷/] ?${term.replace('(\\d', '(?:\\d')})+) ?= ?${term}`, 'giu')
  return Array.from(text.matchAll(pattern)).flatMap((match) => {
    const [, first = '', rest = '', result = ''] = match
    return isRight(first, rest, result) ? findNumber(result) : []
  })
}

function isRight(first: string, rest: string, result: string): boolean {
  const steps = Array.from(rest.matchAll(/([-+−–×x*÷/]) ?(?:r\$ ?|us\$ ?|\$ ?|€ ?)?(\d+(?:[.,]\d+)*)( ?%)?/giu))
  const read = (digits: string) => {
    // Of two readings the one with decimals only where no thousands are possible.
    const [value = Number.NaN] = findNumber(digits)
    return value
  }
  let sum = 0
  let product = read(first)
  for (const [, sign = '', digits = '', percent] of steps) {
    const value = read(digits) / (percent ? 100 : 1)
    if (/[×x*]/i.test(sign)) product *= value
    else if (/[÷/]/.test(sign)) product /= value
    else {
      sum += product
      product = sign === '+' ? value : -value
    }
  }
  const decimals = /[.,](\d{1,2})$/.exec(result)?.[1]?.length ?? 0
  return Math.abs(sum + product - read(result)) <= 0.5 * 10 ** -decimals
}

function findNumber(digits: string): number[] {
  const [claim] = findClaims(digits, { names: false })
  return claim?.kind === 'number' ? claim.values : []
}
