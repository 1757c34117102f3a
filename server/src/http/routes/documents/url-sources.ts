import { createRoute } from '@hono/zod-openapi'
import { document } from '../../../features/documents/documents.schema.ts'
import { describeDocument } from '../../../features/documents/documents.ts'
import { idParam } from '../../../features/schema.ts'
import { requestRefresh } from '../../../features/url-sources/refresh.ts'
import type { ApiServices } from '../../../services.ts'
import { createRouter, json, problemResponses } from '../../router.ts'

const refresh = createRoute({
  method: 'post',
  path: '/v1/documents/{id}/refresh',
  operationId: 'refreshDocument',
  summary: 'Fetch the page of a document from a URL again; it gets a new version only where the page has changed',
  description:
    'The document answers as before meanwhile. `last_fetched_at`, or `last_fetch_error_code`, says when it was done. While a fetch waits, asking again begins no other.',
  tags: ['documents'],
  request: { params: idParam },
  responses: { 202: json(document, 'Waiting to be fetched'), ...problemResponses(400, 401, 403, 404, 409) },
})

export function urlSourceRoutes(services: Pick<ApiServices, 'database' | 'queue'>) {
  return createRouter().openapi(refresh, async (c) => {
    const row = await requestRefresh(services, c.var.principal, c.req.valid('param').id)
    return c.json(document.parse(describeDocument(row, c.var.language)), 202)
  })
}
