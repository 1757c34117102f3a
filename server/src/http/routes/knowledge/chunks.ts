import { createRoute } from '@hono/zod-openapi'
import { readAsTenant } from '../../../db/tenant.ts'
import { listChunks } from '../../../features/chunks/chunks.repository.ts'
import { chunk, chunkChanges } from '../../../features/chunks/chunks.schema.ts'
import { editChunk } from '../../../features/chunks/chunks.ts'
import { documents } from '../../../features/documents/documents.repository.ts'
import { rectanglesQuery, textRectangles } from '../../../features/page-layouts/page-layouts.schema.ts'
import { rectanglesOf } from '../../../features/page-layouts/page-layouts.ts'
import { idParam, page, pageQuery } from '../../../features/schema.ts'
import { found } from '../../../problems.ts'
import type { ApiServices } from '../../../services.ts'
import { body, createRouter, json, problemResponses } from '../../router.ts'

const list = createRoute({
  method: 'get',
  path: '/v1/documents/{id}/chunks',
  operationId: 'listChunks',
  summary: 'The chunks that searches find of a document, in its order',
  tags: ['documents'],
  request: { params: idParam, query: pageQuery },
  responses: { 200: json(page(chunk), 'A page'), ...problemResponses(400, 401, 403, 404) },
})

const rectangles = createRoute({
  method: 'get',
  path: '/v1/documents/{id}/rectangles',
  operationId: 'getTextRectangles',
  summary: 'Where a part of a document’s text stands on its pages, to be shown on the original: of PDFs and images',
  tags: ['documents'],
  request: { params: idParam, query: rectanglesQuery },
  responses: { 200: json(textRectangles, 'By page'), ...problemResponses(400, 401, 403, 404) },
})

const patch = createRoute({
  method: 'patch',
  path: '/v1/chunks/{id}',
  operationId: 'updateChunk',
  summary:
    'Put other words in a chunk’s place, by which it is found at once; the document’s next version replaces them',
  tags: ['documents'],
  request: { params: idParam, body: body(chunkChanges) },
  responses: { 200: json(chunk, 'As it is now'), ...problemResponses(400, 401, 403, 404) },
})

export function chunkRoutes(services: Pick<ApiServices, 'database' | 'embedders' | 'queue'>) {
  return createRouter()
    .openapi(list, async (c) => {
      const { id } = c.req.valid('param')
      const rows = await readAsTenant(services.database, c.var.principal, async (tx) => {
        found(await documents.get(tx, id))
        return listChunks(tx, id, c.req.valid('query'))
      })
      return c.json(page(chunk).parse(rows), 200)
    })
    .openapi(rectangles, async (c) => {
      const { id } = c.req.valid('param')
      const found = await rectanglesOf(services.database, c.var.principal, id, c.req.valid('query'))
      return c.json(textRectangles.parse(found), 200)
    })
    .openapi(patch, async (c) => {
      const row = await editChunk(services, c.var.principal, c.req.valid('param').id, c.req.valid('json'))
      return c.json(chunk.parse(row), 200)
    })
}
