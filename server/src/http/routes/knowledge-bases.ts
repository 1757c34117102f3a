import { createRoute } from '@hono/zod-openapi'
import { withTenant } from '../../db/tenant.ts'
import { knowledgeBases } from '../../features/knowledge-bases/knowledge-bases.repository.ts'
import { knowledgeBase, newKnowledgeBase } from '../../features/knowledge-bases/knowledge-bases.schema.ts'
import { page, pageQuery } from '../../features/schema.ts'
import type { Services } from '../context.ts'
import { body, createRouter, json, problemResponses } from '../router.ts'

const list = createRoute({
  method: 'get',
  path: '/v1/knowledge-bases',
  operationId: 'listKnowledgeBases',
  summary: 'The knowledge bases, newest first',
  request: { query: pageQuery },
  responses: { 200: json(page(knowledgeBase), 'A page'), ...problemResponses(400, 401, 403) },
})

const create = createRoute({
  method: 'post',
  path: '/v1/knowledge-bases',
  operationId: 'createKnowledgeBase',
  summary: 'Create a knowledge base',
  request: { body: body(newKnowledgeBase) },
  responses: { 201: json(knowledgeBase, 'The new knowledge base'), ...problemResponses(400, 401, 403) },
})

export function knowledgeBaseRoutes({ database }: Pick<Services, 'database'>) {
  return createRouter()
    .openapi(list, async (c) => {
      const query = c.req.valid('query')
      const rows = await withTenant(database, c.var.principal, (tx) => knowledgeBases.list(tx, query))
      return c.json(page(knowledgeBase).parse(rows), 200)
    })
    .openapi(create, async (c) => {
      const values = c.req.valid('json')
      const row = await withTenant(database, c.var.principal, (tx) => knowledgeBases.create(tx, values))
      return c.json(knowledgeBase.parse(row), 201)
    })
}
