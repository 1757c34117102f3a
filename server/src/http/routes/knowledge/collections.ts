import { createRoute } from '@hono/zod-openapi'
import { readAsTenant, withTenant } from '../../../db/tenant.ts'
import { describeVectors } from '../../../features/collection-models/collection-models.ts'
import { collections } from '../../../features/collections/collections.repository.ts'
import {
  collection,
  collectionChanges,
  collectionWithVectors,
  newCollection,
} from '../../../features/collections/collections.schema.ts'
import { removeWithFiles } from '../../../features/documents/delete-documents.ts'
import { createOnce } from '../../../features/idempotency/idempotency.ts'
import { requireKnowledgeBase } from '../../../features/knowledge-bases/knowledge-bases.ts'
import { idParam, name, page, pageQuery } from '../../../features/schema.ts'
import { found } from '../../../problems.ts'
import type { ApiServices } from '../../../services.ts'
import {
  body,
  createdRow,
  createRouter,
  creationHeaders,
  json,
  keyOf,
  noContent,
  problemResponses,
} from '../../router.ts'

const path = '/v1/knowledge-bases/{id}/collections'

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listCollections',
  summary: 'The collections of a knowledge base, newest first',
  tags: ['collections'],
  request: {
    params: idParam,
    query: pageQuery.extend({ name: name.optional().openapi({ description: 'Only of this name.' }) }),
  },
  responses: { 200: json(page(collection), 'A page'), ...problemResponses(400, 401, 403, 404) },
})

const create = createRoute({
  method: 'post',
  path,
  operationId: 'createCollection',
  summary: 'Create a collection in a knowledge base',
  tags: ['collections'],
  request: { params: idParam, headers: creationHeaders, body: body(newCollection) },
  responses: { 201: json(collection, 'The new collection'), ...problemResponses(400, 401, 403, 404, 422) },
})

const one = '/v1/collections/{id}'

const get = createRoute({
  method: 'get',
  path: one,
  operationId: 'getCollection',
  summary: 'A collection, and how far its vectors are',
  tags: ['collections'],
  request: { params: idParam },
  responses: { 200: json(collectionWithVectors, 'The collection'), ...problemResponses(400, 401, 403, 404) },
})

const patch = createRoute({
  method: 'patch',
  path: one,
  operationId: 'updateCollection',
  summary: 'Change the given fields of a collection',
  tags: ['collections'],
  request: { params: idParam, body: body(collectionChanges) },
  responses: { 200: json(collection, 'As it is now'), ...problemResponses(400, 401, 403, 404) },
})

const remove = createRoute({
  method: 'delete',
  path: one,
  operationId: 'deleteCollection',
  summary: 'Delete a collection with its documents and files',
  tags: ['collections'],
  request: { params: idParam },
  responses: { ...noContent, ...problemResponses(400, 401, 403, 404) },
})

export function collectionRoutes(services: Pick<ApiServices, 'database' | 'embedders' | 'queue'>) {
  const { database, embedders } = services
  return createRouter()
    .openapi(list, async (c) => {
      const knowledge_base_id = c.req.valid('param').id
      const { name, ...query } = c.req.valid('query')
      const rows = await readAsTenant(database, c.var.principal, async (tx) => {
        await requireKnowledgeBase(tx, knowledge_base_id)
        return collections.list(tx, { filters: { knowledge_base_id, name }, ...query })
      })
      return c.json(page(collection).parse(rows), 200)
    })
    .openapi(create, async (c) => {
      const asked = c.req.valid('json')
      const { model, dimensions } = embedders.current
      const values = {
        ...asked,
        knowledge_base_id: c.req.valid('param').id,
        embedding_model: model,
        embedding_dimensions: dimensions,
      }
      const created = await withTenant(database, c.var.principal, (tx) =>
        createOnce(tx, keyOf(c, asked), 'knowledge_collections', () => collections.create(tx, values)),
      )
      return c.json(collection.parse(createdRow(c, created)), 201)
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid('param')
      const [row, embedding] = await readAsTenant(database, c.var.principal, (tx) =>
        Promise.all([collections.get(tx, id), describeVectors(tx, id)]),
      )
      return c.json(collectionWithVectors.parse({ ...found(row), embedding: found(embedding) }), 200)
    })
    .openapi(patch, async (c) => {
      const { id } = c.req.valid('param')
      const given = c.req.valid('json')
      const row = await withTenant(database, c.var.principal, (tx) => collections.patch(tx, id, given))
      return c.json(collection.parse(found(row)), 200)
    })
    .openapi(remove, async (c) => {
      await removeWithFiles(services, c.var.principal, collections, 'collection', c.req.valid('param').id)
      return c.body(null, 204)
    })
}
