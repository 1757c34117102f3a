import { createRoute } from '@hono/zod-openapi'
import { client, newClient } from '../../features/clients/clients.schema.ts'
import { createClient } from '../../features/clients/clients.ts'
import { Problem } from '../../problems.ts'
import type { Services } from '../context.ts'
import { body, createRouter, json, problemResponses } from '../router.ts'

const create = createRoute({
  method: 'post',
  path: '/v1/clients',
  operationId: 'createClient',
  summary: 'Create a client; whoever does is its owner and acts for it from then on',
  request: { body: body(newClient) },
  responses: { 201: json(client, 'The new client'), ...problemResponses(400, 401) },
})

export function clientRoutes({ database }: Pick<Services, 'database'>) {
  return createRouter().openapi(create, async (c) => {
    const { principal } = c.var
    if (principal.kind !== 'user') throw new Problem('forbidden')
    return c.json(client.parse(await createClient(database, principal.user_id, c.req.valid('json'))), 201)
  })
}
