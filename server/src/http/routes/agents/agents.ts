import { createRoute, z } from '@hono/zod-openapi'
import { readAsTenant, withTenant } from '../../../db/tenant.ts'
import { agents, agentVersions } from '../../../features/agents/agents.repository.ts'
import {
  agent,
  agentChanges,
  agentFilters,
  agentVersion,
  configurationSchema,
  duplicatedAgent,
  newAgent,
  publishedAgent,
} from '../../../features/agents/agents.schema.ts'
import { changeAgent, createAgent, duplicateAgent, publishAgent } from '../../../features/agents/agents.ts'
import { idParam, page, pageQuery } from '../../../features/schema.ts'
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
  optionalBody,
  problemResponses,
} from '../../router.ts'

const path = '/v1/agents'
const tags = ['agents']

const schema = createRoute({
  method: 'get',
  // A name of its own beside /v1/agents/{id}.
  path: '/v1/agent-configuration-schema',
  operationId: 'getAgentConfigurationSchema',
  summary: 'The JSON schema of an agent’s configuration, with its defaults',
  tags,
  responses: { 200: json(z.record(z.string(), z.unknown()), 'JSON Schema 2020-12'), ...problemResponses(401, 403) },
})

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listAgents',
  summary: 'The agents of the client, newest first',
  tags,
  request: { query: agentFilters },
  responses: { 200: json(page(agent), 'A page'), ...problemResponses(400, 401, 403) },
})

const create = createRoute({
  method: 'post',
  path,
  operationId: 'createAgent',
  summary: 'Make an agent; it runs once its draft is published',
  tags,
  request: { headers: creationHeaders, body: body(newAgent) },
  responses: { 201: json(agent, 'The new agent'), ...problemResponses(400, 401, 403, 404, 409, 422) },
})

const get = createRoute({
  method: 'get',
  path: `${path}/{id}`,
  operationId: 'getAgent',
  summary: 'An agent with its draft',
  tags,
  request: { params: idParam },
  responses: { 200: json(agent, 'The agent'), ...problemResponses(400, 401, 403, 404) },
})

const patch = createRoute({
  method: 'patch',
  path: `${path}/{id}`,
  operationId: 'updateAgent',
  summary: 'Change the given fields of an agent, its draft as a whole',
  tags,
  request: { params: idParam, body: body(agentChanges) },
  responses: { 200: json(agent, 'As it is now'), ...problemResponses(400, 401, 403, 404) },
})

const remove = createRoute({
  method: 'delete',
  path: `${path}/{id}`,
  operationId: 'deleteAgent',
  summary: 'Delete an agent with its versions, conversations and executions',
  tags,
  request: { params: idParam },
  responses: { ...noContent, ...problemResponses(400, 401, 403, 404) },
})

const duplicate = createRoute({
  method: 'post',
  path: `${path}/{id}/duplicate`,
  operationId: 'duplicateAgent',
  summary: 'Make another agent with the draft of this one',
  tags,
  request: { params: idParam, headers: creationHeaders, body: body(duplicatedAgent) },
  responses: { 201: json(agent, 'The new agent'), ...problemResponses(400, 401, 403, 404, 409, 422) },
})

const publish = createRoute({
  method: 'post',
  path: `${path}/{id}/publish`,
  operationId: 'publishAgent',
  summary: 'Have executions run the draft as it is now, or a version from before',
  tags,
  request: { params: idParam, body: optionalBody(publishedAgent) },
  responses: { 200: json(agent, 'As it is now'), ...problemResponses(400, 401, 403, 404, 409) },
})

const versions = createRoute({
  method: 'get',
  path: `${path}/{id}/versions`,
  operationId: 'listAgentVersions',
  summary: 'What was published of an agent, newest first',
  tags,
  request: { params: idParam, query: pageQuery },
  responses: { 200: json(page(agentVersion), 'A page'), ...problemResponses(400, 401, 403, 404) },
})

export function agentRoutes({ database }: Pick<ApiServices, 'database'>) {
  return createRouter()
    .openapi(schema, async (c) => {
      // Row security has nothing to say of it; the caller still has to be one.
      await readAsTenant(database, c.var.principal, (tx) => tx.claims())
      return c.json(configurationSchema(), 200)
    })
    .openapi(list, async (c) => {
      const { limit, cursor, ...filters } = c.req.valid('query')
      const rows = await readAsTenant(database, c.var.principal, (tx) => agents.list(tx, { filters, limit, cursor }))
      return c.json(page(agent).parse(rows), 200)
    })
    .openapi(create, async (c) => {
      const asked = c.req.valid('json')
      const created = await withTenant(database, c.var.principal, (tx) => createAgent(tx, asked, keyOf(c, asked)))
      return c.json(agent.parse(createdRow(c, created)), 201)
    })
    .openapi(get, async (c) => {
      const row = await readAsTenant(database, c.var.principal, (tx) => agents.get(tx, c.req.valid('param').id))
      return c.json(agent.parse(found(row)), 200)
    })
    .openapi(patch, async (c) => {
      const { id } = c.req.valid('param')
      const given = c.req.valid('json')
      const row = await withTenant(database, c.var.principal, (tx) => changeAgent(tx, id, given))
      return c.json(agent.parse(row), 200)
    })
    .openapi(remove, async (c) => {
      const { id } = c.req.valid('param')
      await withTenant(database, c.var.principal, async (tx) => {
        if (!(await agents.remove(tx, id))) throw new Problem('not_found')
      })
      return c.body(null, 204)
    })
    .openapi(duplicate, async (c) => {
      const { id } = c.req.valid('param')
      const asked = c.req.valid('json')
      const created = await withTenant(database, c.var.principal, (tx) =>
        duplicateAgent(tx, id, asked.name, keyOf(c, asked)),
      )
      return c.json(agent.parse(createdRow(c, created)), 201)
    })
    .openapi(publish, async (c) => {
      const { id } = c.req.valid('param')
      const { version } = c.req.valid('json')
      const row = await withTenant(database, c.var.principal, (tx) => publishAgent(tx, id, version))
      return c.json(agent.parse(row), 200)
    })
    .openapi(versions, async (c) => {
      const { id } = c.req.valid('param')
      const { limit, cursor } = c.req.valid('query')
      const rows = await readAsTenant(database, c.var.principal, async (tx) => {
        found(await agents.get(tx, id))
        return agentVersions.list(tx, { filters: { agent_id: id }, limit, cursor })
      })
      return c.json(page(agentVersion).parse(rows), 200)
    })
}
