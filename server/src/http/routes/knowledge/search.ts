import { createRoute } from '@hono/zod-openapi'
import { lastClaims } from '../../../db/tenant.ts'
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

export function searchRoutes(services: Pick<ApiServices, 'database' | 'embedders' | 'documentUsage'>) {
  return createRouter().openapi(route, async (c) => {
    const { principal } = c.var
    const answer = await search(services, principal, c.req.valid('json'))
    const client = lastClaims(services.database, principal)?.client_id
    if (client !== undefined) services.documentUsage.note(client, null, answer.results)
    return c.json(searchResponse.parse(answer), 200)
  })
}
