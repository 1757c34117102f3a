import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { callerOf, lastClaims, readAsTenant, withTenant } from '../../../db/tenant.ts'
import { agents } from '../../../features/agents/agents.repository.ts'
import { executions } from '../../../features/executions/executions.repository.ts'
import {
  allExecutionFilters,
  execution,
  executionFilters,
  executionTrace,
  feedback,
  newExecution,
} from '../../../features/executions/executions.schema.ts'
import {
  beginExecution,
  cancelExecution,
  describeExecution,
  type ExecutionServices,
  watchExecution,
} from '../../../features/executions/executions.ts'
import { describeSteps } from '../../../features/executions/trace.ts'
import { idParam, page } from '../../../features/schema.ts'
import { found, Problem } from '../../../problems.ts'
import type { ApiServices } from '../../../services.ts'
import type { RequestContext } from '../../context.ts'
import { streamExecution } from '../../execution-stream.ts'
import { describeProblem } from '../../problem.ts'
import { body, createdRow, createRouter, creationHeaders, json, keyOf, problemResponses } from '../../router.ts'

const tags = ['agents']
const path = '/v1/executions/{id}'

const eventStream = {
  'text/event-stream': {
    schema: z.string().openapi({
      example:
        'id: 1\nevent: start\ndata: {"execution_id":"8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"}\n\nid: 24\nevent: text\ndata: {"text":"São trinta dias. [1]"}\n\n',
    }),
  },
}
const streamText =
  'Server-sent events: `start`, `step`, `text`, `citation`, `sentence` (the verdict on what was just said), `usage` and `end`. The `id` of an event is how far the execution has come with it; given back as Last-Event-ID it is gone on from there, inside of a text too.'

const run = createRoute({
  method: 'post',
  path: '/v1/agents/{id}/executions',
  operationId: 'runAgent',
  summary: 'Ask an agent: JSON once it has answered, its events as it does with Accept: text/event-stream',
  tags,
  request: { params: idParam, headers: creationHeaders, body: body(newExecution) },
  responses: {
    // One type of content: a client that knows both would never know which it has.
    201: json(execution, `How it ended. With Accept: text/event-stream: ${streamText}`),
    202: json(execution, 'It runs in the background'),
    ...problemResponses(400, 401, 403, 404, 409, 422, 429),
  },
})

const listOfAgent = createRoute({
  method: 'get',
  path: '/v1/agents/{id}/executions',
  operationId: 'listAgentExecutions',
  summary: 'What you have asked an agent, newest first; admins see those of everybody',
  tags,
  request: { params: idParam, query: executionFilters },
  responses: { 200: json(page(execution), 'A page'), ...problemResponses(400, 401, 403, 404) },
})

const list = createRoute({
  method: 'get',
  path: '/v1/executions',
  operationId: 'listExecutions',
  summary: 'What you have asked any agent, newest first; admins see those of everybody',
  tags,
  request: { query: allExecutionFilters },
  responses: { 200: json(page(execution), 'A page'), ...problemResponses(400, 401, 403) },
})

const get = createRoute({
  method: 'get',
  path,
  operationId: 'getExecution',
  summary: 'An execution, and what has come of it',
  tags,
  request: { params: idParam },
  responses: { 200: json(execution, 'The execution'), ...problemResponses(400, 401, 403, 404) },
})

const trace = createRoute({
  method: 'get',
  path: `${path}/trace`,
  operationId: 'getExecutionTrace',
  summary: 'What an execution did, step by step',
  tags,
  request: { params: idParam },
  responses: { 200: json(executionTrace, 'The steps'), ...problemResponses(400, 401, 403, 404) },
})

const watch = createRoute({
  method: 'get',
  path: `${path}/events`,
  operationId: 'watchExecution',
  summary: 'Follow an execution, from the beginning or from where you were, to its end',
  tags,
  request: {
    params: idParam,
    headers: z.object({
      'last-event-id': z
        .string()
        .regex(/^\d{1,9}$/)
        .optional()
        .openapi({ description: 'The id of the last event that was read.' }),
    }),
    query: z.object({
      wait: z
        .enum(['true', 'false'])
        .default('true')
        .openapi({ description: '`false` gives what there is and ends, instead of waiting for more.' }),
    }),
  },
  responses: {
    200: { description: streamText, content: eventStream },
    204: { description: 'Nothing more will come' },
    ...problemResponses(400, 401, 403, 404, 429),
  },
})

const cancel = createRoute({
  method: 'post',
  path: `${path}/cancel`,
  operationId: 'cancelExecution',
  summary: 'Stop an execution; what it has said until then is kept',
  tags,
  request: { params: idParam },
  responses: { 200: json(execution, 'As it is now'), ...problemResponses(400, 401, 403, 404, 409) },
})

