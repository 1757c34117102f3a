import { Problem } from '../../problems.ts'
import { markdownSections } from './markdown.ts'
import type { Section } from './section.ts'

export interface ParsedDocument {
  text: string
  /** In order and without overlap. */
  sections: Section[]
}

const fileTypes = { 'text/plain': ['txt'], 'text/markdown': ['md', 'markdown'] } as const
export type FileType = keyof typeof fileTypes
const acceptedFiles = '.txt, .md'

/**
 * What kind of document this is. Its name chooses between the text formats, its content must be text.
 * Raises `empty_file` or `unsupported_file_type`.
 */
export function detectFileType(bytes: Uint8Array, name: string): FileType {
  if (bytes.length === 0) throw new Problem('empty_file', { field: 'file' })
  const extension = name.toLowerCase().split('.').at(-1) ?? ''
  const found = (Object.keys(fileTypes) as FileType[]).find((type) =>
    (fileTypes[type] as readonly string[]).includes(extension),
  )
  if (!found || decode(bytes) === null) {
    throw new Problem('unsupported_file_type', { field: 'file', params: { accepted: acceptedFiles } })
  }
  return found
}

/** The text of a document and its sections. Raises `unsupported_file_type` or `no_text`. */
export function parseDocument(bytes: Uint8Array, type: FileType): ParsedDocument {
  const text = decode(bytes)
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
