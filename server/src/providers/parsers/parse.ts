import { Problem } from '../../problems.ts'
import { markdownSections } from './markdown.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { parsePdf } from './pdf/parse-pdf.ts'

export type { ParsedDocument } from './parsed-document.ts'

const extensions = {
  'text/plain': ['txt'],
  'text/markdown': ['md', 'markdown'],
  'application/pdf': ['pdf'],
} as const satisfies Record<string, readonly string[]>
export type FileType = keyof typeof extensions
const acceptedFiles = '.txt, .md, .pdf'

/**
 * What kind of document this is. The content decides where it can; between the text formats, the name does.
 * Raises `empty_file`, `wrong_extension` or `unsupported_file_type`.
 */
export function detectFileType(bytes: Uint8Array, name: string): FileType {
  if (bytes.length === 0) throw new Problem('empty_file', { field: 'file' })
  const extension = name.toLowerCase().split('.').at(-1) ?? ''
  const named = (Object.keys(extensions) as FileType[]).find((type) =>
    (extensions[type] as readonly string[]).includes(extension),
  )
  if (isPdf(bytes, named)) return 'application/pdf'
  if (named === 'application/pdf') throw new Problem('wrong_extension', { field: 'file', params: { extension } })
  if (!named || decode(bytes) === null) {
    throw new Problem('unsupported_file_type', { field: 'file', params: { accepted: acceptedFiles } })
  }
  return named
}

/** Its mark may come after other bytes, but a text that mentions it is a text. */
function isPdf(bytes: Uint8Array, named: FileType | undefined): boolean {
  const [before, mark] = Buffer.from(bytes.subarray(0, 1024)).toString('latin1').split('%PDF-', 2)
  if (mark === undefined) return false
  return before?.trim() === '' || !named?.startsWith('text/') || decode(bytes) === null
}

/**
 * The text of a document, its sections, and of formats that have them its pages.
 *
 * Raises `unsupported_file_type` or `no_text`, and of a PDF what `parsePdf` raises; when `signal` is aborted, its reason.
 */
export async function parseDocument(bytes: Uint8Array, type: FileType, signal?: AbortSignal): Promise<ParsedDocument> {
  if (type === 'application/pdf') return parsePdf(bytes, signal)
  signal?.throwIfAborted()
  // macOS writes accents apart from their letters; nobody types them so when they search.
  const text = decode(bytes)?.normalize('NFC') ?? null
  if (text === null) throw new Problem('unsupported_file_type', { params: { accepted: acceptedFiles } })
  if (!/[\p{L}\p{N}]/u.test(text)) throw new Problem('no_text')
  return { text, sections: type === 'text/markdown' ? markdownSections(text) : [{ start: 0, end: text.length }] }
}

/** Null where it is no text: Postgres stores no NUL, and no text has one. */
function decode(bytes: Uint8Array): string | null {
  const text = decodeBytes(bytes)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells data from text
  return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? null : text
}

function decodeBytes(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const text = new TextDecoder().decode(bytes)
  const bad = text.split('\ufffd').length - 1
  // Older Windows editors in Brazil write windows-1252, in which hardly anything beyond ASCII is UTF-8 by chance. One
  // bad byte in a text that otherwise is UTF-8 stays one bad character.
  const good = text.match(/[\u0080-\ufffc\u{10000}-\u{10ffff}]/gu)?.length ?? 0
  return bad > good ? new TextDecoder('windows-1252').decode(bytes) : text
}
