import { createRoute } from '@hono/zod-openapi'
import { readAsTenant, withTenant } from '../../../db/tenant.ts'
import { agents } from '../../../features/agents/agents.repository.ts'
import { conversations } from '../../../features/conversations/conversations.repository.ts'
import {
  conversation,
  conversationChanges,
  conversationFilters,
  newConversation,
} from '../../../features/conversations/conversations.schema.ts'
import { createOnce } from '../../../features/idempotency/idempotency.ts'
import { idParam, page } from '../../../features/schema.ts'
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

const path = '/v1/conversations'
const tags = ['agents']

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listConversations',
  summary: 'Your conversations, newest first; admins see those of everybody',
  tags,
  request: { query: conversationFilters },
  responses: { 200: json(page(conversation), 'A page'), ...problemResponses(400, 401, 403) },
})

const create = createRoute({
  method: 'post',
  path,
  operationId: 'createConversation',
  summary: 'Begin a conversation with an agent',
  tags,
  request: { headers: creationHeaders, body: body(newConversation) },
  responses: { 201: json(conversation, 'The new conversation'), ...problemResponses(400, 401, 403, 404, 409, 422) },
})

const get = createRoute({
  method: 'get',
  path: `${path}/{id}`,
  operationId: 'getConversation',
  summary: 'A conversation; what was asked in it are its executions',
  tags,
  request: { params: idParam },
  responses: { 200: json(conversation, 'The conversation'), ...problemResponses(400, 401, 403, 404) },
})

const patch = createRoute({
  method: 'patch',
  path: `${path}/{id}`,
  operationId: 'updateConversation',
  summary: 'Give a conversation another title',
  tags,
  request: { params: idParam, body: body(conversationChanges) },
  responses: { 200: json(conversation, 'As it is now'), ...problemResponses(400, 401, 403, 404) },
})

const remove = createRoute({
  method: 'delete',
  path: `${path}/{id}`,
  operationId: 'deleteConversation',
  summary: 'Delete a conversation with all that was asked in it',
  tags,
  request: { params: idParam },
  responses: { ...noContent, ...problemResponses(400, 401, 403, 404) },
})

export function conversationRoutes({ database }: Pick<ApiServices, 'database'>) {
  return createRouter()
    .openapi(list, async (c) => {
      const { limit, cursor, ...filters } = c.req.valid('query')
      const rows = await readAsTenant(database, c.var.principal, (tx) =>
        conversations.list(tx, { filters, limit, cursor }),
      )
      return c.json(page(conversation).parse(rows), 200)
    })
    .openapi(create, async (c) => {
      const asked = c.req.valid('json')
      const created = await withTenant(database, c.var.principal, async (tx) => {
        if (!(await agents.get(tx, asked.agent_id))) throw new Problem('not_found', { field: 'agent_id' })
        return createOnce(tx, keyOf(c, asked), 'conversations', () => conversations.create(tx, asked))
      })
      return c.json(conversation.parse(createdRow(c, created)), 201)
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid('param')
      const row = await readAsTenant(database, c.var.principal, (tx) => conversations.get(tx, id))
      return c.json(conversation.parse(found(row)), 200)
    })
    .openapi(patch, async (c) => {
      const { id } = c.req.valid('param')
      const given = c.req.valid('json')
      const row = await withTenant(database, c.var.principal, (tx) => conversations.patch(tx, id, given))
      return c.json(conversation.parse(found(row)), 200)
    })
    .openapi(remove, async (c) => {
      const { id } = c.req.valid('param')
      await withTenant(database, c.var.principal, async (tx) => {
        if (!(await conversations.remove(tx, id))) throw new Problem('not_found')
      })
      return c.body(null, 204)
    })
}
