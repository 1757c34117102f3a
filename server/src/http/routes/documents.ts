import { createRoute } from '@hono/zod-openapi'
import { withTenant } from '../../db/tenant.ts'
import { requireCollection } from '../../features/collections/collections.ts'
import { documents } from '../../features/documents/documents.repository.ts'
import { document, upload } from '../../features/documents/documents.schema.ts'
import { describeDocument, uploadDocument } from '../../features/documents/documents.ts'
import { idParam, page, pageQuery } from '../../features/schema.ts'
import { Problem } from '../../problems.ts'
import type { Services } from '../context.ts'
import { createRouter, json, problemResponses } from '../router.ts'

const path = '/v1/collections/{id}/documents'

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listDocuments',
  summary: 'The documents of a collection, newest first',
  request: { params: idParam, query: pageQuery },
  responses: { 200: json(page(document), 'A page'), ...problemResponses(400, 401, 403, 404) },
})

const create = createRoute({
  method: 'post',
  path,
  operationId: 'createDocument',
  summary: 'Upload a document; it is searchable once its status is `ready`',
  request: {
    params: idParam,
    body: { required: true, content: { 'multipart/form-data': { schema: upload } } },
  },
  responses: {
    202: json(document, 'Stored, and waiting to be processed'),
    ...problemResponses(400, 401, 403, 404, 413, 415, 422, 503),
  },
})

const get = createRoute({
  method: 'get',
  path: '/v1/documents/{id}',
  operationId: 'getDocument',
  summary: 'A document and its state',
  request: { params: idParam },
  responses: { 200: json(document, 'The document'), ...problemResponses(400, 401, 403, 404) },
})

export function documentRoutes(services: Pick<Services, 'database' | 'queue' | 'storage' | 'logger' | 'config'>) {
  const { database, config } = services
  const limit_mb = Math.floor(config.maxFileBytes / 1024 / 1024)
  return createRouter()
    .openapi(list, async (c) => {
      const collection_id = c.req.valid('param').id
      const rows = await withTenant(database, c.var.principal, async (tx) => {
        await requireCollection(tx, collection_id)
        return documents.list(tx, { filters: { collection_id }, ...c.req.valid('query') })
      })
      const data = rows.data.map((row) => describeDocument(row, c.var.language))
      return c.json(page(document).parse({ ...rows, data }), 200)
    })
    .openapi(create, async (c) => {
      const { file } = c.req.valid('form')
      if (file.size > config.maxFileBytes) throw new Problem('file_too_large', { field: 'file', params: { limit_mb } })
      const row = await uploadDocument(services, c.var.principal, { collection_id: c.req.valid('param').id, file })
      return c.json(document.parse(describeDocument(row, c.var.language)), 202)
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid('param')
      const row = await withTenant(database, c.var.principal, (tx) => documents.get(tx, id))
      if (!row) throw new Problem('not_found')
      return c.json(document.parse(describeDocument(row, c.var.language)), 200)
    })
}
