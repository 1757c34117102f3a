import type { SupabaseClient } from '@supabase/supabase-js'
import { Problem } from '../../problems.ts'

/** Original files. Paths begin with the client's id; whoever calls has asked the database first. */
export interface FileStorage {
  upload(path: string, body: Uint8Array, contentType: string): Promise<void>
  /** The bytes, or null where there is no such file. */
  download(path: string): Promise<Uint8Array<ArrayBuffer> | null>
  remove(paths: string[]): Promise<void>
  /** Raises `storage_unavailable` where the bucket cannot be reached. */
  ping(): Promise<void>
}

const bucket = 'documents'

/** Supabase Storage, through supabase-js. Its failures are `storage_unavailable`. */
export function createFileStorage(supabase: SupabaseClient): FileStorage {
  const files = supabase.storage.from(bucket)
  const unavailable = (cause: unknown) => new Problem('storage_unavailable', { cause })
  return {
    async upload(path, body, contentType) {
      const { error } = await files.upload(path, body, { contentType, upsert: false })
      if (error) throw unavailable(error)
    },
    async download(path) {
      const { data, error } = await files.download(path)
      if (!error) return new Uint8Array(await data.arrayBuffer())
      if (isMissing(error)) return null
      throw unavailable(error)
    },
    async remove(paths) {
      const { error } = await files.remove(paths)
      if (error) throw unavailable(error)
    },
    async ping() {
      const { error } = await supabase.storage.getBucket(bucket)
      if (error) throw unavailable(error)
    },
  }
}

/** Storage answers 400 with `statusCode: "404"` in its body on some versions, and 404 on others. */
function isMissing(error: object): boolean {
  const { status, statusCode } = error as { status?: number; statusCode?: string }
  return status === 404 || statusCode === '404'
}
