import { existsSync } from 'node:fs'
import { readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPrivateFolder } from './folder.ts'

/** Lies in the folder of PGlite's files once they are complete; nothing is ever written before it is there. */
const marker = 'renum-complete'

/**
 * Prepares the folder for PGlite's files. A first start that was interrupted leaves half a database behind, which
 * would be taken for a whole one: it is put aside.
 */
export async function prepareDataFiles(dataDir: string): Promise<string> {
  const path = join(dataDir, 'db')
  await createPrivateFolder(path)
  if (!existsSync(join(path, marker)) && (await readdir(path)).length > 0) {
    await rename(path, `${path}.incomplete-${Date.now()}`)
    await createPrivateFolder(path)
  }
  return path
}

export async function markComplete(path: string): Promise<void> {
  if (!existsSync(join(path, marker))) await writeFile(join(path, marker), '', { mode: 0o600, flush: true })
}
