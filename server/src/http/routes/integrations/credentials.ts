import { createRoute } from '@hono/zod-openapi'
import { withTenant } from '../../../db/tenant.ts'
import {
  credential,
  credentialChanges,
  credentialTest,
  newCredential,
  newValue,
} from '../../../features/credentials/credentials.schema.ts'
import {
  changeCredential,
  createCredential,
  getCredential,
  listCredentials,
  removeCredential,
  replaceValue,
  requireKeyring,
} from '../../../features/credentials/credentials.ts'
import { testCredential } from '../../../features/credentials/test-credential.ts'
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

const path = '/v1/credentials'
const tags = ['credentials']

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listCredentials',
  summary: 'The credentials of the client, newest first, without their values; for admins',
  tags,
  request: { query: pageQuery },
  responses: { 200: json(page(credential), 'A page'), ...problemResponses(400, 401, 403, 409) },
})

const create = createRoute({
  method: 'post',
  path,
  operationId: 'createCredential',
  summary: 'Keep a credential; its value goes in here and never comes out again',
  tags,
  request: { headers: creationHeaders, body: body(newCredential) },
  responses: { 201: json(credential, 'The new credential'), ...problemResponses(400, 401, 403, 409, 422, 503) },
})

const one = `${path}/{id}`

const get = createRoute({
  method: 'get',
  path: one,
  operationId: 'getCredential',
  summary: 'A credential, without its value',
  tags,
  request: { params: idParam },
  responses: { 200: json(credential, 'The credential'), ...problemResponses(400, 401, 403, 404, 409) },
})

const patch = createRoute({
  method: 'patch',
  path: one,
  operationId: 'updateCredential',
  summary: 'Change name or settings of a credential',
  tags,
  request: { params: idParam, body: body(credentialChanges) },
  responses: { 200: json(credential, 'As it is now'), ...problemResponses(400, 401, 403, 404, 409) },
})

const remove = createRoute({
  method: 'delete',
  path: one,
  operationId: 'deleteCredential',
  summary: 'Delete a credential with its value',
  tags,
  request: { params: idParam },
  responses: { ...noContent, ...problemResponses(400, 401, 403, 404) },
})

const put = createRoute({
  method: 'put',
  path: `${one}/value`,
  operationId: 'replaceCredentialValue',
  summary: 'Give a credential another value, and with it, if need be, other settings',
  tags,
  request: { params: idParam, body: body(newValue) },
  responses: { 200: json(credential, 'As it is now'), ...problemResponses(400, 401, 403, 404, 409, 503) },
})

const test = createRoute({
  method: 'post',
  path: `${one}/test`,
  operationId: 'testCredential',
  summary: 'Ask the service whether it takes the credential',
  description:
    '`openai_compatible`: `GET {base_url}/models`. `http_header`: `GET {base_url}`. No redirect is followed; of the answer only the status is told.',
  tags,
  request: { params: idParam },
  responses: { 200: json(credentialTest, 'What came of it'), ...problemResponses(400, 401, 403, 404, 409) },
})

type Given = Pick<ApiServices, 'database' | 'keyring' | 'callService'>

export function credentialRoutes(services: Given) {
  const { database } = services
  return createRouter()
    .openapi(list, async (c) => {
      const keyring = requireKeyring(services.keyring)
      const rows = await withTenant(database, c.var.principal, (tx) =>
        listCredentials(tx, keyring, c.req.valid('query')),
      )
      return c.json(page(credential).parse(rows), 200)
    })
    .openapi(create, async (c) => {
      const keyring = requireKeyring(services.keyring)
      const asked = c.req.valid('json')
      // What is kept of a request to know it again must not tell the value, not even as its hash.
      const key = keyOf(c, { ...asked, value: keyring.digest(asked.value) })
      const created = await withTenant(database, c.var.principal, (tx) => createCredential(tx, keyring, asked, key))
      return c.json(credential.parse(createdRow(c, created)), 201)
    })
    .openapi(get, async (c) => {
      const keyring = requireKeyring(services.keyring)
      const { id } = c.req.valid('param')
      const row = await withTenant(database, c.var.principal, (tx) => getCredential(tx, keyring, id))
      return c.json(credential.parse(row), 200)
    })
    .openapi(patch, async (c) => {
      const keyring = requireKeyring(services.keyring)
      const { id } = c.req.valid('param')
      const given = c.req.valid('json')
      const row = await withTenant(database, c.var.principal, (tx) => changeCredential(tx, keyring, id, given))
      return c.json(credential.parse(row), 200)
    })
    .openapi(remove, async (c) => {
      await withTenant(database, c.var.principal, (tx) => removeCredential(tx, c.req.valid('param').id))
      return c.body(null, 204)
    })
    .openapi(put, async (c) => {
      const keyring = requireKeyring(services.keyring)
      const { id } = c.req.valid('param')
      const given = c.req.valid('json')
      const row = await withTenant(database, c.var.principal, (tx) => replaceValue(tx, keyring, id, given))
      return c.json(credential.parse(row), 200)
    })
    .openapi(test, async (c) => {
      const tested = await testCredential(services, c.var.principal, c.req.valid('param').id)
      return c.json(credentialTest.parse({ ...tested, message: tested.message[c.var.language] }), 200)
    })
}
