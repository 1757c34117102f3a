import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Those that are looked for, of many that nobody has written for decades. */
const known = [
  ...['utf-16-le', 'utf-16-be', 'windows-1250', 'windows-1251', 'windows-1252', 'windows-1253', 'windows-1254'],
  ...['windows-1255', 'windows-1256', 'windows-1257', 'windows-874', 'cp850', 'cp866', 'mac-roman', 'mac-cyrillic'],
  ...['koi8-r', 'cp932', 'euc-jp', 'gb18030', 'big5', 'cp949', 'iso-8859-2', 'iso-2022-jp'],
]

/** What the detector calls otherwise than the decoder does. */
const labels: Record<string, string> = {
  ...{ 'utf-16-le': 'utf-16le', 'utf-16-be': 'utf-16be', macroman: 'macintosh', maccyrillic: 'x-mac-cyrillic' },
  ...{ cp932: 'shift_jis', cp949: 'euc-kr', ibm866: 'ibm866', 'iso-8859-1': 'windows-1252' },
}

/** Bytes that say which encoding it is, those beyond ASCII in their surroundings. */
const sample = 100_000

/** The label of the encoding that bytes which are no UTF-8 are most likely in. */
export function detectEncoding(bytes: Uint8Array): string {
  const utf16 = utf16By(bytes)
  if (utf16) return utf16
  const part = telling(bytes)
  // Of little text no statistics is sure: what reads as Portuguese in one of its usual encodings is Portuguese.
  const usual = ['windows-1252', 'cp850', 'macintosh'].find((label) => isWestern(decoderOf(label)(part)))
  if (usual) return usual
  // Loaded where it is needed: its models are some megabytes.
  const { chardet } = require('jschardet') as typeof import('jschardet')
  const found = chardet.detect(part, { includeEncodings: known }).encoding?.toLowerCase() ?? 'windows-1252'
  return labels[found] ?? found
}

/** What reads an encoding, by its label or what a page calls it; undefined for one that is not known. */
export function decoderFor(label: string): ((bytes: Uint8Array) => string) | undefined {
  try {
    return decoderOf(label.toLowerCase())
  } catch {
    return undefined
  }
}

function decoderOf(label: string): (bytes: Uint8Array) => string {
  if (/^(?:cp|ibm)-?(?:850|437|852|858|860)$/.test(label)) {
    const iconv = require('iconv-lite') as typeof import('iconv-lite')
    const name = label.replace(/^(?:cp|ibm)-?/, 'cp')
    return (bytes) => iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name)
  }
  const decoder = new TextDecoder(label)
  return (bytes) => decoder.decode(bytes)
}

/** UTF-16 without a mark: of a text with blanks and line ends every other byte of these is 0. */
function utf16By(bytes: Uint8Array): string | undefined {
  const end = Math.min(bytes.length, 4_096)
  const zeros: [number, number] = [0, 0]
  for (let i = 0; i < end; i++) if (bytes[i] === 0) zeros[i & 1 ? 1 : 0]++
  const [even, odd] = zeros
  const least = Math.max(2, end / 50)
  if (odd >= least && odd > 20 * even) return 'utf-16le'
  if (even >= least && even > 20 * odd) return 'utf-16be'
  return undefined
}

/** The lines that have more than ASCII; of a short text all of it. */
function telling(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= sample) return bytes
  const parts: Uint8Array[] = []
  let length = 0
  for (let at = 0; at < bytes.length && length < sample; ) {
    let end = bytes.indexOf(0x0a, at)
    if (end === -1 || end - at > 2_000) end = Math.min(bytes.length, at + 2_000)
    const line = bytes.subarray(at, end + 1)
    if (line.some((byte) => byte >= 0x80)) {
      parts.push(line)
      length += line.length
    }
    at = end + 1
  }
  return Buffer.concat(parts)
}

const usualLetters = 'áàâãäéêëíóôõöúûüçñåß'
const western = new Set(`${usualLetters}${usualLetters.toUpperCase()}ªº°§–—‘’“”…•€£«»·´¿¡²³½¼®©×\u00a0`)

/** What no word of these has, and so another encoding: "LicitaÇão", "JosÄ", "MAIéSCULAS", "£teis", "A€ÇO". */
const strange =
  /[a-z][ÁÀÂÃÄÉÊËÍÓÔÕÖÚÛÜÇÑÅ]|[A-Z][áàâãäéêëíóôõöúûüçñå][A-Z]|[£§©®²³½¼×´¡¿«][a-zà-ú]|[a-z][£¡¿«×½¼§©]|[A-Za-z]€[A-Za-zÀ-ú]/

/** Whether all beyond ASCII is what Portuguese, Spanish, German and French are written with, within words of ASCII. */
function isWestern(text: string): boolean {
  let [ascii, good, bad] = [0, 0, 0]
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    if (code < 0x80) {
      if (/[a-z]/i.test(letter)) ascii++
    } else if (western.has(letter)) good++
    else bad++
  }
  const isAlone = (mark: string, other: string) => text.includes(mark) && !text.includes(other)
  if (isAlone('»', '«') || isAlone('¡', '!') || isAlone('¿', '?')) return false
  return bad * 50 <= good && ascii >= good && !strange.test(text)
}
