import { createRoute } from '@hono/zod-openapi'
import { readAsTenant } from '../../../db/tenant.ts'
import { documents } from '../../../features/documents/documents.repository.ts'
import { document, documentFilters } from '../../../features/documents/documents.schema.ts'
import { describeDocument } from '../../../features/documents/documents.ts'
import { findOverview } from '../../../features/overview/overview.repository.ts'
import { overview } from '../../../features/overview/overview.schema.ts'
import { page, pageQuery } from '../../../features/schema.ts'
import type { ApiServices } from '../../../services.ts'
import { createRouter, json, problemResponses } from '../../router.ts'

const get = createRoute({
  method: 'get',
  path: '/v1/overview',
  operationId: 'getOverview',
  summary: 'How many documents there are, by state, collection and day; of those that the caller sees',
  tags: ['documents'],
  responses: { 200: json(overview, 'As of now'), ...problemResponses(401, 403) },
})

const list = createRoute({
  method: 'get',
  path: '/v1/documents',
  operationId: 'listAllDocuments',
  summary: 'The documents of all collections, newest first',
  tags: ['documents'],
  request: { query: pageQuery.extend(documentFilters.shape) },
  responses: { 200: json(page(document), 'A page'), ...problemResponses(400, 401, 403) },
})

/** What there is across collections. */
export function overviewRoutes({ database }: Pick<ApiServices, 'database'>) {
  return createRouter()
    .openapi(get, async (c) => {
      const row = await readAsTenant(database, c.var.principal, findOverview)
      return c.json(overview.parse(row), 200)
    })
    .openapi(list, async (c) => {
      const { limit, cursor, ...filters } = c.req.valid('query')
      const rows = await readAsTenant(database, c.var.principal, (tx) => documents.list(tx, { filters, limit, cursor }))
      const data = rows.data.map((row) => describeDocument(row, c.var.language))
      return c.json(page(document).parse({ ...rows, data }), 200)
    })
}
