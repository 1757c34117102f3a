import { createRoute } from '@hono/zod-openapi'
import { readAsTenant } from '../../../db/tenant.ts'
import { agents } from '../../../features/agents/agents.repository.ts'
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
import { beginExecution, type ExecutionServices } from '../../../features/executions/executions.ts'
import { Problem } from '../../../problems.ts'
import { keepFromRetrying, openAiError } from '../../openai-errors.ts'
import { describeProblem } from '../../problem.ts'
import { body, createRouter, json, problemResponses } from '../../router.ts'
import { streamText } from '../../text-stream.ts'

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

export function chatCompletionRoutes(services: ExecutionServices) {
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
        keepFromRetrying(c, ended)
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

/** An execution as the chunks of a chat. */
function streamChunks(
  log: ExecutionLog,
  ended: Promise<ExecutionRow | undefined>,
  about: {
    row: ExecutionRow
    model: string
    usage: boolean
    describe(problem: Problem): ReturnType<typeof describeProblem>
  },
): ReadableStream<Uint8Array> {
  const base = {
    id: `chatcmpl-${about.row.id}`,
    object: 'chat.completion.chunk',
    created: seconds(about.row.created_at),
    model: about.model,
  }
  const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
  const chunk = (delta: object, finish_reason: string | null = null, more: object = {}) =>
    data({ ...base, choices: [{ index: 0, delta, logprobs: null, finish_reason }], ...more })
  return streamText(log, {
    begin: () => chunk({ role: 'assistant', content: '' }),
    text: (content) => chunk({ content }),
    async end() {
      const done = 'data: [DONE]\n\n'
      try {
        const row = await ended
        if (!row) throw new Problem('execution_interrupted')
        requireSuccess(row)
        const output = row.output as unknown as ExecutionOutput
        const last = chunk({ annotations: annotationsOf(output) }, 'stop', { renum: extensionOf(row, output) })
        return `${last}${about.usage ? data({ ...base, choices: [], usage: usageOf(row) }) : ''}${done}`
      } catch (error) {
        const problem = error instanceof Problem ? error : new Problem('internal', { cause: error })
        return `${data({ error: openAiError(about.describe(problem)) })}${done}`
      }
    },
  })
}
