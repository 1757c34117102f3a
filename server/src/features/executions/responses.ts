import type { z } from 'zod'
import { Problem } from '../../problems.ts'
import { type Asked, annotationsOf, extensionOf, readChat, requireSuccess, seconds } from './chat-completions.ts'
import type { ExecutionRow } from './executions.repository.ts'
import type { ExecutionOutput } from './executions.schema.ts'
import type { responseRequest } from './responses.schema.ts'

/**
 * What is asked of an agent. Raises as `readChat`, and `invalid_input` for what an agent would have to ignore: a response to go
 * on from, one that runs in the background, and items that are no messages.
 */
export function readResponseRequest(asked: z.output<typeof responseRequest>): Asked {
  const { model, input, instructions, tools, previous_response_id, background } = asked
  const refuse = (field: string, pt: string, en: string) =>
    new Problem('invalid_input', { field, params: { reason: { pt, en } } })
  if (previous_response_id != null) {
    const pt = 'Envie as mensagens anteriores em `input`: `previous_response_id` não é aceito.'
    throw refuse('previous_response_id', pt, 'Send earlier messages in `input`: `previous_response_id` is not taken.')
  }
  if (background) {
    const pt = '`background` não é aceito aqui: use POST /v1/agents/{id}/executions.'
    throw refuse('background', pt, '`background` is not taken here: use POST /v1/agents/{id}/executions.')
  }
  const items = typeof input === 'string' ? [{ role: 'user' as const, content: input }] : input
  const messages = items.map(({ role, content, ...item }) => {
    const type = 'type' in item ? item.type : undefined
    if (role == null || (type != null && type !== 'message')) {
      throw refuse('input', 'Só mensagens são aceitas em `input`.', 'Only messages are taken in `input`.')
    }
    return { role, content }
  })
  const said = instructions == null ? messages : [{ role: 'system' as const, content: instructions }, ...messages]
  return readChat({ model, messages: said, tools })
}

/** What a response is before its answer, and around it. */
export function responseOf({ id, created_at }: ExecutionRow, model: string) {
  return {
    id: `resp_${id}`,
    object: 'response' as const,
    created_at: seconds(created_at),
    status: 'in_progress' as 'in_progress' | 'completed' | 'failed',
    background: false,
    error: null as { code: string; message: string } | null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: null,
    metadata: {},
    model,
    output: [] as object[],
    parallel_tool_calls: false,
    previous_response_id: null,
    store: true,
    temperature: null,
    text: { format: { type: 'text' } },
    tool_choice: 'none',
    tools: [],
    top_p: null,
    truncation: 'disabled',
    usage: null as object | null,
  }
}

export const messageId = ({ id }: Pick<ExecutionRow, 'id'>) => `msg_${id}`

export function messageOf(row: Pick<ExecutionRow, 'id'>, content: object[], status: 'in_progress' | 'completed') {
  return { id: messageId(row), type: 'message' as const, role: 'assistant' as const, status, content }
}

function partOf(output: ExecutionOutput) {
  return { type: 'output_text' as const, text: output.answer, annotations: annotationsOf(output), logprobs: [] }
}

/** A response with its answer. Raises the problem that its execution ended with. */
export function completedResponse(row: ExecutionRow, model: string) {
  requireSuccess(row)
  const output = row.output as unknown as ExecutionOutput
  const { input_tokens, output_tokens } = row
  return {
    ...responseOf(row, model),
    status: 'completed' as const,
    output: [messageOf(row, [partOf(output)], 'completed')],
    usage: {
      input_tokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input_tokens + output_tokens,
    },
    renum: extensionOf(row, output),
  }
}
