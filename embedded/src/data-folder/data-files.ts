import { randomUUID } from 'node:crypto'
import { constants, existsSync } from 'node:fs'
import { cp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createPrivateFolder } from './socket-folder.ts'

/** Lies in the folder of PGlite's files once they are complete; nothing is ever written before it is there. */
const marker = 'renum-complete'

/** Beside the packages, so that it goes with them: `npm ci` begins anew. */
const cache = fileURLToPath(new URL('../../../node_modules/.cache/renum', import.meta.url))

/** Makes the files of an empty database in a folder, and closes it. */
export type MakeDatabase = (path: string) => Promise<void>

/**
 * Prepares the folder for PGlite's files. A first start that was interrupted leaves half a database behind, which
 * would be taken for a whole one: it is put aside.
 */
export async function prepareDataFiles(dataDir: string, make: MakeDatabase): Promise<string> {
  const path = join(dataDir, 'db')
  await createPrivateFolder(path)
  if (existsSync(join(path, marker))) return path
  if ((await readdir(path)).length > 0) {
    await rename(path, `${path}.incomplete-${Date.now()}`)
    await createPrivateFolder(path)
  }
  await copyEmptyDatabase(path, make)
  return path
}

/** Whether a stack has been started on this folder before. */
export function holdsDatabase(dataDir: string): boolean {
  return existsSync(join(dataDir, 'db', marker))
}

export async function markComplete(path: string): Promise<void> {
  if (!existsSync(join(path, marker))) await writeFile(join(path, marker), '', { mode: 0o600, flush: true })
}

/**
 * Fills the folder with a copy of an empty database, which is made once for an installed PGlite: initdb takes seconds,
 * a copy a fraction of one. Where nothing can be kept, the folder stays empty, and PGlite does it itself.
 */
async function copyEmptyDatabase(path: string, make: MakeDatabase): Promise<void> {
  try {
    const copied = await emptyDatabase(make)
    await cp(copied, path, { recursive: true, mode: constants.COPYFILE_FICLONE })
  } catch {
    await rm(path, { recursive: true, force: true })
    await createPrivateFolder(path)
  }
}

async function emptyDatabase(make: MakeDatabase): Promise<string> {
  const { size, mtimeMs } = await stat(fileURLToPath(import.meta.resolve('@electric-sql/pglite')))
  const kept = join(cache, `empty-database-${size}-${Math.round(mtimeMs)}`)
  if (existsSync(kept)) return kept
  const made = join(cache, randomUUID())
  await createPrivateFolder(dirname(made))
  try {
    await make(made)
    await rename(made, kept)
  } catch (error) {
    await rm(made, { recursive: true, force: true })
    // Another process was faster.
    if (!existsSync(kept)) throw error
  }
  return kept
}
