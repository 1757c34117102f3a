import { eld } from 'eld/small'

/** What full-text search knows how to stem; `simple` is anything else, word by word. */
export const textLanguages = ['pt', 'en', 'es', 'simple'] as const
export type TextLanguage = (typeof textLanguages)[number]

/** Characters that are looked at: more of them change no verdict. */
const sample = 20_000

let restricted = false

/** The language a text is written in, `simple` where that is not sure. */
export function detectLanguage(text: string): TextLanguage {
  if (!restricted) eld.setLanguageSubset(['pt', 'en', 'es'])
  restricted = true
  const result = eld.detect(text.slice(0, sample))
  const found = textLanguages.find((language) => language === result.language)
  return found && result.isReliable() ? found : 'simple'
}
