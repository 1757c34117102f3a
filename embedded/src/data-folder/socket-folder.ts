import { randomUUID } from 'node:crypto'
import { chmod, lstat, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Longest path of a Unix socket: 104 bytes with the closing zero on macOS, 108 on Linux. */
const SOCKET_PATH_LIMIT = 103

/** What an install keeps in its data folder, with what SQLite and an interrupted start leave beside it. */
const installed = /^(owner\.(json|lock)|lock\.sqlite|secrets\.json|db|storage|run)([.-].*)?$|^\.[\da-f-]{36}\.tmp$/

export interface SocketFolder {
  path: string
  remove(): Promise<void>
}

/** Creates a folder that only this user may enter, its parents too. One that is there stays as it is. */
export async function createPrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
}

/**
 * Closes a data folder to other users, whoever made it. One that holds more than an install's files is not the install's
 * alone, and stays open; what of it is ours is closed by itself.
 */
export async function closeDataFolder(path: string): Promise<void> {
  await createPrivateFolder(path)
  const names = await readdir(path)
  const ours = names.filter((name) => installed.test(name))
  for (const name of ours) {
    const entry = join(path, name)
    const found = await lstat(entry)
    if (found.isDirectory()) await chmod(entry, 0o700)
    else if (found.isFile()) await chmod(entry, 0o600)
  }
  if (ours.length === names.length) await chmod(path, 0o700)
}

/** Writes a file that only this user may read; a reader sees the old or the new content, never half of it. */
export async function writePrivateFile(path: string, content: string): Promise<void> {
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`)
  await writeFile(temporary, content, { mode: 0o600, flush: true })
  await rename(temporary, path)
}

/** Finds a place for the Unix socket: inside the data folder, or in a private temporary one if that path is too long. */
export async function placeSocket(dataDir: string): Promise<SocketFolder> {
  const inside = join(dataDir, 'run', 'pg.sock')
  if (Buffer.byteLength(inside) <= SOCKET_PATH_LIMIT) {
    await createPrivateFolder(dirname(inside))
    await chmod(dirname(inside), 0o700)
    await rm(inside, { force: true })
    return { path: inside, remove: () => rm(inside, { force: true }) }
  }
  const folder = await mkdtemp(join(tmpdir(), 'renum-'))
  return { path: join(folder, 'pg.sock'), remove: () => rm(folder, { recursive: true, force: true }) }
}
