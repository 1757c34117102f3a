import { createRoute } from '@hono/zod-openapi'
import { client, newClient } from '../../features/clients/clients.schema.ts'
import { createClient } from '../../features/clients/clients.ts'
import { Problem } from '../../problems.ts'
import type { Services } from '../context.ts'
import { body, createdRow, createRouter, creationHeaders, json, keyOf, problemResponses } from '../router.ts'

const create = createRoute({
  method: 'post',
  path: '/v1/clients',
  operationId: 'createClient',
  summary: 'Create a client; whoever does is its owner and acts for it from then on',
  tags: ['clients'],
  request: { headers: creationHeaders, body: body(newClient) },
  responses: { 201: json(client, 'The new client'), ...problemResponses(400, 401, 403, 422) },
})

export function clientRoutes({ database }: Pick<Services, 'database'>) {
  return createRouter().openapi(create, async (c) => {
    const { principal } = c.var
    if (principal.kind !== 'user') throw new Problem('forbidden')
    const asked = c.req.valid('json')
    const created = await createClient(database, principal.user_id, asked, keyOf(c, asked))
    return c.json(client.parse(createdRow(c, created)), 201)
  })
}
