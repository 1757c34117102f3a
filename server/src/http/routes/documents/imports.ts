import { createRoute } from '@hono/zod-openapi'
import { document, documentUpload, imported } from '../../../features/documents/documents.schema.ts'
import { describeDocument } from '../../../features/documents/documents.ts'
import { importArchive, requireImport } from '../../../features/documents/import-archive.ts'
import { withTemporaryFile } from '../../../features/documents/temporary-file.ts'
import { idParam } from '../../../features/schema.ts'
import type { ApiServices } from '../../../services.ts'
import { createRouter, creationHeaders, json, problemResponses, streamed } from '../../router.ts'
import { abortOnDisconnect, uploadedForm } from '../../upload-form.ts'

const create = createRoute({
  method: 'post',
  path: '/v1/collections/{id}/documents/import',
  operationId: 'importDocuments',
  summary: 'Upload a zip: each of its files becomes a document, named by its path in it',
  tags: ['documents'],
  request: {
    params: idParam,
    headers: creationHeaders,
    body: { content: { 'multipart/form-data': { schema: streamed('DocumentUpload') } } },
  },
  responses: {
    202: json(imported, 'What became a document, and what did not and why'),
    ...problemResponses(400, 401, 403, 404, 409, 413, 415, 422, 503),
  },
})

export function importRoutes(services: Pick<ApiServices, 'database' | 'queue' | 'storage' | 'logger' | 'config'>) {
  const { maxFileBytes } = services.config
  return createRouter().openapi(create, async (c) => {
    const asked = { collection_id: c.req.valid('param').id, idempotency_key: c.req.valid('header')['idempotency-key'] }
    const { client_id } = await requireImport(services, c.var.principal, asked)
    const take = async (storage: ApiServices['storage']) => {
      const form = uploadedForm(c, documentUpload, maxFileBytes)
      try {
        return await withTemporaryFile(await form.file(), async (path) => {
          const { language, allow_duplicate } = await form.fields()
          const given = { ...asked, path, maxFileBytes, language, allow_duplicate }
          return importArchive({ ...services, storage }, c.var.principal, given)
        })
      } finally {
        form.close()
      }
    }
    // In one place from its first byte to its last document: so many zips at most are on the disk at once.
    const { created, skipped } = await services.storage.hold(client_id, take, abortOnDisconnect(c))
    const body = {
      data: created.map((row) => document.parse(describeDocument(row, c.var.language))),
      skipped: skipped.map(({ path, problem }) => ({
        path,
        error_code: problem.code,
        error_message: problem.text(c.var.language),
      })),
    }
    return c.json(imported.parse(body), 202)
  })
}
