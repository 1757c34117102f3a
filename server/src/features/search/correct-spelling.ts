import { createGiveWay } from '../../concurrency/give-way.ts'
import { type Word, wordOf } from '../../terms/words.ts'
import type { Frequencies } from './compare-words.ts'
import type { Query } from './read-query.ts'

/** Words of a query that are corrected. */
const mostCorrected = 3
/** Stems that may be meant by one word. */
const mostGuesses = 3
/** Of shorter words, and stems, too many are near. */
const shortest = 4
/** Letters of a stem from which on two errors may stand in it. */
const longEnoughForTwo = 8

/** The words of a query that no passage has and that may be misspelt: words of letters alone, those of grammar left out. */
export function unknownWords({ words }: Query, { of, total }: Frequencies): Word[] {
  // Nothing was counted yet.
  if (total === 0) return []
  return words
    .filter(({ id, stop, folded }) => !stop && folded.length >= shortest && /^\p{L}+$/u.test(folded) && !of.get(id))
    .slice(0, mostCorrected)
}

/** The letters that what is meant may begin with: right ones, one left out, one too many, two exchanged. */
export function beginningsOf({ stem }: Word): string[] {
  const [a = '', b = '', c = ''] = stem
  return [...new Set([a + b, b + a, a + c, b + c])]
}

/**
 * Of known stems those that a word differs from by one error, or by two where it is long, the nearest alone. An error in its
 * ending may give it another stem: `férais` is no form of `férias`. Gives way.
 */
export async function nearestStems(word: Word, known: readonly string[]): Promise<string[]> {
  const { stem } = word
  const most = stem.length >= longEnoughForTwo ? 2 : stem.length >= shortest ? 1 : 0
  const mended = new Set(mendedForms(word))
  const giveWay = createGiveWay()
  const near: { term: string; errors: number }[] = []
  for (const term of known) {
    const isNear = Math.abs(term.length - stem.length) <= most && /^\p{L}+$/u.test(term)
    const errors = mended.has(term) ? 1 : isNear ? editDistance(stem, term) : Number.POSITIVE_INFINITY
    if (errors <= Math.max(1, most)) near.push({ term, errors })
    await giveWay()
  }
  const least = Math.min(...near.map(({ errors }) => errors))
  return near
    .filter(({ errors }) => errors === least)
    .slice(0, mostGuesses)
    .map(({ term }) => term)
}

/** The stems of what is written when two letters beside each other are exchanged, or one is left out. */
function mendedForms({ folded }: Word): string[] {
  const forms: string[] = []
  for (let i = 0; i < folded.length; i++) {
    const [before, after] = [folded.slice(0, i), folded.slice(i + 1)]
    forms.push(before + after)
    if (after !== '') forms.push(before + after.slice(0, 1) + folded.slice(i, i + 1) + after.slice(1))
  }
  return forms.filter((form) => form.length >= shortest).map((form) => wordOf(form).stem)
}

/** Letters put in, left out, replaced, or exchanged with the next one: optimal string alignment. */
function editDistance(one: string, other: string): number {
  let before: number[] = []
  let above = Array.from({ length: other.length + 1 }, (_, j) => j)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      }
      row.push(least)
    }
    before = above
    above = row
  }
  return above[other.length] ?? 0
}
