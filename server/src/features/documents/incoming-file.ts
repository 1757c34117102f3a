import type { FileType } from '../../parsing/parse.ts'
import { Problem } from '../../problems.ts'

/** A file that comes in: its bytes may still be on their way. */
export interface IncomingFile {
  name: string
  source_type: 'file' | 'text' | 'url'
  bytes: AsyncIterable<Uint8Array>
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

/** Raises `invalid_input` for a name that no document may have. */
export function incomingFile(name: string, rest: Pick<IncomingFile, 'bytes' | 'maxBytes' | 'signal'>): IncomingFile {
  return { ...rest, name: requireFileName(name), source_type: 'file' }
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
      bytes: onePiece(bytes),
      maxBytes: bytes.length,
      file_type: type,
    }),
    fields: async () => fields,
    close() {},
  }
}

/** Bytes that are all there, as those of an incoming file. */
export async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** What the database would refuse later, with the field that the caller knows. */
function requireFileName(given: string): string {
  const name = given.trim()
  if (name !== '' && name.length <= 500 && !/\p{Cc}/u.test(name) && name.isWellFormed()) return name
  const reason = {
    pt: 'O nome do arquivo deve ter de 1 a 500 caracteres, sem caracteres de controle. Mude o nome e envie de novo.',
    en: 'The name of the file must have 1 to 500 characters and no control characters. Rename it and send it again.',
  }
  throw new Problem('invalid_input', { field: 'file', params: { reason } })
}

/** `file_too_large`, with the limit that it exceeds. */
export function tooLarge(maxBytes: number): Problem {
  return new Problem('file_too_large', { field: 'file', params: { limit_mb: Math.floor(maxBytes / 1024 / 1024) } })
}
