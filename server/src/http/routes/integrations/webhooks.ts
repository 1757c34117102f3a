import { createRoute } from '@hono/zod-openapi'
import { readAsTenant, withTenant } from '../../../db/tenant.ts'
import { requireKeyring } from '../../../features/credentials/credentials.ts'
import { idParam, page, pageQuery } from '../../../features/schema.ts'
import { deliveries, endpoints } from '../../../features/webhooks/webhooks.repository.ts'
import {
  deliveryFilters,
  givenWebhookEndpoint,
  newWebhookEndpoint,
  webhookDelivery,
  webhookEndpoint,
  webhookEndpointChanges,
} from '../../../features/webhooks/webhooks.schema.ts'
import {
  createEndpoint,
  describeDelivery,
  redeliver,
  rotateSecret,
  testEndpoint,
} from '../../../features/webhooks/webhooks.ts'
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

const path = '/v1/webhook-endpoints'
const deliveriesPath = '/v1/webhook-deliveries'
const tags = ['webhooks']

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listWebhookEndpoints',
  summary: 'Where the client’s news are sent, newest first; for admins',
  tags,
  request: { query: pageQuery },
  responses: { 200: json(page(webhookEndpoint), 'A page'), ...problemResponses(400, 401, 403) },
})

const create = createRoute({
  method: 'post',
  path,
  operationId: 'createWebhookEndpoint',
  summary: 'Have a signed message sent when a document is ready or has failed; the secret is in this answer only',
  tags,
  request: { headers: creationHeaders, body: body(newWebhookEndpoint) },
  responses: { 201: json(givenWebhookEndpoint, 'The new endpoint'), ...problemResponses(400, 401, 403, 409, 422) },
})

const get = createRoute({
  method: 'get',
  path: `${path}/{id}`,
  operationId: 'getWebhookEndpoint',
  summary: 'An endpoint, and whether it fails',
  tags,
  request: { params: idParam },
  responses: { 200: json(webhookEndpoint, 'The endpoint'), ...problemResponses(400, 401, 403, 404) },
})

const patch = createRoute({
  method: 'patch',
  path: `${path}/{id}`,
  operationId: 'updateWebhookEndpoint',
  summary: 'Change an endpoint, or switch it on again',
  tags,
  request: { params: idParam, body: body(webhookEndpointChanges) },
  responses: { 200: json(webhookEndpoint, 'As it is now'), ...problemResponses(400, 401, 403, 404, 422) },
})

const remove = createRoute({
  method: 'delete',
  path: `${path}/{id}`,
  operationId: 'deleteWebhookEndpoint',
  summary: 'Delete an endpoint with its deliveries',
  tags,
  request: { params: idParam },
  responses: { ...noContent, ...problemResponses(400, 401, 403, 404) },
})

const rotate = createRoute({
  method: 'post',
  path: `${path}/{id}/rotate-secret`,
  operationId: 'rotateWebhookSecret',
  summary: 'Give an endpoint a new secret; for 24 hours messages are signed with the old one too',
  tags,
  request: { params: idParam },
  responses: { 200: json(givenWebhookEndpoint, 'With the new secret'), ...problemResponses(400, 401, 403, 404) },
})

const test = createRoute({
  method: 'post',
  path: `${path}/{id}/test`,
  operationId: 'testWebhookEndpoint',
  summary: 'Send a `webhook.test` message',
  tags,
  request: { params: idParam },
  responses: { 202: json(webhookDelivery, 'Its delivery'), ...problemResponses(400, 401, 403, 404, 409) },
})

const listDeliveries = createRoute({
  method: 'get',
  path: deliveriesPath,
  operationId: 'listWebhookDeliveries',
  summary: 'What was sent, or is to be, newest first; kept for 30 days',
  tags,
  request: { query: deliveryFilters },
  responses: { 200: json(page(webhookDelivery), 'A page'), ...problemResponses(400, 401, 403) },
})

