import { createRoute } from '@hono/zod-openapi'
import { withTenant } from '../../db/tenant.ts'
import { collections } from '../../features/collections/collections.repository.ts'
import { collection, newCollection } from '../../features/collections/collections.schema.ts'
import { requireKnowledgeBase } from '../../features/knowledge-bases/knowledge-bases.ts'
import { idParam, page, pageQuery } from '../../features/schema.ts'
import type { Services } from '../context.ts'
import { body, createRouter, json, problemResponses } from '../router.ts'

const path = '/v1/knowledge-bases/{id}/collections'

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listCollections',
  summary: 'The collections of a knowledge base, newest first',
  request: { params: idParam, query: pageQuery },
  responses: { 200: json(page(collection), 'A page'), ...problemResponses(400, 401, 403, 404) },
})

const create = createRoute({
  method: 'post',
  path,
  operationId: 'createCollection',
  summary: 'Create a collection in a knowledge base',
  request: { params: idParam, body: body(newCollection) },
  responses: { 201: json(collection, 'The new collection'), ...problemResponses(400, 401, 403, 404) },
})

export function collectionRoutes({ database, embedder }: Pick<Services, 'database' | 'embedder'>) {
  return createRouter()
    .openapi(list, async (c) => {
      const knowledge_base_id = c.req.valid('param').id
      const rows = await withTenant(database, c.var.principal, async (tx) => {
        await requireKnowledgeBase(tx, knowledge_base_id)
        return collections.list(tx, { filters: { knowledge_base_id }, ...c.req.valid('query') })
      })
      return c.json(page(collection).parse(rows), 200)
    })
    .openapi(create, async (c) => {
      const values = {
        ...c.req.valid('json'),
        knowledge_base_id: c.req.valid('param').id,
        embedding_model: embedder.model,
        embedding_dimensions: embedder.dimensions,
      }
      const row = await withTenant(database, c.var.principal, (tx) => collections.create(tx, values))
      return c.json(collection.parse(row), 201)
    })
}
