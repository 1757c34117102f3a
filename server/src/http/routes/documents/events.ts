import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { callerOf, lastClaims } from '../../../db/tenant.ts'
import { documentEvent } from '../../../features/events/events.schema.ts'
import { type Look, watchCollection, watchDocument } from '../../../features/events/events.ts'
import { idParam } from '../../../features/schema.ts'
import type { ApiServices } from '../../../services.ts'
import type { RequestContext } from '../../context.ts'
import { describeProblem } from '../../problem.ts'
import { createRouter, problemResponses } from '../../router.ts'

const request = {
  params: idParam,
  headers: z.object({
    'last-event-id': z
      .string()
      .optional()
      .openapi({ description: 'The id of the last event that was read: what has happened since comes first.' }),
  }),
  query: z.object({
    wait: z
      .enum(['true', 'false'])
      .default('true')
      .openapi({ description: '`false` gives what there is and ends, instead of waiting for more.' }),
  }),
}

const stream = {
  200: {
    description:
      'Server-sent events, each with an `id`, its name and one line of JSON: `progress`, `ready`, `failed`, `cancelled` and `deleted` are a DocumentEvent; `ready` comes with its words, and again as its vectors come (`embedding`); `error` is a Problem, and ends the stream. Comments keep the connection alive. The server ends it after an hour at the latest: come again with Last-Event-ID.',
    content: {
      'text/event-stream': {
        schema: z.string().openapi({
          example:
            'id: 3q2-7wAAAAAAAAAAAAAAAQ\nevent: progress\ndata: {"document_id":"8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e","status":"processing","step":"embedding","percent":50}\n\n',
        }),
      },
    },
  },
  ...problemResponses(400, 401, 403, 404, 429),
}

const ofDocument = createRoute({
  method: 'get',
  path: '/v1/documents/{id}/events',
  operationId: 'watchDocument',
  summary: 'Watch a document until its processing has ended and its vectors are there',
  tags: ['documents'],
  request,
  responses: { ...stream, 204: { description: 'Nothing more will come' } },
})

const ofCollection = createRoute({
  method: 'get',
  path: '/v1/collections/{id}/events',
  operationId: 'watchCollection',
  summary: 'Watch the documents of a collection: those that are being processed, and whatever changes',
  tags: ['documents'],
  request,
  responses: stream,
})

type EventServices = Pick<ApiServices, 'database' | 'queue' | 'streams' | 'eventIds'>

export function eventRoutes({ database, queue, streams, eventIds }: EventServices) {
  const router = createRouter()
  router.openAPIRegistry.register('DocumentEvent', documentEvent)
  const countWorkers = () => queue.countWorkers()
  const open = async (c: Context<RequestContext>, look: Look, lastId: string | undefined, wait: string) => {
    const body = await streams.open({
      owner: callerOf(c.var.principal),
      client: () => lastClaims(database, c.var.principal)?.client_id ?? null,
      look,
      describe: (problem) => describeProblem(problem, c),
      wait: wait === 'true',
      resumed: lastId !== undefined,
    })
    if (body === null) return c.body(null, 204)
    return c.body(body, 200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // Proxies that collect an answer before they pass it on.
      'X-Accel-Buffering': 'no',
      // Behind its end nothing else comes over this connection: a server that stops does not wait for it.
      Connection: 'close',
    })
  }
  return router
    .openapi(ofDocument, (c) => {
      const lastId = c.req.valid('header')['last-event-id']
      const from = { lastId, eventIds, language: c.var.language, countWorkers }
      const look = watchDocument(database, c.var.principal, c.req.valid('param').id, from)
      return open(c, look, lastId, c.req.valid('query').wait)
    })
    .openapi(ofCollection, (c) => {
      const lastId = c.req.valid('header')['last-event-id']
      const from = { lastId, eventIds, language: c.var.language, countWorkers }
      const look = watchCollection(database, c.var.principal, c.req.valid('param').id, from)
      return open(c, look, lastId, c.req.valid('query').wait)
    })
}