const rate = createRoute({
  method: 'post',
  path: `${path}/feedback`,
  operationId: 'rateExecution',
  summary: 'Say whether an answer was good',
  tags,
  request: { params: idParam, body: body(feedback) },
  responses: { 200: json(execution, 'As it is now'), ...problemResponses(400, 401, 403, 404) },
})

type Services = ExecutionServices & Pick<ApiServices, 'streams'>

export function executionRoutes(services: Services) {
  const { database, streams, executions: all } = services
  const openStream = async (c: Context<RequestContext>, id: string, from: number, wait: boolean) => {
    const { principal } = c.var
    const look = watchExecution(database, principal, id, from)
    const live = all.find(id)
    if (live && wait) return sse(c, streamExecution(live.log, from))
    const stream = await streams.open({
      owner: callerOf(principal),
      client: () => lastClaims(database, principal)?.client_id ?? null,
      look: async () => {
        const { events, ended } = await look()
        return { events: events.map(({ position, event, data }) => ({ id: String(position), event, data })), ended }
      },
      describe: (problem) => describeProblem(problem, c),
      wait,
      resumed: from > 0,
    })
    return stream === null ? c.body(null, 204) : sse(c, stream)
  }

  return createRouter()
    .openapi(run, async (c) => {
      const asked = c.req.valid('json')
      const { id } = c.req.valid('param')
      const { language, principal } = c.var
      const begun = await beginExecution(services, principal, id, asked, keyOf(c, asked))
      const row = createdRow(c, begun)
      if (asked.background) return c.json(execution.parse(describeExecution(row, language)), 202)
      if (c.req.header('Accept')?.includes('text/event-stream')) {
        if (begun.live) return sse(c, streamExecution(begun.live.log, 0), 201) as never
        return (await openStream(c, row.id, 0, true)) as never
      }
      await begun.live?.ended
      const now = await readAsTenant(database, principal, (tx) => executions.get(tx, row.id))
      return c.json(execution.parse(describeExecution(found(now), language)), 201)
    })
    .openapi(listOfAgent, async (c) => {
      const { id: agent_id } = c.req.valid('param')
      const { limit, cursor, ...filters } = c.req.valid('query')
      const rows = await readAsTenant(database, c.var.principal, async (tx) => {
        found(await agents.get(tx, agent_id))
        return executions.list(tx, { filters: { ...filters, agent_id }, limit, cursor })
      })
      return c.json(page(execution).parse(described(rows, c)), 200)
    })
    .openapi(list, async (c) => {
      const { limit, cursor, ...filters } = c.req.valid('query')
      const rows = await readAsTenant(database, c.var.principal, (tx) =>
        executions.list(tx, { filters, limit, cursor }),
      )
      return c.json(page(execution).parse(described(rows, c)), 200)
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid('param')
      const row = await readAsTenant(database, c.var.principal, (tx) => executions.get(tx, id))
      return c.json(execution.parse(describeExecution(found(row), c.var.language)), 200)
    })
    .openapi(trace, async (c) => {
      const { id } = c.req.valid('param')
      const steps = await readAsTenant(database, c.var.principal, (tx) => describeSteps(tx, id, c.var.language))
      return c.json(executionTrace.parse({ steps }), 200)
    })
    .openapi(watch, async (c) => {
      const { id } = c.req.valid('param')
      // Row security says whether the caller may see it, before anything of it is read from memory.
      found(await readAsTenant(database, c.var.principal, (tx) => executions.get(tx, id)))
      return (await openStream(
        c,
        id,
        Number(c.req.valid('header')['last-event-id'] ?? 0),
        c.req.valid('query').wait === 'true',
      )) as never
    })
    .openapi(cancel, async (c) => {
      const row = await cancelExecution(services, c.var.principal, c.req.valid('param').id)
      return c.json(execution.parse(describeExecution(row, c.var.language)), 200)
    })
    .openapi(rate, async (c) => {
      const { id } = c.req.valid('param')
      const { rating, comment } = c.req.valid('json')
      const row = await withTenant(database, c.var.principal, async (tx) => {
        if (!(await executions.get(tx, id))) throw new Problem('not_found')
        const rated = await executions.patch(tx, id, { rating, rating_comment: comment })
        if (!rated) throw new Problem('forbidden')
        return rated
      })
      return c.json(execution.parse(describeExecution(row, c.var.language)), 200)
    })
}

function described({ data, next_cursor }: Awaited<ReturnType<typeof executions.list>>, c: Context<RequestContext>) {
  return { data: data.map((row) => describeExecution(row, c.var.language)), next_cursor }
}

function sse(c: Context<RequestContext>, stream: ReadableStream<Uint8Array>, status: 200 | 201 = 200) {
  return c.body(stream, status, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    // Proxies that collect an answer before they pass it on.
    'X-Accel-Buffering': 'no',
    Connection: 'close',
  })
}
