import { createRoute } from '@hono/zod-openapi'
import { readAsTenant } from '../../../db/tenant.ts'
import { findIngestion } from '../../../features/ingestion/ingestion.repository.ts'
import { ingestion } from '../../../features/ingestion/ingestion.schema.ts'
import { describeProgress } from '../../../features/ingestion/ingestion.ts'
import { idParam } from '../../../features/schema.ts'
import { found } from '../../../problems.ts'
import type { ApiServices } from '../../../services.ts'
import { createRouter, json, problemResponses } from '../../router.ts'

const get = createRoute({
  method: 'get',
  path: '/v1/documents/{id}/ingestion',
  operationId: 'getIngestion',
  summary: 'How far the processing of a document is, and what it waits for',
  tags: ['documents'],
  request: { params: idParam },
  responses: { 200: json(ingestion, 'As of now'), ...problemResponses(400, 401, 403, 404) },
})

export function ingestionRoutes({ database, queue }: Pick<ApiServices, 'database' | 'queue'>) {
  return createRouter().openapi(get, async (c) => {
    const { id } = c.req.valid('param')
    const row = found(await readAsTenant(database, c.var.principal, (tx) => findIngestion(tx, id)))
    return c.json(ingestion.parse(describeProgress(row, Date.now(), await queue.countWorkers())), 200)
  })
}
