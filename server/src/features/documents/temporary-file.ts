import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Problem } from '../../problems.ts'
import type { IncomingFile } from './store-upload.ts'

/** A file that came in, on this machine's disk. */
export interface SpooledFile {
  path: string
  /** SHA-256, lower-case hex. */
  content_hash: string
}

/** Of this machine: containers may share a folder, and know nothing of each other's processes. */
const prefix = `renum-import-${hostname()}-`

/**
 * Lets `take` write a file that is coming in to this machine's disk, for what has to be read from its end, and removes
 * it when `take` is done. Raises `file_too_large`, and what `take` raises.
 */
export async function withSpooled<T>(
  take: (spool: (file: IncomingFile, maxBytes: number) => Promise<SpooledFile>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  try {
    return await take(async ({ bytes }, maxBytes) => {
      const path = join(folder, 'file')
      const hash = createHash('sha256')
      let size = 0
      await pipeline(
        bytes,
        async function* (chunks: AsyncIterable<Uint8Array>) {
          for await (const chunk of chunks) {
            size += chunk.length
            if (size > maxBytes) {
              const limit_mb = Math.floor(maxBytes / 1024 / 1024)
              throw new Problem('file_too_large', { field: 'file', params: { limit_mb } })
            }
            hash.update(chunk)
            yield chunk
          }
        },
        createWriteStream(path, { mode: 0o600 }),
      )
      return { path, content_hash: hash.digest('hex') }
    })
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
