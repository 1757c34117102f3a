import { createRoute } from '@hono/zod-openapi'
import { readAsTenant } from '../../../db/tenant.ts'
import { agentUsage, agentUsageQuery, usage } from '../../../features/usage/usage.schema.ts'
import { readAgentUsage, readUsage } from '../../../features/usage/usage.ts'
import type { ApiServices } from '../../../services.ts'
import { createRouter, json, problemResponses } from '../../router.ts'

const get = createRoute({
  method: 'get',
  path: '/v1/usage',
  operationId: 'getUsage',
  summary:
    'What the client one acts for uses, and how much it may; for admins, and keys that are not limited to collections',
  tags: ['clients'],
  responses: { 200: json(usage, 'As of now'), ...problemResponses(401, 403) },
})

const ofAgents = createRoute({
  method: 'get',
  path: '/v1/usage/agents',
  operationId: 'getAgentUsage',
  summary: 'What agents were asked, and what it cost, by day, agent, person or key; admins see that of everybody',
  tags: ['agents'],
  request: { query: agentUsageQuery },
  responses: { 200: json(agentUsage, 'Of executions that have ended'), ...problemResponses(400, 401, 403) },
})

export function usageRoutes({ database }: Pick<ApiServices, 'database'>) {
  return createRouter()
    .openapi(get, async (c) => {
      const row = await readAsTenant(database, c.var.principal, readUsage)
      return c.json(usage.parse(row), 200)
    })
    .openapi(ofAgents, async (c) => {
      const asked = c.req.valid('query')
      const row = await readAsTenant(database, c.var.principal, (tx) => readAgentUsage(tx, asked))
      return c.json(agentUsage.parse(row), 200)
    })
}
