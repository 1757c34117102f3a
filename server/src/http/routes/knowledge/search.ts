import { createRoute } from '@hono/zod-openapi'
import { searchRequest, searchResponse } from '../../../features/search/search.schema.ts'
import { search } from '../../../features/search/search.ts'
import type { ApiServices } from '../../../services.ts'
import { body, createRouter, json, problemResponses } from '../../router.ts'

const route = createRoute({
  method: 'post',
  path: '/v1/search',
  operationId: 'search',
  summary: 'The passages that answer a query best, with their citations',
  tags: ['search'],
  request: { body: body(searchRequest) },
  responses: { 200: json(searchResponse, 'Best first'), ...problemResponses(400, 401, 403, 404, 409, 503) },
})

export function searchRoutes(services: Pick<ApiServices, 'database' | 'embedders'>) {
  return createRouter().openapi(route, async (c) =>
    c.json(searchResponse.parse(await search(services, c.var.principal, c.req.valid('json'))), 200),
  )
}
