import { createRoute, z } from '@hono/zod-openapi'
import { callerOf, readAsTenant } from '../../../db/tenant.ts'
import { fileUrl } from '../../../features/documents/documents.schema.ts'
import { findFile } from '../../../features/documents/versions.repository.ts'
import { idParam, toPlainName } from '../../../features/schema.ts'
import { found, Problem } from '../../../problems.ts'
import type { ApiServices } from '../../../services.ts'
import { createDownloads } from '../../downloads.ts'
import { createRouter, json, problemResponses } from '../../router.ts'

/** Seconds that a signed URL is valid: a caller whose access is taken away keeps it for no longer. */
const signedFor = 60

const query = z.object({
  version: z.coerce.number().int().min(1).max(2_147_483_647).optional().openapi({
    description: 'Of the version that searches find, where none is named.',
  }),
})

const file = createRoute({
  method: 'get',
  path: '/v1/documents/{id}/file',
  operationId: 'getDocumentFile',
  summary: 'The original file, as it was uploaded',
  tags: ['documents'],
  request: { params: idParam, query },
  responses: {
    200: {
      description: 'The bytes, under the type they were recognised as',
      content: { '*/*': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problemResponses(400, 401, 403, 404, 422, 503),
  },
})

const url = createRoute({
  method: 'get',
  path: '/v1/documents/{id}/file-url',
  operationId: 'getDocumentFileUrl',
  summary: 'A short-lived URL of the original file, for a browser to follow',
  tags: ['documents'],
  request: { params: idParam, query },
  responses: { 200: json(fileUrl, 'The URL'), ...problemResponses(400, 401, 403, 404, 422, 503) },
})

export function fileRoutes({ database, storage }: Pick<ApiServices, 'database' | 'storage'>) {
  const downloads = createDownloads()
  return createRouter()
    .openapi(file, async (c) => {
      const { id } = c.req.valid('param')
      const { version } = c.req.valid('query')
      const row = found(await readAsTenant(database, c.var.principal, (tx) => findFile(tx, id, version)))
      const bytes = await downloads.open(callerOf(c.var.principal), () => storage.open(row.storage_path))
      if (!bytes) throw new Problem('file_missing')
      return c.body(bytes, 200, {
        'Content-Type': row.file_type,
        'Content-Length': String(row.file_size),
        // Never shown as a page of this site, whatever the file is.
        'Content-Disposition': `attachment; filename*=UTF-8''${rfc5987(toPlainName(row.name))}`,
        'X-Content-Type-Options': 'nosniff',
      })
    })
    .openapi(url, async (c) => {
      const { id } = c.req.valid('param')
      const { version } = c.req.valid('query')
      const row = found(await readAsTenant(database, c.var.principal, (tx) => findFile(tx, id, version)))
      const expires_at = new Date(Date.now() + signedFor * 1000).toISOString()
      const signed = await storage.sign(row.storage_path, toPlainName(row.name), signedFor)
      const own = `/v1/documents/${id}/file${version === undefined ? '' : `?version=${version}`}`
      const answer = signed ? { url: signed, signed: true, expires_at } : { url: own, signed: false, expires_at: null }
      return c.json(fileUrl.parse(answer), 200, { 'Cache-Control': 'no-store' })
    })
}

/** RFC 5987's value-chars; encodeURIComponent leaves some that a header may not have. */
function rfc5987(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}
