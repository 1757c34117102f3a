import { createRoute } from '@hono/zod-openapi'
import { withTenant } from '../../../db/tenant.ts'
import { listAuditEntries } from '../../../features/audit/audit.repository.ts'
import { auditEntry, auditQuery } from '../../../features/audit/audit.schema.ts'
import { page } from '../../../features/schema.ts'
import type { ApiServices } from '../../../services.ts'
import { createRouter, json, problemResponses } from '../../router.ts'

const list = createRoute({
  method: 'get',
  path: '/v1/audit-log',
  operationId: 'listAuditLog',
  summary: 'Who changed members, access, keys and settings, newest first; for admins',
  tags: ['members'],
  request: { query: auditQuery },
  responses: { 200: json(page(auditEntry), 'A page'), ...problemResponses(400, 401, 403) },
})

export function auditLogRoutes({ database }: Pick<ApiServices, 'database'>) {
  return createRouter().openapi(list, async (c) => {
    const rows = await withTenant(database, c.var.principal, (tx) => listAuditEntries(tx, c.req.valid('query')))
    return c.json(page(auditEntry).parse(rows), 200)
  })
}
