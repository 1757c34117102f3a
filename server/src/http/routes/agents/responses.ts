import { createRoute } from '@hono/zod-openapi'
import { readAsTenant } from '../../../db/tenant.ts'
import { findAgentAsModel } from '../../../features/executions/chat-completions.ts'
import type { ExecutionLog } from '../../../features/executions/execution-log.ts'
import type { ExecutionRow } from '../../../features/executions/executions.repository.ts'
import { beginExecution, type ExecutionServices } from '../../../features/executions/executions.ts'
import { response, responseRequest } from '../../../features/executions/responses.schema.ts'
import {
  completedResponse,
  messageId,
  messageOf,
  readResponseRequest,
  responseOf,
} from '../../../features/executions/responses.ts'
import { Problem } from '../../../problems.ts'
import { keepFromRetrying, openAiError } from '../../openai-errors.ts'
import { describeProblem } from '../../problem.ts'
import { body, createRouter, json, problemResponses } from '../../router.ts'
import { streamText } from '../../text-stream.ts'

const create = createRoute({
  method: 'post',
  path: '/v1/responses',
  operationId: 'createResponse',
  summary: 'Ask an agent as OpenAI’s Responses API is asked',
  tags: ['agents'],
  request: { body: body(responseRequest) },
  responses: {
    200: json(response, 'The answer, or its events with `stream`; its citations are annotations'),
    ...problemResponses(400, 401, 403, 404, 409, 422, 429, 503),
  },
})

export function responseRoutes(services: ExecutionServices) {
  return createRouter().openapi(create, async (c) => {
    const { principal } = c.var
    const asked = c.req.valid('json')
    const { question, history, note } = readResponseRequest(asked)
    const id = await readAsTenant(services.database, principal, (tx) => findAgentAsModel(tx, asked.model))
    const execution = { question, draft: false, background: false, history, note }
    const { row, live } = await beginExecution(services, principal, id, execution, undefined)
    if (!live) throw new Problem('execution_interrupted')
    if (!asked.stream) {
      const ended = await live.ended
      if (!ended) throw new Problem('execution_interrupted')
      keepFromRetrying(c, ended)
      return c.json(response.parse(completedResponse(ended, asked.model)), 200)
    }
    const stream = streamEvents(live.log, live.ended, row, asked.model, (problem) => describeProblem(problem, c))
    return c.body(stream, 200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
      Connection: 'close',
    }) as never
  })
}

/** An execution as the events of a response. */
function streamEvents(
  log: ExecutionLog,
  ended: Promise<ExecutionRow | undefined>,
  row: ExecutionRow,
  model: string,
  describe: (problem: Problem) => ReturnType<typeof describeProblem>,
): ReadableStream<Uint8Array> {
  let sequence_number = 0
  const event = (type: string, data: object) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence_number++, ...data })}\n\n`
  const begun = responseOf(row, model)
  const place = { item_id: messageId(row), output_index: 0, content_index: 0 }
  return streamText(log, {
    begin: () =>
      [
        event('response.created', { response: begun }),
        event('response.in_progress', { response: begun }),
        event('response.output_item.added', { output_index: 0, item: messageOf(row, [], 'in_progress') }),
        event('response.content_part.added', {
          ...place,
          part: { type: 'output_text', text: '', annotations: [], logprobs: [] },
        }),
      ].join(''),
    text: (delta) => event('response.output_text.delta', { ...place, delta, logprobs: [] }),
    async end() {
      try {
        const ending = await ended
        if (!ending) throw new Problem('execution_interrupted')
        const completed = completedResponse(ending, model)
        const [item] = completed.output
        const [part] = item?.content ?? []
        const { text = '', annotations = [] } = (part ?? {}) as { text?: string; annotations?: object[] }
        return [
          event('response.output_text.done', { ...place, text, logprobs: [] }),
          ...annotations.map((annotation, annotation_index) =>
            event('response.output_text.annotation.added', { ...place, annotation_index, annotation }),
          ),
          event('response.content_part.done', { ...place, part }),
          event('response.output_item.done', { output_index: 0, item }),
          event('response.completed', { response: completed }),
        ].join('')
      } catch (error) {
        const problem = error instanceof Problem ? error : new Problem('internal', { cause: error })
        const { code, message } = openAiError(describe(problem))
        return event('response.failed', { response: { ...begun, status: 'failed', error: { code, message } } })
      }
    },
  })
}
