import { open } from 'node:fs/promises'
import { Problem } from '../../problems.ts'
import { limits } from '../limits.ts'
import { isZipMark } from './list-names.ts'
import { openZip } from './zip.ts'

/** A file of an archive. */
export interface ArchivedFile {
  /** Where it is in the archive, always below it: `folder/file.pdf`. */
  path: string
  /** Unpacked as they are read. Raises `broken_file`, `encrypted_file`, `unpacks_too_large`. */
  bytes: AsyncIterable<Uint8Array>
}

/** Files that programs add to archives on their own. */
const unasked = /^(?:__MACOSX|Thumbs\.db|desktop\.ini|\..*)$/i

/**
 * The files of a zip, in its order, without those that are hidden. An office file is a document, not an archive.
 * Raises `not_an_archive`, `broken_file`, `encrypted_file`, `too_many_entries`.
 *
 * @param path of the zip; its file is open until the last of its files was asked for, or the loop is left
 */
export async function* readArchive(path: string): AsyncGenerator<ArchivedFile, void, undefined> {
  if (!(await isZip(path))) throw new Problem('not_an_archive', { field: 'file' })
  const zip = await openZip(path, { entries: limits.entries, unpackedBytes: limits.unpackedBytes })
  try {
    if (zip.names.includes('[Content_Types].xml')) throw new Problem('not_an_archive', { field: 'file' })
    for (const name of zip.names) {
      const parts = partsOf(name)
      const bytes = zip.read(name)
      if (bytes && parts.length > 0 && !parts.some((part) => unasked.test(part))) yield { path: parts.join('/'), bytes }
    }
  } finally {
    zip.close()
  }
}

/** Nothing leads up or to another place: not `..`, not `/etc`, not `C:`. */
function partsOf(name: string): string[] {
  return name
    .replaceAll('\\', '/')
    .replace(/^[a-z]:/i, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return isZipMark(buffer.toString('latin1'))
  } finally {
    await file.close()
  }
}
