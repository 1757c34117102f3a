import type { SupabaseClient } from '@supabase/supabase-js'

type Files = ReturnType<SupabaseClient['storage']['from']>

/** A file of the bucket. */
export interface StoredFile {
  path: string
  /** RFC 3339. */
  created_at: string
}

const pageSize = 1_000

/**
 * Walks through the bucket. Supabase lists one folder: its files, and the folders in it as entries without an id; the
 * embedded Storage lists all files below a prefix at once, each with its whole path.
 *
 * @param failure what is raised of Storage's errors
 */
export async function* listFiles(
  files: Files,
  failure: (error: object) => Error,
  signal?: AbortSignal,
): AsyncGenerator<StoredFile[]> {
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (let offset = 0; ; offset += pageSize) {
      signal?.throwIfAborted()
      const sorted = { column: 'name', order: 'asc' }
      const { data, error } = await files.list(folder, { limit: pageSize, offset, sortBy: sorted })
      if (error) throw failure(error)
      const found: StoredFile[] = []
      for (const { id, name, created_at } of data) {
        const path = folder === '' || name.startsWith(`${folder}/`) ? name : `${folder}/${name}`
        if (id === null) folders.push(path)
        else if (created_at !== null) found.push({ path, created_at })
      }
      if (found.length > 0) yield found
      if (data.length < pageSize) break
    }
  }
}
