import { createRoute, z } from '@hono/zod-openapi'
import { readAsTenant, withTenant } from '../../../db/tenant.ts'
import { grant, newGrant } from '../../../features/collections/collections.schema.ts'
import { requireCollection } from '../../../features/collections/collections.ts'
import { grants } from '../../../features/collections/grants.repository.ts'
import { createOnce } from '../../../features/idempotency/idempotency.ts'
import { idParam, page, pageQuery } from '../../../features/schema.ts'
import { Problem } from '../../../problems.ts'
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

const path = '/v1/collections/{id}/grants'

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listGrants',
  summary: 'Whom a restricted collection is open to, beside owners and admins',
  tags: ['collections'],
  request: { params: idParam, query: pageQuery },
  responses: { 200: json(page(grant), 'A page'), ...problemResponses(400, 401, 403, 404) },
})

const create = createRoute({
  method: 'post',
  path,
  operationId: 'createGrant',
  summary: 'Open a restricted collection to a member, or to a role; counts from their next request on',
  tags: ['collections'],
  request: { params: idParam, headers: creationHeaders, body: body(newGrant) },
  responses: { 201: json(grant, 'The new grant'), ...problemResponses(400, 401, 403, 404, 409, 422) },
})

const remove = createRoute({
  method: 'delete',
  path: `${path}/{grant_id}`,
  operationId: 'deleteGrant',
  summary: 'Take a grant back; counts from their next request on',
  tags: ['collections'],
  request: { params: idParam.extend({ grant_id: z.uuid() }) },
  responses: { ...noContent, ...problemResponses(400, 401, 403, 404) },
})

export function grantRoutes({ database }: Pick<ApiServices, 'database'>) {
  return createRouter()
    .openapi(list, async (c) => {
      const collection_id = c.req.valid('param').id
      const rows = await readAsTenant(database, c.var.principal, async (tx) => {
        await requireCollection(tx, collection_id)
        return grants.list(tx, { filters: { collection_id }, ...c.req.valid('query') })
      })
      return c.json(page(grant).parse(rows), 200)
    })
    .openapi(create, async (c) => {
      const asked = c.req.valid('json')
      const collection_id = c.req.valid('param').id
      const created = await withTenant(database, c.var.principal, async (tx) => {
        await requireCollection(tx, collection_id)
        return createOnce(tx, keyOf(c, asked), 'collection_grants', () =>
          grants.create(tx, { ...asked, collection_id }),
        )
      })
      return c.json(grant.parse(createdRow(c, created)), 201)
    })
    .openapi(remove, async (c) => {
      const { id: collection_id, grant_id } = c.req.valid('param')
      await withTenant(database, c.var.principal, async (tx) => {
        await requireCollection(tx, collection_id)
        const row = await grants.get(tx, grant_id)
        if (row?.collection_id !== collection_id || !(await grants.remove(tx, grant_id))) throw new Problem('not_found')
      })
      return c.body(null, 204)
    })
}
