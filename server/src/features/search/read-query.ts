import { termId } from '../../terms/term-id.ts'
import { readBareForms, readWords, type Word, wordOf } from '../../terms/words.ts'

interface QueryTerm {
  stem: string
  /** What it counts of a word that the query says: 0 to 1. */
  share: number
  /** Whether passages are looked up by it: no word of grammar is, unless there is nothing else. */
  selective: boolean
}

/** What a query says, as passages are compared with it. */
export interface Query {
  text: string
  /** Its words in their order, without those of grammar unless there is nothing else. */
  words: Word[]
  /** What it looks for, by the number of the term. */
  terms: Map<number, QueryTerm>
  /** Quoted phrases, each as the numbers of its stems. */
  phrases: number[][]
}

/** Words of a query that count: more of them would slow down other searches, and improve the ranking no further. */
export const mostWords = 64
/**
 * Words, forms and guesses that are looked for, those first that the query says: each is counted in up to a thousand passages, and
 * two hundred of them held the embedded database for half a second.
 */
const mostTerms = 96
const mostPhrases = 4
const longestPhrase = 32

/** What a word of grammar weighs: enough to tell two passages apart, not to find one. */
const stopWeight = 0.1
/** What a form weighs that the query does not say, but may mean. */
const guessWeight = 0.5

export function readQuery(text: string): Query {
  const said = readWords(text).slice(0, mostWords)
  const content = said.filter(({ stop }) => !stop)
  const words = content.length > 0 ? content : said
  const terms = new Map<number, QueryTerm>()
  const add = ({ id, stem, stop }: Word, share: number) => {
    if (!terms.has(id) && terms.size >= mostTerms) return
    if ((terms.get(id)?.share ?? 0) < share) terms.set(id, { stem, share, selective: !stop })
  }
  for (const word of said) add(word, word.stop && content.length > 0 ? stopWeight : 1)
  for (const form of readBareForms(text).slice(0, mostWords)) add(form, 1)
  for (const form of otherForms(said)) add(form, guessWeight)
  return { text, words, terms, phrases: readPhrases(text) }
}

/** `NR35` may be written `NR-35` or `NR 35`, and `ped 37003 e` as one: the parts of the first, the whole of the second. */
function otherForms(said: readonly Word[]): Word[] {
  const forms: string[] = []
  let run: string[] = []
  const close = () => {
    if (run.length > 1 && run.some((part) => /\d/.test(part))) {
      forms.push(run.join(''))
      for (let i = 1; i < run.length && run.length > 2; i++) forms.push(`${run[i - 1]}${run[i]}`)
    }
    run = []
  }
  for (const { folded } of said) {
    const parts = folded.match(/\p{N}+|\P{N}+/gu) ?? []
    if (parts.length > 1 && parts.length <= 4) forms.push(...parts)
    if (/^\p{N}/u.test(folded) || folded.length <= 4) run.push(folded)
    else close()
  }
  close()
  return forms.filter((form) => form.length <= 64).map(wordOf)
}

/** A query with a word that is still being typed, or misspelt: any of these words may be meant. */
export function withGuesses(query: Query, stems: readonly string[]): Query {
  const terms = new Map(query.terms)
  for (const found of stems) {
    const id = termId(found)
    if (!terms.has(id)) terms.set(id, { stem: found, share: guessWeight, selective: true })
  }
  return { ...query, terms }
}

function readPhrases(text: string): number[][] {
  return [...text.matchAll(/["“”]([^"“”]+)["“”]/g)]
    .slice(0, mostPhrases)
    .map(([, quoted]) =>
      readWords(quoted as string)
        .slice(0, longestPhrase)
        .map(({ id }) => id),
    )
    .filter((phrase) => phrase.length > 1)
}
