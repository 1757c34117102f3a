import { createRoute } from '@hono/zod-openapi'
import { readAsTenant, withTenant } from '../../../db/tenant.ts'
import { removeWithFiles } from '../../../features/documents/delete-documents.ts'
import { createOnce } from '../../../features/idempotency/idempotency.ts'
import { knowledgeBases } from '../../../features/knowledge-bases/knowledge-bases.repository.ts'
import {
  knowledgeBase,
  knowledgeBaseChanges,
  newKnowledgeBase,
} from '../../../features/knowledge-bases/knowledge-bases.schema.ts'
import { idParam, name, page, pageQuery } from '../../../features/schema.ts'
import { found } from '../../../problems.ts'
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

const list = createRoute({
  method: 'get',
  path: '/v1/knowledge-bases',
  operationId: 'listKnowledgeBases',
  summary: 'The knowledge bases, newest first',
  tags: ['knowledge bases'],
  request: { query: pageQuery.extend({ name: name.optional().openapi({ description: 'Only of this name.' }) }) },
  responses: { 200: json(page(knowledgeBase), 'A page'), ...problemResponses(400, 401, 403) },
})

const create = createRoute({
  method: 'post',
  path: '/v1/knowledge-bases',
  operationId: 'createKnowledgeBase',
  summary: 'Create a knowledge base',
  tags: ['knowledge bases'],
  request: { headers: creationHeaders, body: body(newKnowledgeBase) },
  responses: { 201: json(knowledgeBase, 'The new knowledge base'), ...problemResponses(400, 401, 403, 422) },
})

const one = '/v1/knowledge-bases/{id}'

const get = createRoute({
  method: 'get',
  path: one,
  operationId: 'getKnowledgeBase',
  summary: 'A knowledge base',
  tags: ['knowledge bases'],
  request: { params: idParam },
  responses: { 200: json(knowledgeBase, 'The knowledge base'), ...problemResponses(400, 401, 403, 404) },
})

const patch = createRoute({
  method: 'patch',
  path: one,
  operationId: 'updateKnowledgeBase',
  summary: 'Change the given fields of a knowledge base',
  tags: ['knowledge bases'],
  request: { params: idParam, body: body(knowledgeBaseChanges) },
  responses: { 200: json(knowledgeBase, 'As it is now'), ...problemResponses(400, 401, 403, 404) },
})

const remove = createRoute({
  method: 'delete',
  path: one,
  operationId: 'deleteKnowledgeBase',
  summary: 'Delete a knowledge base with its collections, documents and files',
  tags: ['knowledge bases'],
  request: { params: idParam },
  responses: { ...noContent, ...problemResponses(400, 401, 403, 404) },
})

export function knowledgeBaseRoutes(services: Pick<ApiServices, 'database' | 'queue'>) {
  const { database } = services
  return createRouter()
    .openapi(list, async (c) => {
      const { name, ...query } = c.req.valid('query')
      const rows = await readAsTenant(database, c.var.principal, (tx) =>
        knowledgeBases.list(tx, { filters: { name }, ...query }),
      )
      return c.json(page(knowledgeBase).parse(rows), 200)
    })
    .openapi(create, async (c) => {
      const values = c.req.valid('json')
      const created = await withTenant(database, c.var.principal, (tx) =>
        createOnce(tx, keyOf(c, values), 'knowledge_bases', () => knowledgeBases.create(tx, values)),
      )
      return c.json(knowledgeBase.parse(createdRow(c, created)), 201)
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid('param')
      const row = await readAsTenant(database, c.var.principal, (tx) => knowledgeBases.get(tx, id))
      return c.json(knowledgeBase.parse(found(row)), 200)
    })
    .openapi(patch, async (c) => {
      const { id } = c.req.valid('param')
      const given = c.req.valid('json')
      const row = await withTenant(database, c.var.principal, (tx) => knowledgeBases.patch(tx, id, given))
      return c.json(knowledgeBase.parse(found(row)), 200)
    })
    .openapi(remove, async (c) => {
      await removeWithFiles(services, c.var.principal, knowledgeBases, 'knowledge_base', c.req.valid('param').id)
      return c.body(null, 204)
    })
}
