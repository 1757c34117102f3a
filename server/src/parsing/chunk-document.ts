import { readInChild } from './child-process/parse-in-child.ts'
import type { ChunkedDocument } from './chunking/chunk.ts'
import type { FileType } from './file-types.ts'
import { languageSampleLength } from './language.ts'
import type { ParseOptions } from './parse-options.ts'
import { readDocument } from './readers.ts'

export { detectFileType } from './detect-file-type.ts'
export type { FileType } from './file-types.ts'
export type { ParseOptions } from './parse-options.ts'

/** Bytes of a text that are not worth a process, which takes a third of a second to start. Ill-meant Markdown takes long. */
const shortTexts: Partial<Record<FileType, number>> = { 'text/plain': 100_000, 'text/markdown': 30_000 }

/**
 * What a document is cut into, and its language. It is read and split in a process of its own, which one document may
 * keep busy, or break, alone; a short text in this one, some milliseconds at a time.
 *
 * Raises `unsupported_file_type`, `no_text`, `image_only` (without `ocr`), `encrypted_file`, `broken_file`,
 * `too_many_pages`, `too_many_cells`, `nested_too_deep`, `unpacks_too_large`, `too_many_entries`, `unsafe_content`,
 * `image_too_large`, `document_too_long`, `document_too_complex`; when `signal` is aborted, its reason.
 */
export async function chunkDocument(
  bytes: Uint8Array,
  type: FileType,
  { ocr = false, readable_from, recognised, ...options }: ParseOptions = {},
): Promise<ChunkedDocument> {
  options.signal?.throwIfAborted()
  const { beginning, ...made } =
    bytes.length <= (shortTexts[type] ?? 0)
      ? await splitHere(bytes, type, options.onSplit)
      : await readInChild(bytes, { type, ocr, readable_from, recognised }, options)
  // Here, and not where the rest is done: its table takes half a second to load, and an answer a few milliseconds.
  const { detectLanguage } = await import('./detect-language.ts')
  return { ...made, language: detectLanguage(beginning) }
}

async function splitHere(bytes: Uint8Array, type: FileType, onSplit: ParseOptions['onSplit']) {
  const parsed = await readDocument(bytes, type, { ocr: false, onProgress() {}, onRecognise() {}, onRecognised() {} })
  await onSplit?.()
  const { splitDocument } = await import('./chunking/split-document.ts')
  const chunks = await splitDocument(parsed)
  const { text, warnings = [] } = parsed
  return {
    chunks,
    layout: [],
    beginning: text.slice(0, languageSampleLength),
    unread: [],
    unsure: [],
    broken: [],
    warnings,
  }
}
