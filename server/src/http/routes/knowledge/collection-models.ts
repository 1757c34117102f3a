import { createRoute } from '@hono/zod-openapi'
import { cancelModelChange, changeModel, restoreModel } from '../../../features/collection-models/collection-models.ts'
import { collection } from '../../../features/collections/collections.schema.ts'
import { idParam } from '../../../features/schema.ts'
import type { ApiServices } from '../../../services.ts'
import { createRouter, json, problemResponses } from '../../router.ts'

const change = createRoute({
  method: 'post',
  path: '/v1/collections/{id}/change-model',
  operationId: 'changeCollectionModel',
  summary: 'Go over to the embedding model of this install; searches go by the old one until all vectors are there',
  tags: ['collections'],
  request: { params: idParam },
  responses: { 202: json(collection, 'As it is now'), ...problemResponses(400, 401, 403, 404) },
})

const cancel = createRoute({
  method: 'post',
  path: '/v1/collections/{id}/cancel-model-change',
  operationId: 'cancelCollectionModelChange',
  summary: 'Call a change of the embedding model off; what searches go by stays',
  tags: ['collections'],
  request: { params: idParam },
  responses: { 200: json(collection, 'As it is now'), ...problemResponses(400, 401, 403, 404, 409) },
})

const restore = createRoute({
  method: 'post',
  path: '/v1/collections/{id}/restore-model',
  operationId: 'restoreCollectionModel',
  summary: 'Go back to the embedding model before, at once; its vectors are kept for a week',
  tags: ['collections'],
  request: { params: idParam },
  responses: { 200: json(collection, 'As it is now'), ...problemResponses(400, 401, 403, 404, 409) },
})

export function collectionModelRoutes(services: Pick<ApiServices, 'database' | 'embedders' | 'queue'>) {
  return createRouter()
    .openapi(change, async (c) => {
      const row = await changeModel(services, c.var.principal, c.req.valid('param').id)
      return c.json(collection.parse(row), 202)
    })
    .openapi(cancel, async (c) => {
      const row = await cancelModelChange(services, c.var.principal, c.req.valid('param').id)
      return c.json(collection.parse(row), 200)
    })
    .openapi(restore, async (c) => {
      const row = await restoreModel(services, c.var.principal, c.req.valid('param').id)
      return c.json(collection.parse(row), 200)
    })
}
