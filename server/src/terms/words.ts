import { fold } from './fold.ts'
import { createPlainReader, isPlain } from './plain-text.ts'
import { stem } from './stem.ts'
import { isStopWord } from './stop-words.ts'
import { termId } from './term-id.ts'

/** A word as search sees it. */
export interface Word {
  /** As it stands in the text, cut at 64 characters. */
  written: string
  /** Lower case, without accents. */
  folded: string
  stem: string
  /** The number of its stem. */
  id: number
  /** One of grammar, in any of the languages. */
  stop: boolean
}

/** Letters of a word that count: what is longer is data, not language. */
const longestWord = 64

/** Parts that pronouns leave behind a hyphen: in `entregá-lo` and `vende-se` the compound is no word. */
const enclitics = new Set([
  'me',
  'te',
  'se',
  'lo',
  'la',
  'los',
  'las',
  'lhe',
  'lhes',
  'nos',
  'vos',
  'o',
  'a',
  'os',
  'as',
  'no',
  'na',
])

/** Words that are kept as they were found, for texts say the same ones again and again. */
const mostKept = 50_000
const kept = new Map<string, Word>()
const readPlainWords = createPlainReader(wordOf)

/** The words of a text in their order: runs of letters and digits. */
export function readWords(text: string): Word[] {
  if (isPlain(text)) return readPlainWords(text)
  const words: Word[] = []
  // A mark alone is no word: `❤️` has one.
  for (const written of visible(text)
    .replace(/[ºª°]/g, ' ')
    .match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? []) {
    words.push(wordOf(written))
  }
  return words
}

/** Accents in one way, and no characters that nobody sees: soft hyphens and joiners stand inside of words. */
function visible(text: string): string {
  if (isPlain(text)) return text
  return text.normalize('NFC').replace(/\p{Default_Ignorable_Code_Point}/gu, '')
}

/**
 * What a text writes with signs in between, in its bare form: numbers and codes with their digits (`807.290.222-79` is
 * `80729022279`, `PED-37003/E` is `ped37003e`), `1,234.56` is `1234` too, telephone numbers with their area code, and compounds (`e-mail` is `email`).
 */
export function readBareForms(given: string): Word[] {
  const text = visible(given).replace(/[\u2010\u2011]/g, '-')
  const forms: string[] = []
  for (const piece of piecesWithSigns(text)) {
    for (const [written] of piece.matchAll(/[\p{L}\p{N}]+(?:[-./_][\p{L}\p{N}]+)+/gu)) {
      if (written.length > longestWord) continue
      if (/\p{N}/u.test(written) || isCompound(written)) forms.push(written.replace(/[-./_]/g, ''))
    }
  }
  for (const [written] of text.matchAll(/(?<![\p{N},])\d{1,3}(?:,\d{3}){1,5}(?!\p{N}|,\p{N})/gu)) {
    forms.push(written.replaceAll(',', ''))
  }
  if (!/\d{4}[ .-]?\d{4}/.test(text)) return forms.map(wordOf)
  for (const [written] of text.matchAll(/(?<!\p{N})\(?\d{2}\)?[ .-]{1,2}\d{4,5}[ .-]?\d{4}(?!\p{N})/gu)) {
    forms.push(written.replace(/\D/g, ''))
  }
  return forms.map(wordOf)
}

/** Where letters or digits stand on both sides of a sign, with what is around it up to the blanks. */
function* piecesWithSigns(text: string): Generator<string> {
  let end = 0
  for (const { index } of text.matchAll(/[-./_](?=[\p{L}\p{N}])/gu)) {
    if (index < end) continue
    let start = index
    while (start > end && index - start < longestWord && !/\s/.test(text[start - 1] as string)) start--
    end = index + 1
    while (end < text.length && end - index < 2 * longestWord && !/\s/.test(text[end] as string)) end++
    yield text.slice(start, end)
  }
}

export function wordOf(written: string): Word {
  const bounded = written.length > longestWord ? written.slice(0, longestWord) : written
  let word = kept.get(bounded)
  if (word === undefined) {
    const own = copyOf(bounded)
    // One letter may fold into eighteen.
    const folded = fold(own).slice(0, longestWord)
    const found = stem(folded)
    word = { written: own, folded, stem: found, id: termId(found), stop: isStopWord(folded) }
    if (kept.size >= mostKept) kept.clear()
    kept.set(own, word)
  }
  return word
}

/** A part of a string keeps the whole of it in memory, for as long as the part is kept. */
function copyOf(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}

function isCompound(written: string): boolean {
  const parts = written.split('-')
  return parts.length === 2 && !/[./_]/.test(written) && !enclitics.has((parts[1] as string).toLowerCase())
}
