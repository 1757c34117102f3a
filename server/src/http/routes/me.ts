import { createRoute } from '@hono/zod-openapi'
import { withPerson } from '../../db/tenant.ts'
import { findMe } from '../../features/users/users.repository.ts'
import { me } from '../../features/users/users.schema.ts'
import { Problem } from '../../problems.ts'
import type { Services } from '../context.ts'
import { createRouter, json, problemResponses } from '../router.ts'

const route = createRoute({
  method: 'get',
  path: '/v1/me',
  operationId: 'getMe',
  summary: 'Who is signed in, for which client they act, and as what',
  tags: ['me'],
  responses: { 200: json(me, 'The signed-in person'), ...problemResponses(403, 404) },
})

export function meRoutes({ database }: Pick<Services, 'database'>) {
  return createRouter().openapi(route, async (c) => {
    const { principal } = c.var
    if (principal.kind !== 'user') throw new Problem('forbidden')
    const found = await withPerson(database, principal, (tx) => findMe(tx, principal.user_id))
    if (!found) throw new Problem('not_found')
    return c.json(me.parse(found), 200)
  })
}
