import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { writePrivateFile } from '../data-folder/socket-folder.ts'
import { hasCode } from '../errors.ts'
import type { ObjectMetadata, ObjectResponse, StorageAdapter, StoredCopy, UploadBody } from './adapter.ts'

/** What is kept beside an object's bytes. */
interface Entry {
  bucket: string
  key: string
  /** Name of the file with the bytes; a new one for each version. */
  file: string
  mimetype: string
  cache_control: string
  size: number
  etag: string
  last_modified: string
}

/**
 * Keeps the objects of Storage as files below one folder.
 *
 * File names are digests of bucket and key: no key can leave the folder, be too long for the file system, or be file
 * and folder at once. The bytes of each version have a name of their own, and the entry that points to them is
 * replaced in one step: a reader, and a crash, sees the old object or the new one.
 */
export class FileStorage implements StorageAdapter {
  readonly driver = null
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async getObject(bucket: string, key: string): Promise<ObjectResponse> {
    const entry = await this.#readEntry(bucket, key)
    if (!entry) return { metadata: describe(missing), httpStatusCode: 404 }
    const stream = createReadStream(this.#dataPath(entry))
    return { metadata: describe(entry), httpStatusCode: 200, body: Readable.toWeb(stream) as NodeReadableStream }
  }

  async uploadObject(
    bucket: string,
    key: string,
    _version: string | undefined,
    body: UploadBody,
    mimetype: string,
    cacheControl: string,
  ): Promise<ObjectMetadata> {
    const entry = { ...newEntry(bucket, key), mimetype, cache_control: cacheControl }
    const digest = createHash('md5')
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        digest.update(chunk)
        entry.size += chunk.length
        done(null, chunk)
      },
    })
    await this.#writeData(entry, (path) =>
      pipeline(toReadable(body), measure, createWriteStream(path, { mode: 0o600, flush: true })),
    )
    entry.etag = `"${digest.digest('hex')}"`
    await this.#publish(entry)
    return describe(entry)
  }

  async copyObject(
    sourceBucket: string,
    sourceKey: string,
    _version: string | undefined,
    bucket: string,
    key: string,
  ): Promise<StoredCopy> {
    const source = await this.#readEntry(sourceBucket, sourceKey)
    if (!source) throw new Error(`no file for the object ${sourceBucket}/${sourceKey}`)
    const entry: Entry = { ...source, ...newEntry(bucket, key), size: source.size, etag: source.etag }
    await this.#writeData(entry, (path) => copyFile(this.#dataPath(source), path))
    await this.#publish({ ...entry, mimetype: source.mimetype, cache_control: source.cache_control })
    return { httpStatusCode: 200, eTag: entry.etag, lastModified: new Date(entry.last_modified) }
  }

  async headObject(bucket: string, key: string): Promise<ObjectMetadata> {
    const entry = await this.#readEntry(bucket, key)
    if (!entry) throw new Error(`no file for the object ${bucket}/${key}`)
    return describe(entry)
  }

  async deleteObject(bucket: string, key: string): Promise<void> {
    const entry = await this.#readEntry(bucket, key)
    if (!entry) return
    await rm(this.#entryPath(bucket, key), { force: true })
    await rm(this.#dataPath(entry), { force: true })
  }

  async deleteObjects(bucket: string, keys: string[]): Promise<void> {
    for (const key of keys) await this.deleteObject(bucket, key)
  }

  /** Asked for only to transform images by a URL, which this storage does not do. */
  async privateAssetUrl(): Promise<string> {
    throw new Error('files have no URL of their own')
  }

  async #writeData(entry: Entry, write: (path: string) => Promise<void>): Promise<void> {
    const path = this.#dataPath(entry)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    try {
      await write(path)
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
  }

  async #publish(entry: Entry): Promise<void> {
    const previous = await this.#readEntry(entry.bucket, entry.key)
    await writePrivateFile(this.#entryPath(entry.bucket, entry.key), JSON.stringify(entry))
    if (previous) await rm(this.#dataPath(previous), { force: true })
  }

  async #readEntry(bucket: string, key: string): Promise<Entry | null> {
    try {
      return JSON.parse(await readFile(this.#entryPath(bucket, key), 'utf8'))
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return null
      throw error
    }
  }

  #entryPath(bucket: string, key: string): string {
    const name = createHash('sha256').update(`${bucket}\0${key}`).digest('hex')
    return join(this.#folder, name.slice(0, 2), `${name}.json`)
  }

  #dataPath(entry: Entry): string {
    return join(dirname(this.#entryPath(entry.bucket, entry.key)), entry.file)
  }
}

const missing: Entry = newEntry('', '')

function newEntry(bucket: string, key: string): Entry {
  return {
    bucket,
    key,
    file: randomUUID(),
    mimetype: 'application/octet-stream',
    cache_control: 'no-cache',
    size: 0,
    etag: '',
    last_modified: new Date().toISOString(),
  }
}

function describe(entry: Entry): ObjectMetadata {
  return {
    cacheControl: entry.cache_control,
    contentLength: entry.size,
    size: entry.size,
    mimetype: entry.mimetype,
    lastModified: new Date(entry.last_modified),
    eTag: entry.etag,
    httpStatusCode: 200,
  }
}

function toReadable(body: UploadBody): Readable {
  if (body instanceof Uint8Array) return Readable.from([body])
  return Readable.fromWeb(body as NodeReadableStream)
}
