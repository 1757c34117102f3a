import type {
  LanguageModelV4ToolCall,
  LanguageModelV4ToolCallPart,
  LanguageModelV4ToolResultPart,
} from '@ai-sdk/provider'
import { z } from 'zod'
import type { Principal } from '../../../db/tenant.ts'
import { Problem } from '../../../problems.ts'
import type { ModelAccess } from '../../../providers/models/models.ts'
import type { LanguageModelChoice } from '../../agents/agents.schema.ts'
import { useCredential } from '../../credentials/credentials.ts'
import { type ToolName, tools } from './agent-tools.ts'
import { languageOf, phrases } from './answer.ts'
import { callModel } from './call-model.ts'
import { createFence, promptOf } from './prompt.ts'
import { createLinkFilter } from './remove-links.ts'
import { type RunContext, type RunServices, retrieve } from './run-context.ts'

/** Calls of a tool with arguments that it does not take, one after the other: a model that goes on with it will not learn. */
const mostInvalidCalls = 3
/** Of one step. */
const mostCallsAtOnce = 8

/**
 * Has a model answer from what the question finds, and from what its tools find. Returns whether there was anything to answer
 * from. Raises `Problem` for whatever ends it: what it has said, and used, until then stays.
 */
export async function answerWithModel(
  services: RunServices,
  context: RunContext,
  choice: LanguageModelChoice,
): Promise<boolean> {
  const { run, answer, passages, usage, signal } = context
  const { configuration } = run
  const language = languageOf(configuration.language, run.question)
  usage.model = choice.name
  const access = await accessOf(services, run.client_id, choice)
  const model = await services.models.open(choice.name, access)
  signal.throwIfAborted()
  if (passages.length === 0 && configuration.retrieval.automatic) await retrieve(services, context, run.question)
  if (passages.length === 0 && configuration.tools.length === 0) {
    answer.write(phrases.notFound[language])
    return false
  }
  const fence = createFence()
  const messages = promptOf(run, passages, fence, language)
  const filter = createLinkFilter([run.question, configuration.instructions])
  let invalid = 0
  for (let number = 1; number <= configuration.limits.steps; number++) {
    const step = await callModel(services, context, { model, access, choice, messages, filter })
    if (step.calls.length === 0) {
      return answer.text.trim() !== phrases.notFound[language] && passages.length > 0
    }
    const calls: LanguageModelV4ToolCallPart[] = []
    const results: LanguageModelV4ToolResultPart[] = []
    for (const [i, call] of step.calls.entries()) {
      const result =
        i < mostCallsAtOnce
          ? await useTool(services, context, call, fence)
          : { text: 'Too many calls at once.', invalid: false, input: {} }
      invalid = result.invalid ? invalid + 1 : 0
      if (invalid >= mostInvalidCalls)
        throw new Problem('model_tool_arguments_invalid', { params: { tool: call.toolName } })
      const { toolCallId, toolName } = call
      calls.push({ type: 'tool-call', toolCallId, toolName, input: result.input })
      results.push({ type: 'tool-result', toolCallId, toolName, output: { type: 'text', value: result.text } })
    }
    messages.push({ role: 'assistant', content: [...said(step.text), ...calls] }, { role: 'tool', content: results })
  }
  throw new Problem('step_limit_reached', { params: { limit: configuration.limits.steps } })
}

/**
 * Uses a tool; what it cannot do is told to the model, which may do better. `input`: its arguments as they were read; of invalid ones,
 * which may be nested without end, nothing is repeated.
 */
async function useTool(
  services: RunServices,
  context: RunContext,
  { toolName, input }: LanguageModelV4ToolCall,
  fence: string,
): Promise<{ text: string; invalid: boolean; input: object }> {
  const { configuration } = context.run
  const isOurs = (name: string): name is ToolName => (configuration.tools as string[]).includes(name)
  const end = context.step({ kind: 'tool', name: toolName.slice(0, 100), input: input.slice(0, 4_000) })
  if (!isOurs(toolName)) {
    end({ error_code: 'model_tool_unknown' })
    return { text: 'There is no such tool.', invalid: true, input: {} }
  }
  const tool = tools[toolName]
  const read = tool.input.safeParse(parsed(input))
  if (!read.success) {
    end({ error_code: 'model_tool_arguments_invalid' })
    return {
      text: `These are no arguments of ${toolName}: ${z.prettifyError(read.error)}`.slice(0, 1_000),
      invalid: true,
      input: {},
    }
  }
  const readInput = read.data as object
  try {
    const use = tool.use as (...given: [RunServices, RunContext, unknown, string]) => ReturnType<typeof tool.use>
    const { text, output } = await use(services, context, read.data, fence)
    end({ output })
    return { text, invalid: false, input: readInput }
  } catch (error) {
    if (!(error instanceof Problem) || (error.status >= 500 && error.fault !== 'site')) throw error
    end({ error_code: error.code })
    return { text: `It failed: ${error.text('en')}`, invalid: false, input: readInput }
  }
}

async function accessOf(
  services: RunServices,
  client_id: string,
  { provider, credential_id }: LanguageModelChoice,
): Promise<ModelAccess> {
  if (credential_id === null) {
    const { installed } = services.models
    if (installed?.provider !== provider) throw new Problem('model_not_configured')
    return installed
  }
  // Whoever may run the agent uses its credential, and never sees it: an admin chose it for that.
  const asJob: Principal = { kind: 'job', client_id }
  const { settings, secret } = await useCredential(services, asJob, credential_id, 'models').catch((error) => {
    if (!(error instanceof Problem) || error.code !== 'not_found') throw error
    throw new Problem('model_credential_missing', { cause: error })
  })
  return { provider, base_url: settings.base_url, key: secret, header_name: settings.header_name }
}

function parsed(input: string): unknown {
  try {
    return JSON.parse(input === '' ? '{}' : input)
  } catch {
    return undefined
  }
}

const said = (text: string) => (text === '' ? [] : [{ type: 'text' as const, text }])
