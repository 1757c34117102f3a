import { type ParseWarning, Warnings } from '../document/parse-warning.ts'
import { decoderFor, detectEncoding } from './encodings.ts'
import { mendDoubled } from './mojibake.ts'

export interface DecodedText {
  text: string
  /** What was guessed or mended. */
  warnings: ParseWarning[]
}

/** What no text has, but for the marks of lines and pages. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells data from text
const controls = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g
/** Where DOS ended a text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const dosEnd = /\u001a[\u001a\u0000\s]*$/
/** One control character among so many others is an accident; more are data. */
const mostControls = 1 / 20

/** The text that bytes are, in whichever of the usual encodings; null where they are data. See `decode`. */
export function decodeText(bytes: Uint8Array): string | null {
  return decode(bytes)?.text ?? null
}

/**
 * The text that bytes are, without control characters, and what had to be guessed or mended for it; null where they are
 * data.
 *
 * @param declared the encoding that the text says itself to be in, as a page does
 */
export function decode(bytes: Uint8Array, declared?: string): DecodedText | null {
  const warnings = new Warnings()
  const text = mendDoubled(decodeBytes(bytes, declared, warnings).replace(dosEnd, ''), warnings)
  const found = text.match(controls)?.length ?? 0
  if (found === 0) return { text, warnings: warnings.list() }
  if (found > text.length * mostControls) return null
  return { text: text.replace(controls, ''), warnings: warnings.list() }
}

function decodeBytes(bytes: Uint8Array, declared: string | undefined, warnings: Warnings): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined
  if (marked) return new TextDecoder(marked).decode(bytes)
  const text = new TextDecoder().decode(bytes)
  const isUtf8 = !text.includes('\ufffd') && !isWide(text)
  const said = declared === undefined ? undefined : decoderFor(declared)
  if (said && !/^utf-?8$/i.test(declared ?? '') && !(isUtf8 && isLatin(declared ?? ''))) return said(bytes)
  if (isUtf8) return text
  const { good, bad } = countUtf8(bytes)
  // In letters of a byte each, nothing is UTF-8 by chance; of Asian encodings much is.
  const other = good > 0 || bad === 0 ? mixedLabel(bytes) : undefined
  if (other !== undefined && (good > bad || western.test(other))) return mend(bytes, other, warnings)
  if (good > bad || (bad === 0 && !isWide(text))) return mend(bytes, 'windows-1252', warnings)
  const label = detectEncoding(bytes)
  // What Windows in Brazil writes is no guess.
  if (label !== 'windows-1252') warnings.add('encoding_guessed', undefined, label)
  return (decoderFor(label) ?? decoderOf1252)(bytes)
}

function decoderOf1252(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes)
}

/** NUL in between says that a character has two bytes; one alone is an accident. */
function isWide(text: string): boolean {
  const start = text.slice(0, 4_096)
  return (start.match(/\0/g)?.length ?? 0) > start.length / 50
}

/** Encodings of the west, in which "ç" and "ã" after each other are no UTF-8. */
const western = /^(?:windows-125[024]|cp850|macintosh|iso-8859-(?:1|2|15))$/

/** Programs say so of what is UTF-8, in which nothing of these is by chance. */
function isLatin(label: string): boolean {
  return /^(?:iso-?8859-?1|latin-?1|windows-?1252|cp1252|us-ascii|ascii)$/i.test(label)
}

/** Characters beyond ASCII that are UTF-8, and bytes that are none. */
function countUtf8(bytes: Uint8Array): { good: number; bad: number } {
  let [good, bad] = [0, 0]
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at)
    // A file that was cut ends within a character.
    if (length === 0 && good > 0 && (bytes[at] ?? 0) >= 0xc2 && bytes.length - at < 4) break
    if (length === 0) bad++
    else if (length > 1) good++
    at += Math.max(1, length)
  }
  return { good, bad }
}

/** Bytes of the UTF-8 character that begins here; 0 where none does. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  const length =
    first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0
  for (let i = 1; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0
  return length
}

/** Letters and signs that stand for a single byte in a text that otherwise is UTF-8. */
const mended = /^[a-zA-ZáàâãäéêëíóôõöúûüçñÁÀÂÃÄÉÊËÍÓÔÕÖÚÛÜÇÑªº°§–—‘’“”…\s\d.,;:!?()'"/%$-]+$/u

/**
 * A text of which some is not in UTF-8, as when parts of it were pasted: the bytes that are none are read as what they most
 * likely are, and what then is no character of a text stays one unreadable character.
 */
function mend(bytes: Uint8Array, label: string, warnings: Warnings): string {
  const decoder = new TextDecoder()
  const parts: string[] = []
  let line = 1
  let counted = 0
  const lineAt = (at: number) => {
    for (; counted < at; counted++) if (bytes[counted] === 0x0a) line++
    return line
  }
  const read = decoderFor(label) ?? decoderOf1252
  let from = 0
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at)
    if (length > 0) {
      at += length
      continue
    }
    let end = at + 1
    while (end < bytes.length && (bytes[end] ?? 0) >= 0x80 && sequenceAt(bytes, end) === 0) end++
    parts.push(decoder.decode(bytes.subarray(from, at)))
    const text = read(bytes.subarray(at, end))
    // A file that was cut ends within a character.
    const isReadable = mended.test(text) && end < bytes.length
    parts.push(isReadable ? text : '\ufffd')
    warnings.add(
      isReadable ? 'encodings_mixed' : 'characters_unreadable',
      { line: lineAt(at) },
      isReadable ? label : undefined,
    )
    from = at = end
  }
  parts.push(decoder.decode(bytes.subarray(from)))
  return parts.join('')
}

/** The other encoding of a text that has two, by the lines that have no UTF-8; undefined where there are none. */
function mixedLabel(bytes: Uint8Array): string | undefined {
  const lines: Uint8Array[] = []
  let length = 0
  for (let at = 0; at < bytes.length && length < 50_000; ) {
    const found = bytes.indexOf(0x0a, at)
    const end = found === -1 ? bytes.length : found + 1
    const line = bytes.subarray(at, end)
    const { good, bad } = countUtf8(line)
    if (bad > 0 && good === 0) {
      lines.push(line)
      length += line.length
    }
    at = end
  }
  if (lines.length === 0) return undefined
  const label = detectEncoding(Buffer.concat(lines))
  return label.startsWith('utf-16') ? undefined : label
}
