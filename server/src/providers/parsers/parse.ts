import { Problem } from '../../problems.ts'
import { readInChild } from './child/read-in-child.ts'
import { acceptedFiles, type FileType } from './file-types.ts'
import type { ParseOptions } from './parse-options.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { decodeText } from './text/decode.ts'
import { markdownSections } from './text/markdown.ts'

export { detectFileType } from './detect.ts'
export type { FileType } from './file-types.ts'
export type { ParseOptions } from './parse-options.ts'
export type { ParsedDocument } from './parsed-document.ts'

/**
 * The text of a document, its sections, and where its pages, slides, sheets and rows begin. All but plain text is read
 * in a process of its own, which one document may keep busy, or break, alone.
 *
 * Raises `unsupported_file_type`, `no_text`, `image_only` (without `ocr`), `encrypted_file`, `broken_file`,
 * `too_many_pages`, `too_many_cells`, `nested_too_deep`, `unpacks_too_large`, `too_many_entries`, `unsafe_content`,
 * `image_too_large`, `document_too_long`, `document_too_complex`; when `signal` is aborted, its reason.
 */
export async function parseDocument(
  bytes: Uint8Array,
  type: FileType,
  { signal, ocr = false, readable_from, onProgress }: ParseOptions = {},
): Promise<ParsedDocument> {
  signal?.throwIfAborted()
  if (type === 'text/plain' || type === 'text/markdown') return readText(bytes, type)
  return readInChild(bytes, { type, ocr, readable_from }, { signal, onProgress })
}

function readText(bytes: Uint8Array, type: 'text/plain' | 'text/markdown'): ParsedDocument {
  // macOS writes accents apart from their letters; nobody types them so when they search.
  const text = decodeText(bytes)?.normalize('NFC') ?? null
  if (text === null) throw new Problem('unsupported_file_type', { params: { accepted: acceptedFiles } })
  if (!/[\p{L}\p{N}]/u.test(text)) throw new Problem('no_text')
  return { text, sections: type === 'text/markdown' ? markdownSections(text) : [{ start: 0, end: text.length }] }
}
