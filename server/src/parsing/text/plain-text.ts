import { Problem } from '../../problems.ts'
import type { ParsedDocument } from '../document/parsed-document.ts'
import { acceptedFiles } from '../file-types.ts'
import { limits, tooLong } from '../limits.ts'
import { decodeText } from './decode.ts'

/** A text as it is, in one section. Raises `unsupported_file_type`, `document_too_long`, `no_text`. */
export function readPlainText(bytes: Uint8Array): ParsedDocument {
  const text = readText(bytes)
  return { text, sections: [{ start: 0, end: text.length }] }
}

/** What a text file says. Raises as `readPlainText` does. */
export function readText(bytes: Uint8Array): string {
  // macOS writes accents apart from their letters; queries are not typed so.
  const text = decodeText(bytes)?.normalize('NFC') ?? null
  if (text === null) throw new Problem('unsupported_file_type', { params: { accepted: acceptedFiles } })
  if (text.length > limits.characters) throw tooLong('characters')
  if (!/[\p{L}\p{N}]/u.test(text)) throw new Problem('no_text')
  return text
}
