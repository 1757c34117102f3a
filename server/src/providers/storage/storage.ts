import type { SupabaseClient } from '@supabase/supabase-js'
import { Problem } from '../../problems.ts'
import { createBucketLimit, isOverLimit } from './bucket-limit.ts'
import { listFiles, type StoredFile } from './list-files.ts'
import { createUploadTurns } from './upload-limits.ts'

export type { StoredFile } from './list-files.ts'

/** Original files. Paths begin with the client's id; the caller has asked the database first. */
export interface FileStorage {
  /**
   * Stores a file under a path of its own. A stream is read as fast as Storage takes it, and never kept; when it
   * fails, so does this, and a part may be left. So many streams go at once, of each client a few; the others wait.
   * Raises `storage_unavailable`, `file_refused`, `rate_limited`.
   *
   * @param coming of a stream that is still being sent: ends its wait
   */
  upload(
    path: string,
    body: Uint8Array | ReadableStream<Uint8Array>,
    contentType: string,
    coming?: AbortSignal,
  ): Promise<void>
  /**
   * Runs `work` in one of the client's places for streams: for what takes long before and between its uploads. Those go
   * through the storage that it is handed, and take no other place, for which all that hold one might wait.
   * Raises `rate_limited`, and what `work` raises.
   *
   * @param coming ends the wait for the place, with its reason
   */
  hold<T>(client_id: string, work: (storage: FileStorage) => Promise<T>, coming: AbortSignal): Promise<T>
  /** The bytes, or null where there is no such file. */
  download(path: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** The bytes as they come, or null where there is no such file. */
  open(path: string): Promise<ReadableStream<Uint8Array> | null>
  /**
   * A URL that gives this one file, under its name, to every bearer of the URL, for so many seconds. Null where there is no such
   * file, and where Storage is reached over the loopback interface: such a URL leads nowhere from anywhere else.
   */
  sign(path: string, name: string, seconds: number): Promise<string | null>
  remove(paths: readonly string[]): Promise<void>
  /** All files there are, page by page, in no order that could be relied upon. */
  list(signal?: AbortSignal): AsyncIterable<StoredFile[]>
  /** Raises `storage_unavailable` where the bucket cannot be reached. */
  ping(): Promise<void>
}

const bucket = 'documents'

/** Storage takes so many paths at once. */
const removedAtOnce = 1_000

/**
 * Supabase Storage, through supabase-js. Its failures are `storage_unavailable`.
 *
 * @param url as this process reaches it
 * @param publicUrl as browsers reach it: signed URLs begin with it
 */
export function createFileStorage(supabase: SupabaseClient, url: string, publicUrl = url): FileStorage {
  const files = supabase.storage.from(bucket)
  const turn = createUploadTurns()
  const limited = createBucketLimit(supabase, bucket)
  const send: FileStorage['upload'] = async (path, body, contentType) => {
    const sent = body instanceof ReadableStream ? await limited(body) : body
    const { error } = await files.upload(path, sent, { contentType, upsert: false })
    if (!error) return
    if (!isOverLimit(error)) throw refusal(error)
    // Storage may have kept the part that came.
    await files.remove([path])
    throw new Problem('file_refused', { field: 'file', cause: error })
  }
  const storage: FileStorage = {
    async upload(path, body, contentType, coming) {
      const [client_id = ''] = path.split('/')
      const sent = () => send(path, body, contentType)
      await (body instanceof ReadableStream ? turn(client_id, sent, coming) : sent())
    },
    hold: (client_id, work, coming) => turn(client_id, () => work(held), coming),
    async download(path) {
      const { data, error } = await files.download(path)
      if (!error) return new Uint8Array(await data.arrayBuffer())
      if (isMissing(error)) return null
      throw unavailable(error)
    },
    async open(path) {
      const { data, error } = await files.download(path).asStream()
      if (!error) return data
      if (isMissing(error)) return null
      throw unavailable(error)
    },
    async sign(path, name, seconds) {
      if (isLoopback(publicUrl)) return null
      // supabase-js encodes the name twice, and Storage offers what it was given once decoded: the name is added here.
      const { data, error } = await files.createSignedUrl(path, seconds)
      if (!error) return downloadUrl(data.signedUrl.replace(url, publicUrl), name)
      if (isMissing(error)) return null
      throw unavailable(error)
    },
    async remove(paths) {
      for (let from = 0; from < paths.length; from += removedAtOnce) {
        const { error } = await files.remove(paths.slice(from, from + removedAtOnce))
        if (error) throw unavailable(error)
      }
    },
    list: (signal) => listFiles(files, unavailable, signal),
    async ping() {
      const { error } = await supabase.storage.getBucket(bucket)
      if (error) throw unavailable(error)
    },
  }
  const held: FileStorage = { ...storage, upload: send, hold: (_, work) => work(held) }
  return storage
}

function downloadUrl(signedUrl: string, name: string): string {
  return `${signedUrl}${signedUrl.includes('?') ? '&' : '?'}download=${encodeURIComponent(name)}`
}

function unavailable(cause: unknown): Problem {
  return new Problem('storage_unavailable', { cause })
}

/** What another try would not change, of an upload: the bucket, or the project, takes no such file. */
function refusal(error: object): Problem {
  const status = statusOf(error)
  return status === 413 || status === 415
    ? new Problem('file_refused', { field: 'file', cause: error })
    : unavailable(error)
}

function isMissing(error: object): boolean {
  return statusOf(error) === 404
}

/** Storage answers 400 with the real status as `statusCode` in its body on some versions, and as it is on others. */
function statusOf(error: object): number | undefined {
  const { status, statusCode } = error as { status?: number; statusCode?: string }
  const inBody = Number(statusCode)
  return Number.isInteger(inBody) && inBody > 0 ? inBody : status
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname)
}
