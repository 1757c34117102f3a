import { stemmer as stemEnglish } from '@orama/stemmers/english'
import { stemmer as stemPortuguese } from '@orama/stemmers/portuguese'
import { fold } from './fold.ts'

/** Endings that no word of Portuguese or Spanish has. */
const englishEnding = /(?:ing|tion|ness|ment|ship|hood|ful|less|ize|[bcdfghkptvwy]|[lnr]d|[flnprs]t|rm|lm|rn|wn)$/

/**
 * Plurals, and endings that are written with and without their accent, as the singular of Portuguese with its accent, for
 * the stemmer recognises endings by it. Spanish `-ción` is the same ending.
 */
const singulars: readonly [RegExp, string][] = [
  [/(?:coes|cao|ciones|cion)$/, 'ção'],
  [/(?:soes|sao|siones|sion)$/, 'são'],
  [/(?:oes|aes|ao)$/, 'ão'],
  [/(?<=..)ais$/, 'al'],
  [/(?<=..)eis$/, 'el'],
  [/(?<=.[^gq])uis$/, 'ul'],
  [/(?<=[fv]|[ns]t|rr|[bd]r|..en)is$/, 'il'],
  [/(?<=..)ois$/, 'ol'],
  [/(?<=[aeou])ns$/, 'm'],
  [/(?<=[^aeiou])ies?$/, 'y'],
  [/encias?$/, 'ência'],
  [/ancias?$/, 'ância'],
  [/(?<=[aeiou][rzndl])es$/, ''],
  [/ouses$/, 'ouse'],
  [/chases$/, 'chase'],
  [/(?<=[aeiou]s|ss)es$/, ''],
]

/**
 * What the forms of a folded word have in common. The same for a word wherever it stands: no language is asked for, because
 * a text of two languages, a table of codes or a list of names has none. What ends as only English words do is stemmed as
 * English, all else as Portuguese, after its plural and the accents that its ending lost; both by Snowball's rules.
 */
export function stem(word: string): string {
  if (word.length <= 3 || !/^[a-z]+$/.test(word)) return word
  const singular = singularOf(word)
  // As it would be left alone if it stood there itself: `days`, `pães`.
  if (singular.length <= 3) return fold(singular)
  if (englishEnding.test(singular)) return stemEnglish(singular)
  return fold(stemPortuguese(singular.replace(/avel$/, 'ável').replace(/ivel$/, 'ível')))
}

function singularOf(word: string): string {
  let singular = word
  if (!/ions$/.test(word)) {
    const rule = singulars.find(([ending]) => ending.test(word))
    if (rule) singular = word.replace(...rule)
  }
  if (singular.length > 3 && /[^s]s$/.test(singular)) singular = singular.slice(0, -1)
  // `fáceis` and `hotéis` end alike, and so do `ágiles` and `perfiles` with their singulars in `-il` and English ones in `-ile`.
  return singular.replace(/ile?$/, 'el')
}
