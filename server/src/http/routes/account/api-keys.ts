import { createRoute } from '@hono/zod-openapi'
import { readAsTenant, withTenant } from '../../../db/tenant.ts'
import { apiKey, apiKeyChanges, givenApiKey, newApiKey } from '../../../features/api-keys/api-keys.schema.ts'
import { changeKey, createKey, endKey, getKey, pageOfKeys } from '../../../features/api-keys/api-keys.ts'
import { idParam, page, pageQuery } from '../../../features/schema.ts'
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

const path = '/v1/api-keys'

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listApiKeys',
  summary: 'The client’s API keys, those that have ended too, newest first; for admins',
  tags: ['api keys'],
  request: { query: pageQuery },
  responses: { 200: json(page(apiKey), 'A page'), ...problemResponses(400, 401, 403) },
})

const create = createRoute({
  method: 'post',
  path,
  operationId: 'createApiKey',
  summary: 'Make a key for a program; the key is in this answer only',
  tags: ['api keys'],
  request: { headers: creationHeaders, body: body(newApiKey) },
  responses: { 201: json(givenApiKey, 'The new key'), ...problemResponses(400, 401, 403, 404, 422) },
})

const one = `${path}/{id}`

const get = createRoute({
  method: 'get',
  path: one,
  operationId: 'getApiKey',
  summary: 'One key, without the key itself',
  tags: ['api keys'],
  request: { params: idParam },
  responses: { 200: json(apiKey, 'The key'), ...problemResponses(400, 401, 403, 404) },
})

const patch = createRoute({
  method: 'patch',
  path: one,
  operationId: 'updateApiKey',
  summary: 'Change its name or expiry, or take scopes away; counts from its next request on',
  tags: ['api keys'],
  request: { params: idParam, body: body(apiKeyChanges) },
  responses: { 200: json(apiKey, 'As it is now'), ...problemResponses(400, 401, 403, 404, 409) },
})

const remove = createRoute({
  method: 'delete',
  path: one,
  operationId: 'revokeApiKey',
  summary: 'Revoke a key, and those made with it; counts from their next request on',
  tags: ['api keys'],
  request: { params: idParam },
  responses: { ...noContent, ...problemResponses(400, 401, 403, 404) },
})

export function apiKeyRoutes({ database }: Pick<ApiServices, 'database'>) {
  return createRouter()
    .openapi(list, async (c) => {
      const rows = await readAsTenant(database, c.var.principal, (tx) => pageOfKeys(tx, c.req.valid('query')))
      return c.json(page(apiKey).parse(rows), 200)
    })
    .openapi(create, async (c) => {
      const asked = c.req.valid('json')
      const created = await withTenant(database, c.var.principal, (tx) => createKey(tx, asked, keyOf(c, asked)))
      return c.json(givenApiKey.parse(createdRow(c, created)), 201)
    })
    .openapi(get, async (c) => {
      const row = await readAsTenant(database, c.var.principal, (tx) => getKey(tx, c.req.valid('param').id))
      return c.json(apiKey.parse(row), 200)
    })
    .openapi(patch, async (c) => {
      const { id } = c.req.valid('param')
      const row = await withTenant(database, c.var.principal, (tx) => changeKey(tx, id, c.req.valid('json')))
      return c.json(apiKey.parse(row), 200)
    })
    .openapi(remove, async (c) => {
      await withTenant(database, c.var.principal, (tx) => endKey(tx, c.req.valid('param').id))
      return c.body(null, 204)
    })
}
