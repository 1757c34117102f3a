import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Problem } from '../../problems.ts'
import type { IncomingFile } from './receive.ts'

/** A file that came in, on this machine's disk. */
export interface SpooledFile {
  path: string
  /** SHA-256, lower-case hex. */
  content_hash: string
}

/**
 * Lets `take` write a file that is coming in to this machine's disk, for what has to be read from its end, and removes
 * it when `take` is done. Raises `file_too_large`, and what `take` raises.
 */
export async function withSpooled<T>(
  take: (spool: (file: IncomingFile, maxBytes: number) => Promise<SpooledFile>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'renum-import-'))
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
