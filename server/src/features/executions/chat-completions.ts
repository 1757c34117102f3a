import type { z } from 'zod'
import type { TenantTx } from '../../db/tenant.ts'
import { Problem, type ProblemCode } from '../../problems.ts'
import { agents } from '../agents/agents.ts'
import type { chatRequest } from './chat-completions.schema.ts'
import type { ExecutionRow } from './executions.repository.ts'
import type { ExecutionOutput } from './executions.schema.ts'

/** Code units, as of an agent's own instructions. */
const longestNote = 20_000

type ChatRequest = z.output<typeof chatRequest>

/** What is asked of an agent, out of the messages of a chat. */
export interface Asked {
  question: string
  history: { question: string; answer: string }[]
  /** What the caller's program tells the model beside it. */
  note: string
}

/**
 * The last question, and what was said before it. Raises `tools_not_supported` for tools of the caller's, and `invalid_input`
 * where there is no question or more than one answer is wanted.
 */
export function readChat({ messages, tools, functions, n }: ChatRequest): Asked {
  if (
    (tools?.length ?? 0) > 0 ||
    (functions?.length ?? 0) > 0 ||
    messages.some(({ role }) => role === 'tool' || role === 'function')
  ) {
    throw new Problem('tools_not_supported', { field: 'tools' })
  }
  const refuse = (field: string, pt: string, en: string) =>
    new Problem('invalid_input', { field, params: { reason: { pt, en } } })
  if (n != null && n !== 1)
    throw refuse('n', 'Um agente dá uma resposta: `n` precisa ser 1.', 'An agent gives one answer: `n` has to be 1.')
  const said = messages.map(({ role, content }) => ({ role, text: textOf(content) }))
  const last = said.at(-1)
  const question = last?.role === 'user' ? last.text.trim() : ''
  if (question === '' || question.length > 10_000) {
    throw refuse(
      'messages',
      'A última mensagem precisa ser uma pergunta (role user) de até 10.000 caracteres.',
      'The last message has to be a question (role user) of at most 10,000 characters.',
    )
  }
  const history: Asked['history'] = []
  let open: string | undefined
  for (const { role, text } of said.slice(0, -1)) {
    if (role === 'user') open = text
    else if (role === 'assistant' && open !== undefined) {
      history.push({ question: open, answer: text })
      open = undefined
    }
  }
  const note = said.flatMap(({ role, text }) => (role === 'system' || role === 'developer' ? [text] : [])).join('\n')
  if (note.length > longestNote) {
    throw refuse(
      'messages',
      'As instruções (role system ou developer) podem ter até 20.000 caracteres ao todo.',
      'Instructions (role system or developer) may have 20,000 characters in all.',
    )
  }
  return { question, history, note }
}

function textOf(content: ChatRequest['messages'][number]['content']): string {
  if (content == null) return ''
  return typeof content === 'string' ? content : content.map(({ text = '' }) => text).join('\n')
}

/** The agent that a caller names as a model. Raises `not_found` with the field, also where two have the name. */
export async function findAgentAsModel(tx: TenantTx, model: string): Promise<string> {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(model)) return model
  const { data } = await agents.list(tx, { filters: { name: model }, limit: 2 })
  const [agent] = data
  if (!agent || data.length > 1) throw new Problem('not_found', { field: 'model' })
  return agent.id
}

/** An execution as a chat's answer. Raises the problem that it ended with. */
export function completionOf(row: ExecutionRow, model: string) {
  requireSuccess(row)
  const output = row.output as unknown as ExecutionOutput
  const message = {
    role: 'assistant' as const,
    content: output.answer,
    refusal: null,
    annotations: annotationsOf(output),
  }
  return {
    id: `chatcmpl-${row.id}`,
    object: 'chat.completion' as const,
    created: seconds(row.created_at),
    model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: 'stop' as const }],
    usage: usageOf(row),
    renum: extensionOf(row, output),
  }
}

export function requireSuccess({ status, error_code, error_params }: ExecutionRow): void {
  if (status === 'succeeded') return
  throw new Problem((error_code ?? 'execution_interrupted') as ProblemCode, {
    params: (error_params ?? {}) as Record<string, string>,
  })
}

export function usageOf({ input_tokens, output_tokens }: Pick<ExecutionRow, 'input_tokens' | 'output_tokens'>) {
  return {
    prompt_tokens: input_tokens,
    completion_tokens: output_tokens,
    total_tokens: input_tokens + output_tokens,
  }
}

/** What the protocol has no field for. */
export function extensionOf({ id, cost_usd }: ExecutionRow, { answer: _, ...output }: ExecutionOutput) {
  return { execution_id: id, cost_usd, ...output }
}

export function annotationsOf({ citations }: ExecutionOutput) {
  return citations.map(({ number, document_id, document_name, quote, chunk_id, version, location }) => ({
    type: 'file_citation' as const,
    index: number,
    file_id: document_id,
    filename: document_name,
    quote,
    chunk_id,
    version,
    location,
  }))
}

export function seconds(moment: string): number {
  return Math.floor(Date.parse(moment) / 1000)
}
