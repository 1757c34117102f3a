import type { FileType } from '../../parsing/chunk-document.ts'
import { Problem } from '../../problems.ts'

/** A file that comes in: its bytes may still be on their way. */
export interface IncomingFile {
  /** As its sender says; checked where it becomes that of a document. */
  name: string
  source_type: 'file' | 'text' | 'url'
  /** What comes in piece by piece is stored so; what is all in memory already, at once. */
  bytes: Uint8Array<ArrayBuffer> | AsyncIterable<Uint8Array>
  /** A larger one is refused. */
  maxBytes: number
  /** Where it is known before the bytes are seen; else it is recognised by them and by the name. */
  file_type?: FileType
  /** Of a file that is still being sent: aborted when no more of it comes. */
  signal?: AbortSignal
}

/** What a request uploads: a file, and fields that describe it. Both may still be on their way, the fields last. */
export interface Upload<Fields> {
  /** Bytes that the file has at least: what the quota must hold before any of it is read. */
  leastBytes: number
  file(): Promise<IncomingFile>
  /** To be asked for when the file was read. */
  fields(): Promise<Fields>
  /** Gives up what was not read. */
  close(): void
}

/**
 * A text as a file of one piece.
 *
 * @param file_type undefined is what the name says: Markdown where it ends in .md or .markdown
 */
export function uploadedText<Fields>(
  name: string,
  text: string,
  file_type: 'text/plain' | 'text/markdown' | undefined,
  fields: Fields,
): Upload<Fields> {
  const bytes = new TextEncoder().encode(text)
  const type = file_type ?? (/\.(md|markdown)$/i.test(name) ? 'text/markdown' : 'text/plain')
  return {
    leastBytes: bytes.length,
    file: async () => ({
      name,
      source_type: 'text',
      bytes,
      maxBytes: bytes.length,
      file_type: type,
    }),
    fields: async () => fields,
    close() {},
  }
}

/** `file_too_large`, with the limit that it exceeds. */
export function tooLarge(maxBytes: number): Problem {
  return new Problem('file_too_large', { field: 'file', params: { limit_mb: Math.floor(maxBytes / 1024 / 1024) } })
}
