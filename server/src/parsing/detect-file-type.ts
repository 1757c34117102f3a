import { Problem } from '../problems.ts'
import { acceptedFiles, type FileType, typeNamed } from './file-types.ts'
import { decodeText } from './text/decode.ts'
import { isZipMark, listNames } from './zip/list-names.ts'

/** Characters that say whether a text is a page. */
const sample = 4_096
/** Bytes of a JSON text without a name that is read to see whether it is one. */
const smallJson = 1_000_000

/**
 * What kind of document this is. The content decides where it can; between the text formats, the name does.
 * Raises `empty_file`, `wrong_extension`, `unsupported_file_type`, `archive_not_document`, `encrypted_file`.
 *
 * @param bytes the file, or its first megabyte
 */
export function detectFileType(bytes: Uint8Array, name: string): FileType {
  if (bytes.length === 0) throw new Problem('empty_file', { field: 'file' })
  const extension = name.toLowerCase().split('.').at(-1) ?? ''
  const named = typeNamed(extension)
  const found = typeByMark(bytes, named, extension)
  if (found) return found
  const text = decodeText(bytes)
  if (text === null) throw named ? wrong(extension, named) : unsupported()
  const start = text.slice(0, sample)
  if (isPage(start) && (!named || isTextual(named))) return 'text/html'
  if (!named) {
    if (bytes.length <= smallJson && looksLikeJson(start) && isJson(text)) return 'application/json'
    throw unsupported()
  }
  const fits = {
    'text/plain': () => true,
    'text/markdown': () => true,
    'text/csv': () => true,
    'text/html': () => /<[a-z][^<>]*>/i.test(start),
    'application/json': () => looksLikeJson(start),
    'application/jsonl': () => looksLikeJson(start),
  } as Partial<Record<FileType, () => boolean>>
  if (fits[named]?.()) return named
  throw wrong(extension, named)
}

/** Of formats whose files begin with a mark. */
function typeByMark(bytes: Uint8Array, named: FileType | undefined, extension: string): FileType | undefined {
  if (isPdf(bytes, named)) return 'application/pdf'
  const mark = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  if (mark.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (mark.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (isZipMark(mark)) return typeOfZip(bytes, named, extension)
  if (mark === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1') {
    // An office file with a password is inside of one of the old format.
    const isLocked = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
      'EncryptedPackage',
      'utf16le',
    )
    if (isLocked) throw new Problem('encrypted_file', { field: 'file' })
    throw named ? wrong(extension, named) : unsupported()
  }
  return undefined
}

/** Where the parts of each kind of office file are; of another file in it, they come later. */
const folders: [FileType, RegExp][] = [
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', /^word\/[^/]+\.xml$/i],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', /^ppt\/[^/]+\.xml$/i],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', /^xl\/[^/]+\.xml$/i],
]

function typeOfZip(bytes: Uint8Array, named: FileType | undefined, extension: string): FileType {
  const names = listNames(bytes)
  const isOffice = names.some((name) => /^(?:\[Content_Types\]\.xml|_rels\/\.rels)$/i.test(name))
  for (const name of isOffice ? names : []) {
    const found = folders.find(([, part]) => part.test(name))
    if (found) return found[0]
  }
  if (named) throw wrong(extension, named)
  throw extension === 'zip' ? new Problem('archive_not_document', { field: 'file' }) : unsupported()
}

/** Its mark may come after other bytes, but a text that mentions it is a text. */
function isPdf(bytes: Uint8Array, named: FileType | undefined): boolean {
  const [before, mark] = Buffer.from(bytes.subarray(0, 1024)).toString('latin1').split('%PDF-', 2)
  if (mark === undefined) return false
  return before?.trim() === '' || !isTextual(named) || decodeText(bytes) === null
}

function isTextual(type: FileType | undefined): boolean {
  return type?.startsWith('text/') === true || type?.startsWith('application/json') === true
}

function isPage(start: string): boolean {
  return /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,1000}>\s*)*<(?:!doctype html|html)[\s>]/i.test(start)
}

function looksLikeJson(start: string): boolean {
  return /^\ufeff?\s*(?:[[{"\d-]|true|false|null)/.test(start)
}

function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}

/** A text format that has no text in it was never one: nothing is known of what it is. */
function wrong(extension: string, named: FileType): Problem {
  if (named === 'text/plain' || named === 'text/markdown') return unsupported()
  return new Problem('wrong_extension', { field: 'file', params: { extension } })
}

function unsupported(): Problem {
  return new Problem('unsupported_file_type', { field: 'file', params: { accepted: acceptedFiles } })
}
