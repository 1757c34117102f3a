import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type IncomingFile, tooLarge } from './incoming-file.ts'

/** Of this machine: containers may share a folder, and know nothing of each other's processes. */
const prefix = `renum-import-${hostname()}-`

/**
 * Writes a file that is coming in to this machine's disk, for what has to be read from its end, and removes it when
 * `work` is done. Raises `file_too_large`, and what `work` raises.
 *
 * @param work gets the path
 */
export async function withTemporaryFile<T>(
  { bytes, maxBytes }: IncomingFile,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  const path = join(folder, 'file')
  try {
    await pipeline(
      Readable.from(bytes instanceof Uint8Array ? [bytes] : bytes),
      async function* (chunks: AsyncIterable<Uint8Array>) {
        let size = 0
        for await (const chunk of chunks) {
          size += chunk.length
          if (size > maxBytes) throw tooLarge(maxBytes)
          yield chunk
        }
      },
      createWriteStream(path, { mode: 0o600 }),
    )
    return await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Removes what processes of this machine that were killed have left; what one that lives is at work on stays. */
export async function removeAbandoned(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => [])
  for (const name of names) {
    const [, pid] = (name.startsWith(prefix) && /^([1-9]\d*)-\w+$/.exec(name.slice(prefix.length))) || []
    if (pid === undefined) continue
    const folder = join(tmpdir(), name)
    // What is another user's, or was removed meanwhile, is not ours to remove.
    if (await isAbandoned(Number(pid), folder).catch(() => false)) {
      await rm(folder, { recursive: true, force: true }).catch(() => {})
    }
  }
}

async function isAbandoned(pid: number, folder: string): Promise<boolean> {
  // In a container each start has the same number.
  if (pid === process.pid) return (await stat(folder)).mtimeMs < Date.now() - process.uptime() * 1000
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
