import { createRoute } from '@hono/zod-openapi'
import { readAsTenant } from '../../../db/tenant.ts'
import { agents } from '../../../features/agents/agents.repository.ts'
import type { RunServices } from '../../../features/executions/answers/run-context.ts'
import { chatCompletion, chatRequest, modelList } from '../../../features/executions/chat-completions.schema.ts'
import {
  annotationsOf,
  completionOf,
  extensionOf,
  findAgentAsModel,
  readChat,
  requireSuccess,
  seconds,
  usageOf,
} from '../../../features/executions/chat-completions.ts'
import type { ExecutionLog } from '../../../features/executions/execution-log.ts'
import type { ExecutionRow } from '../../../features/executions/executions.repository.ts'
import type { ExecutionOutput } from '../../../features/executions/executions.schema.ts'
import { beginExecution } from '../../../features/executions/executions.ts'
import { Problem } from '../../../problems.ts'
import type { ApiServices } from '../../../services.ts'
import { describeProblem } from '../../problem.ts'
import { body, createRouter, json, problemResponses } from '../../router.ts'

const tags = ['agents']

const complete = createRoute({
  method: 'post',
  path: '/v1/chat/completions',
  operationId: 'createChatCompletion',
  summary: 'Ask an agent as OpenAI’s chat is asked: existing programs and SDKs work unchanged',
  tags,
  request: { body: body(chatRequest) },
  responses: {
    200: json(
      chatCompletion,
      'The answer, or its chunks with `stream`; its citations are annotations, and the field `renum` has the verdict on each sentence',
    ),
    ...problemResponses(400, 401, 403, 404, 409, 422, 429, 503),
  },
})

const models = createRoute({
  method: 'get',
  path: '/v1/models',
  operationId: 'listModels',
  summary: 'The agents that can be asked, as OpenAI lists models',
  tags,
  responses: { 200: json(modelList, 'All of them'), ...problemResponses(401, 403) },
})

type Services = Pick<ApiServices, 'database' | 'embedders' | 'queue' | 'logger' | 'executions' | 'keyring' | 'models'> &
  Pick<RunServices, 'takeSearchTurn'>

export function chatCompletionRoutes(services: Services) {
  const { database } = services
  return createRouter()
    .openapi(complete, async (c) => {
      const { principal } = c.var
      const asked = c.req.valid('json')
      const { question, history, note } = readChat(asked)
      const id = await readAsTenant(database, principal, (tx) => findAgentAsModel(tx, asked.model))
      const execution = { question, draft: false, background: false, history, note }
      const { row, live } = await beginExecution(services, principal, id, execution, undefined)
      if (!live) throw new Problem('execution_interrupted')
      if (!asked.stream) {
        const ended = await live.ended
        if (!ended) throw new Problem('execution_interrupted')
        return c.json(chatCompletion.parse(completionOf(ended, asked.model)), 200)
      }
      const told = {
        row,
        model: asked.model,
        usage: asked.stream_options?.include_usage === true,
        describe: (problem: Problem) => describeProblem(problem, c),
      }
      return c.body(streamChunks(live.log, live.ended, told), 200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
        Connection: 'close',
      }) as never
    })
    .openapi(models, async (c) => {
      const rows = await readAsTenant(database, c.var.principal, (tx) =>
        agents.list(tx, { filters: { status: 'active' }, limit: 1_000 }),
      )
      const data = rows.data
        .filter(({ published_version }) => published_version !== null)
        .map(({ id, name, created_at }) => ({
          id,
          object: 'model' as const,
          created: seconds(created_at),
          owned_by: 'renum',
          name,
        }))
      return c.json(modelList.parse({ object: 'list', data }), 200)
    })
}

const encoder = new TextEncoder()

/** An execution as the chunks of a chat, pushed as it says them. */
function streamChunks(
  log: ExecutionLog,
  ended: Promise<ExecutionRow | undefined>,
  about: { row: ExecutionRow; model: string; usage: boolean; describe(problem: Problem): object },
): ReadableStream<Uint8Array> {
  let position = 0
  let gone = false
  const base = {
    id: `chatcmpl-${about.row.id}`,
    object: 'chat.completion.chunk',
    created: seconds(about.row.created_at),
    model: about.model,
  }
  const data = (value: unknown) => encoder.encode(`data: ${JSON.stringify(value)}\n\n`)
  const chunk = (delta: object, finish_reason: string | null = null, more: object = {}) =>
    data({ ...base, choices: [{ index: 0, delta, logprobs: null, finish_reason }], ...more })
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(chunk({ role: 'assistant', content: '' })),
      async pull(controller) {
        while (!gone) {
          const events = log.readFrom(position)
          position = events.at(-1)?.position ?? position
          const text = events.flatMap(({ event, data }) => (event === 'text' ? [data.text as string] : [])).join('')
          if (text !== '') controller.enqueue(chunk({ content: text }))
          if (log.ended && events.length === 0) return finish(controller)
          if (text !== '') return
          await log.more(position, 15_000)
        }
      },
      cancel() {
        gone = true
      },
    },
    { highWaterMark: 1 },
  )

  async function finish(controller: ReadableStreamDefaultController<Uint8Array>) {
    try {
      const row = await ended
      if (!row) throw new Problem('execution_interrupted')
      requireSuccess(row)
      const output = row.output as unknown as ExecutionOutput
      controller.enqueue(chunk({ annotations: annotationsOf(output) }, 'stop', { renum: extensionOf(row, output) }))
      if (about.usage) controller.enqueue(data({ ...base, choices: [], usage: usageOf(row) }))
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem('internal', { cause: error })
      const { code, title, ...rest } = about.describe(problem) as { code: string; title: string }
      controller.enqueue(data({ error: { message: title, type: 'server_error', code, ...rest } }))
    }
    controller.enqueue(encoder.encode('data: [DONE]\n\n'))
    controller.close()
  }
}
