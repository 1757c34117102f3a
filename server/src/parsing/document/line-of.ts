import { cleanText } from '../pdf/text/clean-text.ts'
import { withoutEmbedded } from './embedded.ts'
import { normalise } from './normalise.ts'

/** Of ASCII and the letters of Western Europe, with single blanks: most of all lines. */
const plain = /^(?:[!-~¡-¬®-ɏ]| (?=[^ ]))*$/

/** One line, without what no text has. */
export function lineOf(given: string): string {
  const text = given.length < 200 ? given : withoutEmbedded(given)
  if (plain.test(text)) return text.charCodeAt(0) === 32 ? text.trimStart() : text
  return normalise(cleanText(text)).replace(/ {2,}/g, ' ').trim()
}
