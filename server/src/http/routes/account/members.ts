import { createRoute } from '@hono/zod-openapi'
import { withTenant } from '../../../db/tenant.ts'
import { listMembers } from '../../../features/members/members.repository.ts'
import { member, memberChanges, memberParam } from '../../../features/members/members.schema.ts'
import { changeRole, removeMember } from '../../../features/members/members.ts'
import { page, pageQuery } from '../../../features/schema.ts'
import type { ApiServices } from '../../../services.ts'
import { body, createRouter, json, noContent, problemResponses } from '../../router.ts'

const list = createRoute({
  method: 'get',
  path: '/v1/members',
  operationId: 'listMembers',
  summary: 'The members of the client, who joined last first',
  tags: ['members'],
  request: { query: pageQuery },
  responses: { 200: json(page(member), 'A page'), ...problemResponses(400, 401, 403) },
})

const one = '/v1/members/{user_id}'

const patch = createRoute({
  method: 'patch',
  path: one,
  operationId: 'updateMember',
  summary: 'Give a member another role; only owners make owners or change one, and one owner stays',
  tags: ['members'],
  request: { params: memberParam, body: body(memberChanges) },
  responses: { 200: json(member, 'As it is now'), ...problemResponses(400, 401, 403, 404, 409) },
})

const remove = createRoute({
  method: 'delete',
  path: one,
  operationId: 'deleteMember',
  summary: 'Remove a member, or leave; counts from their next request on',
  tags: ['members'],
  request: { params: memberParam },
  responses: { ...noContent, ...problemResponses(400, 401, 403, 404, 409) },
})

export function memberRoutes({ database }: Pick<ApiServices, 'database'>) {
  return createRouter()
    .openapi(list, async (c) => {
      const rows = await withTenant(database, c.var.principal, (tx) => listMembers(tx, c.req.valid('query')))
      return c.json(page(member).parse(rows), 200)
    })
    .openapi(patch, async (c) => {
      const { user_id } = c.req.valid('param')
      const { role } = c.req.valid('json')
      const row = await withTenant(database, c.var.principal, (tx) => changeRole(tx, user_id, role))
      return c.json(member.parse(row), 200)
    })
    .openapi(remove, async (c) => {
      const { user_id } = c.req.valid('param')
      await withTenant(database, c.var.principal, (tx) => removeMember(tx, user_id))
      return c.body(null, 204)
    })
}
