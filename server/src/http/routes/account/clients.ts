import { createRoute } from '@hono/zod-openapi'
import { withPerson, withTenant } from '../../../db/tenant.ts'
import { client, clientChanges, newClient } from '../../../features/clients/clients.schema.ts'
import { changeClient, clientDeletion, createClient, findClient } from '../../../features/clients/clients.ts'
import { removeWithFiles } from '../../../features/documents/delete-documents.ts'
import { idParam } from '../../../features/schema.ts'
import { found, Problem } from '../../../problems.ts'
import type { ApiServices } from '../../../services.ts'
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

const create = createRoute({
  method: 'post',
  path: '/v1/clients',
  operationId: 'createClient',
  summary: 'Create a client; whoever does is its owner and acts for it from then on',
  tags: ['clients'],
  request: { headers: creationHeaders, body: body(newClient) },
  responses: { 201: json(client, 'The new client'), ...problemResponses(400, 401, 403, 409, 422) },
})

const one = '/v1/clients/{id}'

const get = createRoute({
  method: 'get',
  path: one,
  operationId: 'getClient',
  summary: 'A client that one belongs to',
  tags: ['clients'],
  request: { params: idParam },
  responses: { 200: json(client, 'The client'), ...problemResponses(400, 401, 403, 404) },
})

const patch = createRoute({
  method: 'patch',
  path: one,
  operationId: 'updateClient',
  summary: 'Change the client one acts for; for admins',
  tags: ['clients'],
  request: { params: idParam, body: body(clientChanges) },
  responses: { 200: json(client, 'As it is now'), ...problemResponses(400, 401, 403, 404, 409) },
})

const remove = createRoute({
  method: 'delete',
  path: one,
  operationId: 'deleteClient',
  summary: 'Delete the client one acts for, with everything in it but its people; for owners',
  tags: ['clients'],
  request: { params: idParam },
  responses: { ...noContent, ...problemResponses(400, 401, 403, 404, 409) },
})

export function clientRoutes(services: Pick<ApiServices, 'database' | 'queue'>) {
  const { database } = services
  return createRouter()
    .openapi(create, async (c) => {
      const { principal } = c.var
      if (principal.kind !== 'user') throw new Problem('forbidden')
      const asked = c.req.valid('json')
      const created = await createClient(database, principal, asked, keyOf(c, asked))
      return c.json(client.parse(createdRow(c, created)), 201)
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid('param')
      const row = await withPerson(database, c.var.principal, (tx) => findClient(tx, id))
      return c.json(client.parse(found(row)), 200)
    })
    .openapi(patch, async (c) => {
      const { id } = c.req.valid('param')
      const row = await withTenant(database, c.var.principal, (tx) => changeClient(tx, id, c.req.valid('json')))
      return c.json(client.parse(found(row)), 200)
    })
    .openapi(remove, async (c) => {
      await removeWithFiles(services, c.var.principal, clientDeletion, 'client', c.req.valid('param').id)
      return c.body(null, 204)
    })
}
