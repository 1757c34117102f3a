import { Problem } from '../../problems.ts'
import { withoutEmbedded } from '../document/embedded.ts'
import { normalise } from '../document/normalise.ts'
import type { ParseWarning } from '../document/parse-warning.ts'
import type { ParsedDocument } from '../document/parsed-document.ts'
import { acceptedFiles } from '../file-types.ts'
import { limits, tooLong } from '../limits.ts'
import { type DecodedText, decode } from './decode.ts'

/** A text as it is, in one section. Raises `unsupported_file_type`, `document_too_long`, `no_text`. */
export function readPlainText(bytes: Uint8Array): ParsedDocument {
  const { text, warnings } = readText(bytes)
  return { text, sections: [{ start: 0, end: text.length }], ...(warnings.length > 0 ? { warnings } : {}) }
}

/** What a text file says, as it would be typed. Raises as `readPlainText` does. */
export function readText(bytes: Uint8Array): DecodedText {
  const decoded = decode(bytes)
  if (decoded === null) throw new Problem('unsupported_file_type', { params: { accepted: acceptedFiles } })
  // macOS writes accents apart from their letters; queries are not typed so.
  const whole = normalise(decoded.text)
  const text = withoutEmbedded(whole)
  if (text.length > limits.characters) throw tooLong('characters')
  if (!/[\p{L}\p{N}]/u.test(text)) throw new Problem('no_text')
  const embedded: ParseWarning[] = text === whole ? [] : [{ code: 'embedded_left_out', places: [] }]
  return { text, warnings: [...decoded.warnings, ...embedded] }
}
