import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Problem } from '../../problems.ts'

export interface Written {
  /** Within the folder. */
  file: string
  bytes: number
  /** Lower-case hex. */
  sha256: string
}

export interface ExportFolder {
  /** A JSON array, one row a line, page by page: never whole in memory. */
  rows(name: string, pages: AsyncIterable<readonly object[]>): Promise<Written & { rows: number }>
  file(path: string, bytes: AsyncIterable<Uint8Array>): Promise<Written>
}

/**
 * Fills a folder that appears when it is complete: until then it has another name beside it, and what failed leaves
 * nothing. Only the operating system's user who runs this may read it. `manifest.json` is what `fill` gives. Raises `folder_taken`, and what
 * `fill` and the file system raise.
 */
export async function writeFolder<Manifest extends object>(
  to: string,
  fill: (folder: ExportFolder) => Promise<Manifest>,
): Promise<Manifest> {
  const folder = resolve(to)
  if (await isThere(folder)) throw new Problem('folder_taken', { params: { folder } })
  const partial = `${folder}.partial-${randomUUID().slice(0, 8)}`
  await mkdir(partial, { recursive: true, mode: 0o700 })
  try {
    const manifest = await fill({
      async rows(name, pages) {
        let rows = 0
        async function* lines() {
          yield '['
          for await (const page of pages) {
            for (const row of page) yield `${rows++ === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`
          }
          yield '\n]\n'
        }
        return { ...(await write(partial, `${name}.json`, lines())), rows }
      },
      file: (path, bytes) => write(partial, path, bytes),
    })
    await writeFile(join(partial, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    await rename(partial, folder)
    return manifest
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error
  }
}

async function write(folder: string, file: string, parts: AsyncIterable<string | Uint8Array>): Promise<Written> {
  const path = join(folder, file)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  let bytes = 0
  async function* measured() {
    for await (const part of parts) {
      hash.update(part)
      bytes += Buffer.byteLength(part)
      yield part
    }
  }
  await pipeline(measured, createWriteStream(path, { mode: 0o600, flags: 'wx' }))
  return { file, bytes, sha256: hash.digest('hex') }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}