const getDelivery = createRoute({
  method: 'get',
  path: `${deliveriesPath}/{id}`,
  operationId: 'getWebhookDelivery',
  summary: 'A delivery, its message and how its last attempt went',
  tags,
  request: { params: idParam },
  responses: { 200: json(webhookDelivery, 'The delivery'), ...problemResponses(400, 401, 403, 404) },
})

const redeliverRoute = createRoute({
  method: 'post',
  path: `${deliveriesPath}/{id}/redeliver`,
  operationId: 'redeliverWebhook',
  summary: 'Send a message again, with the same id, delivered or not',
  tags,
  request: { params: idParam },
  responses: { 202: json(webhookDelivery, 'As it is now'), ...problemResponses(400, 401, 403, 404, 409) },
})

export function webhookRoutes(services: Pick<ApiServices, 'database' | 'webhooks' | 'keyring'>) {
  const { database, webhooks } = services
  return createRouter()
    .openapi(list, async (c) => {
      const rows = await readAsTenant(database, c.var.principal, (tx) => endpoints.list(tx, c.req.valid('query')))
      return c.json(page(webhookEndpoint).parse(rows), 200)
    })
    .openapi(create, async (c) => {
      const asked = c.req.valid('json')
      const keyring = requireKeyring(services.keyring)
      const values = { ...asked, url: webhooks.check(asked.url) }
      const created = await withTenant(database, c.var.principal, (tx) =>
        createEndpoint(tx, keyring, values, keyOf(c, asked)),
      )
      return c.json(givenWebhookEndpoint.parse(createdRow(c, created)), 201)
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid('param')
      const row = await readAsTenant(database, c.var.principal, (tx) => endpoints.get(tx, id))
      return c.json(webhookEndpoint.parse(found(row)), 200)
    })
    .openapi(patch, async (c) => {
      const { id } = c.req.valid('param')
      const given = c.req.valid('json')
      const changes = { ...given, ...(given.url !== undefined && { url: webhooks.check(given.url) }) }
      const row = await withTenant(database, c.var.principal, (tx) => endpoints.patch(tx, id, changes))
      return c.json(webhookEndpoint.parse(found(row)), 200)
    })
    .openapi(remove, async (c) => {
      const { id } = c.req.valid('param')
      await withTenant(database, c.var.principal, async (tx) => {
        if (!(await endpoints.remove(tx, id))) throw new Problem('not_found')
      })
      return c.body(null, 204)
    })
    .openapi(rotate, async (c) => {
      const keyring = requireKeyring(services.keyring)
      const { id } = c.req.valid('param')
      const row = await withTenant(database, c.var.principal, (tx) => rotateSecret(tx, keyring, id))
      return c.json(givenWebhookEndpoint.parse(row), 200)
    })
    .openapi(test, async (c) => {
      const row = await withTenant(database, c.var.principal, (tx) => testEndpoint(tx, c.req.valid('param').id))
      return c.json(webhookDelivery.parse(describeDelivery(row)), 202)
    })
    .openapi(listDeliveries, async (c) => {
      const { limit, cursor, ...filters } = c.req.valid('query')
      const rows = await readAsTenant(database, c.var.principal, (tx) =>
        deliveries.list(tx, { filters, limit, cursor }),
      )
      const data = rows.data.map(describeDelivery)
      return c.json(page(webhookDelivery).parse({ ...rows, data }), 200)
    })
    .openapi(getDelivery, async (c) => {
      const { id } = c.req.valid('param')
      const row = await readAsTenant(database, c.var.principal, (tx) => deliveries.get(tx, id))
      return c.json(webhookDelivery.parse(describeDelivery(found(row))), 200)
    })
    .openapi(redeliverRoute, async (c) => {
      const row = await withTenant(database, c.var.principal, (tx) => redeliver(tx, c.req.valid('param').id))
      return c.json(webhookDelivery.parse(describeDelivery(row)), 202)
    })
}
