import type { Context } from 'hono'
import { type Original, originalOfFile, originalOfText } from '../features/documents/original.ts'
import { Problem } from '../problems.ts'

type GivenText = { name?: string; text: string; file_type: 'text/plain' | 'text/markdown' }

/** Whether a request that may be a form or JSON is JSON. Raises `invalid_input` where it is neither, for want of a body. */
export function isJson(c: Context): boolean {
  const type = c.req.header('Content-Type')
  if (type === undefined) {
    const reason = { pt: 'file: envie um arquivo, ou um texto em JSON', en: 'file: send a file, or a text as JSON' }
    throw new Problem('invalid_input', { field: 'file', params: { reason } })
  }
  // As zod-openapi tells which of a route's bodies is meant.
  return /^application\/([a-z.-]+\+)?json/i.test(type)
}

/** What a request handed in: a file of a form, or a text of a JSON body. Raises `file_too_large`, and the file's faults. */
export async function readOriginal(given: { file: File } | GivenText, maxFileBytes: number): Promise<Original> {
  if ('text' in given) return originalOfText(given.name ?? '', given.text, given.file_type)
  if (given.file.size > maxFileBytes) {
    throw new Problem('file_too_large', { field: 'file', params: { limit_mb: Math.floor(maxFileBytes / 1024 / 1024) } })
  }
  return originalOfFile(given.file)
}
