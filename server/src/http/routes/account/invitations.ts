import { createRoute } from '@hono/zod-openapi'
import { withPerson, withTenant } from '../../../db/tenant.ts'
import { client } from '../../../features/clients/clients.schema.ts'
import { listInvitations } from '../../../features/invitations/invitations.repository.ts'
import {
  acceptance,
  givenInvitation,
  invitation,
  newInvitation,
} from '../../../features/invitations/invitations.schema.ts'
import { accept, invite, revoke } from '../../../features/invitations/invitations.ts'
import { idParam, page, pageQuery } from '../../../features/schema.ts'
import { Problem } from '../../../problems.ts'
import type { ApiServices } from '../../../services.ts'
import { publicOrigin } from '../../public-origin.ts'
import {
  body,
  createdRow,
  createRouter,
  creationHeaders,
  json,
  keyOf,
  noContent,
  problemResponses,
} from '../../router.ts'

const path = '/v1/invitations'

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listInvitations',
  summary: 'Who was invited and what became of it, newest first; for admins',
  tags: ['members'],
  request: { query: pageQuery },
  responses: { 200: json(page(invitation), 'A page'), ...problemResponses(400, 401, 403) },
})

const create = createRoute({
  method: 'post',
  path,
  operationId: 'createInvitation',
  summary: 'Invite an address; the token is in this answer only, and an earlier invitation to it ends',
  tags: ['members'],
  request: { headers: creationHeaders, body: body(newInvitation) },
  responses: { 201: json(givenInvitation, 'The new invitation'), ...problemResponses(400, 401, 403, 409, 422) },
})

const remove = createRoute({
  method: 'delete',
  path: `${path}/{id}`,
  operationId: 'revokeInvitation',
  summary: 'Revoke an invitation',
  tags: ['members'],
  request: { params: idParam },
  responses: { ...noContent, ...problemResponses(400, 401, 403, 404, 410) },
})

const acceptRoute = createRoute({
  method: 'post',
  path: `${path}/accept`,
  operationId: 'acceptInvitation',
  summary: 'Become a member of the client that invites, and act for it; may be repeated',
  tags: ['members'],
  request: { body: body(acceptance) },
  responses: { 200: json(client, 'The client'), ...problemResponses(400, 401, 403, 404, 409, 410) },
})

export function invitationRoutes({ database, config }: Pick<ApiServices, 'database' | 'config'>) {
  return createRouter()
    .openapi(list, async (c) => {
      const rows = await withTenant(database, c.var.principal, (tx) => listInvitations(tx, c.req.valid('query')))
      return c.json(page(invitation).parse(rows), 200)
    })
    .openapi(create, async (c) => {
      const asked = c.req.valid('json')
      const created = await withTenant(database, c.var.principal, (tx) => invite(tx, asked, keyOf(c, asked)))
      const row = createdRow(c, created)
      // In the fragment, which browsers never send: no server's log holds the token.
      const link = row.token === null ? null : `${publicOrigin(c, config)}/invitations#${row.token}`
      return c.json(givenInvitation.parse({ ...row, link }), 201)
    })
    .openapi(remove, async (c) => {
      await withTenant(database, c.var.principal, (tx) => revoke(tx, c.req.valid('param').id))
      return c.body(null, 204)
    })
    .openapi(acceptRoute, async (c) => {
      const { principal } = c.var
      if (principal.kind !== 'user') throw new Problem('forbidden')
      const row = await withPerson(database, principal, (tx) => accept(tx, c.req.valid('json').token))
      return c.json(client.parse(row), 200)
    })
}
