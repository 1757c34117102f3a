import { createRoute } from '@hono/zod-openapi'
import { readAsTenant } from '../../../db/tenant.ts'
import { documentUsage } from '../../../features/document-usage/document-usage.schema.ts'
import { readDocumentUsage } from '../../../features/document-usage/document-usage.ts'
import { documents } from '../../../features/documents/documents.repository.ts'
import { idParam } from '../../../features/schema.ts'
import { found } from '../../../problems.ts'
import type { ApiServices } from '../../../services.ts'
import { createRouter, json, problemResponses } from '../../router.ts'

const get = createRoute({
  method: 'get',
  path: '/v1/documents/{id}/usage',
  operationId: 'getDocumentUsage',
  summary: 'How often searches and agents have found a document, and which of its passages',
  tags: ['documents'],
  request: { params: idParam },
  responses: { 200: json(documentUsage, 'As of some seconds ago'), ...problemResponses(400, 401, 403, 404) },
})

export function documentUsageRoutes({ database }: Pick<ApiServices, 'database'>) {
  return createRouter().openapi(get, async (c) => {
    const { id } = c.req.valid('param')
    const usage = await readAsTenant(database, c.var.principal, async (tx) => {
      const [row, usage] = await Promise.all([documents.get(tx, id), readDocumentUsage(tx, id)])
      found(row)
      return usage
    })
    return c.json(documentUsage.parse(usage), 200)
  })
}
