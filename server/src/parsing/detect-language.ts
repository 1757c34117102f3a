import { eld } from 'eld/small'
import { languageSampleLength, type TextLanguage, textLanguages } from './language.ts'

eld.setLanguageSubset(['pt', 'en', 'es'])

/** The language a text is written in, `simple` where that is not sure. */
export function detectLanguage(text: string): TextLanguage {
  const result = eld.detect(text.slice(0, languageSampleLength))
  const found = textLanguages.find((language) => language === result.language)
  return found && result.isReliable() ? found : 'simple'
}
