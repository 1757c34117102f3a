import { createRoute } from '@hono/zod-openapi'
import { withPerson } from '../../../db/tenant.ts'
import { findMe, updateMe } from '../../../features/users/users.repository.ts'
import { me, meChanges } from '../../../features/users/users.schema.ts'
import { found, Problem } from '../../../problems.ts'
import type { ApiServices } from '../../../services.ts'
import { body, createRouter, json, problemResponses } from '../../router.ts'

const path = '/v1/me'

const get = createRoute({
  method: 'get',
  path,
  operationId: 'getMe',
  summary: 'Who is signed in, for which client they act, and as what',
  tags: ['me'],
  responses: { 200: json(me, 'The signed-in person'), ...problemResponses(403, 404) },
})

const patch = createRoute({
  method: 'patch',
  path,
  operationId: 'updateMe',
  summary: 'Change one’s name, or the client one acts for',
  tags: ['me'],
  request: { body: body(meChanges) },
  responses: { 200: json(me, 'As it is now'), ...problemResponses(400, 403, 404) },
})

export function meRoutes({ database }: Pick<ApiServices, 'database'>) {
  return createRouter()
    .openapi(get, async (c) => {
      const { principal } = c.var
      if (principal.kind !== 'user') throw new Problem('forbidden')
      const named = principal.acting?.client_id
      const row = await withPerson(database, principal, (tx) => findMe(tx, principal.user_id, named))
      return c.json(me.parse(found(row)), 200)
    })
    .openapi(patch, async (c) => {
      const { principal } = c.var
      if (principal.kind !== 'user') throw new Problem('forbidden')
      const row = await withPerson(database, principal, async (tx) => {
        await updateMe(tx, principal.user_id, c.req.valid('json'))
        return findMe(tx, principal.user_id)
      })
      return c.json(me.parse(found(row)), 200)
    })
}
