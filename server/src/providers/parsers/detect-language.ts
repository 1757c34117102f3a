import { eld } from 'eld/small'
import { type TextLanguage, textLanguages } from './language.ts'

/** Characters that are looked at: more of them change no verdict. */
const sample = 20_000

eld.setLanguageSubset(['pt', 'en', 'es'])

/** The language a text is written in, `simple` where that is not sure. */
export function detectLanguage(text: string): TextLanguage {
  const result = eld.detect(text.slice(0, sample))
  const found = textLanguages.find((language) => language === result.language)
  return found && result.isReliable() ? found : 'simple'
}
