import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { CommandError } from '../command-error.ts'
import { say } from '../terminal.ts'

/** A file of the folder that is ingested. */
export interface LocalFile {
  name: string
  /** Its folder below the root, with slashes; empty for the root itself. */
  folder: string
  /** Below the root, for people. */
  path: string
  read(): Promise<{ file: File; content_hash: string }>
}

/** The files below a folder, in their order; hidden ones and links are left alone. Raises CommandError. */
export async function findFiles(root: string): Promise<LocalFile[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') {
        throw new CommandError(say(`A pasta ${root} não existe.`, `The folder ${root} does not exist.`))
      }
      if (error.code === 'ENOTDIR') throw new CommandError(say(`${root} não é uma pasta.`, `${root} is no folder.`))
      throw error
    },
  )
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => ({ name, parentPath, path: relative(root, join(parentPath, name)) }))
    .filter(({ path }) => !path.split(sep).some((part) => part.startsWith('.')))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ name, parentPath, path }) => ({
      name,
      folder: relative(root, parentPath).split(sep).join('/'),
      path,
      async read() {
        const bytes = await readFile(join(parentPath, name))
        return { file: new File([bytes], name), content_hash: createHash('sha256').update(bytes).digest('hex') }
      },
    }))
}
