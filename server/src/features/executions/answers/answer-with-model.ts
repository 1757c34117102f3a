import type {
  LanguageModelV4,
  LanguageModelV4Message,
  LanguageModelV4StreamPart,
  LanguageModelV4ToolCall,
  LanguageModelV4ToolResultPart,
} from '@ai-sdk/provider'
import { z } from 'zod'
import { type Principal, readAsTenant } from '../../../db/tenant.ts'
import { tokenize } from '../../../parsing/chunking/tokens.ts'
import { Problem } from '../../../problems.ts'
import type { ModelAccess, Models } from '../../../providers/models/models.ts'
import type { LanguageModelChoice } from '../../agents/agents.schema.ts'
import { useCredential } from '../../credentials/credentials.ts'
import { type ToolName, tools } from './agent-tools.ts'
import { languageOf, phrases } from './answer.ts'
import { modelProblem } from './model-problems.ts'
import { createFence, fenced, promptOf } from './prompt.ts'
import { createLinkFilter } from './remove-links.ts'
import { type RunContext, type RunServices, retrieve } from './run-context.ts'

/** Calls of a tool with arguments that it does not take, one after the other: a model that goes on with it will not learn. */
const mostInvalidCalls = 3
/** Of a step, where nothing else limits it. */
const usualOutputTokens = 4_000

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
  const access = await accessOf(services, run.principal, choice)
  const model = await services.models.open(choice.name, access)
  signal.throwIfAborted()
  if (passages.length === 0) await retrieve(services, context, run.question)
  if (passages.length === 0 && configuration.tools.length === 0) {
    answer.write(phrases.notFound[language])
    return false
  }
  const fence = createFence()
  const messages = promptOf(run, passages, fence, language)
  const filter = createLinkFilter([run.question, configuration.instructions])
  let invalid = 0
  for (let number = 1; number <= configuration.limits.steps; number++) {
    const step = await callModel(services.models, context, { model, access, choice, messages, filter })
    if (step.calls.length === 0) {
      return answer.text.trim() !== phrases.notFound[language] && passages.length > 0
    }
    messages.push({ role: 'assistant', content: [...said(step.text), ...step.calls.map(callPart)] })
    const results: LanguageModelV4ToolResultPart[] = []
    for (const call of step.calls) {
      const result = await useTool(services, context, call, fence)
      invalid = result.invalid ? invalid + 1 : 0
      if (invalid >= mostInvalidCalls)
        throw new Problem('model_tool_arguments_invalid', { params: { tool: call.toolName } })
      const { toolCallId, toolName } = call
      results.push({ type: 'tool-result', toolCallId, toolName, output: { type: 'text', value: result.text } })
    }
    messages.push({ role: 'tool', content: results })
  }
  throw new Problem('step_limit_reached', { params: { limit: configuration.limits.steps } })
}

interface Step {
  text: string
  calls: LanguageModelV4ToolCall[]
}

/** One call of the model: its text goes into the answer as it comes, what it used is counted, and it is a step of the trace. */
async function callModel(
  { priceOf }: Models,
  { run, answer, usage, signal, step }: RunContext,
  {
    model,
    access,
    choice,
    messages,
    filter,
  }: {
    model: LanguageModelV4
    access: ModelAccess
    choice: LanguageModelChoice
    messages: readonly LanguageModelV4Message[]
    filter: ReturnType<typeof createLinkFilter>
  },
): Promise<Step> {
  const { limits } = run.configuration
  const { temperature, top_p, seed, stop, max_output_tokens } = choice.parameters
  const reading = countTokens(JSON.stringify(messages))
  const room = limits.tokens - usage.input_tokens - usage.output_tokens - reading
  const affordable = affordableTokens(
    limits.usd,
    usage,
    (tokens) => priceOf(access, choice.name, tokens),
    choice.name,
    reading,
  )
  const most = Math.floor(Math.min(max_output_tokens ?? usualOutputTokens, room, affordable))
  if (most < 1) throw new Problem(room < 1 ? 'token_limit_reached' : 'cost_limit_reached')
  const end = step({ kind: 'model', name: choice.name, input: { messages: messages.length, max_output_tokens: most } })
  const done: Step = { text: '', calls: [] }
  const used = { input: reading, output: 0, cached: 0, told: false }
  let failure: unknown
  let finish: (LanguageModelV4StreamPart & { type: 'finish' })['finishReason'] | undefined
  // A model that does not stop is stopped; with what it sends in thought, too.
  const stopping = new AbortController()
  const both = AbortSignal.any([signal, stopping.signal])
  let received = 0
  const count = (delta: string) => {
    received += delta.length
    // Some four code units are a token; a model that keeps to its limit stays below.
    if (received > most * 8 + 2_000) {
      stopping.abort(new Problem('token_limit_reached'))
      throw new Problem('token_limit_reached')
    }
  }
  const write = (text: string) => {
    done.text += text
    answer.write(text)
  }
  try {
    const { stream } = await model.doStream({
      prompt: [...messages],
      maxOutputTokens: most,
      abortSignal: both,
      ...(temperature !== undefined && { temperature }),
      ...(top_p !== undefined && { topP: top_p }),
      ...(seed !== undefined && { seed }),
      ...(stop !== undefined && { stopSequences: stop }),
      ...(run.configuration.tools.length > 0 && {
        tools: run.configuration.tools.map((name) => ({
          type: 'function' as const,
          name,
          description: tools[name].description,
          inputSchema: z.toJSONSchema(tools[name].input, { io: 'input' }) as object,
        })),
      }),
    })
    for await (const part of stream as unknown as AsyncIterable<LanguageModelV4StreamPart>) {
      if (part.type === 'text-delta') {
        count(part.delta)
        write(filter.push(part.delta))
      } else if (part.type === 'reasoning-delta' || part.type === 'tool-input-delta') count(part.delta)
      else if (part.type === 'tool-call') done.calls.push(part)
      else if (part.type === 'error') throw part.error
      else if (part.type === 'finish') {
        finish = part.finishReason
        const { inputTokens, outputTokens } = part.usage
        if (inputTokens.total !== undefined && outputTokens.total !== undefined) {
          Object.assign(used, {
            input: inputTokens.total,
            output: outputTokens.total,
            cached: inputTokens.cacheRead ?? 0,
            told: true,
          })
        }
      }
    }
    if (!finish || finish.unified === 'interrupted' || finish.raw === undefined) throw new Problem('model_cut_off')
    if (finish.unified === 'content-filter') throw new Problem('model_refused')
    if (finish.unified === 'length') throw new Problem('token_limit_reached')
  } catch (error) {
    failure = signal.aborted ? signal.reason : stopping.signal.aborted ? stopping.signal.reason : modelProblem(error)
  }
  write(filter.end())
  // A model that was cut off says nothing of what it used: it is counted here, as near as can be.
  if (!used.told) used.output = countTokens(done.text) || Math.ceil(received / 4)
  // One that refused has used nothing.
  const refused = failure instanceof Problem && !used.told && received === 0
  const tokens = refused ? { input: 0, output: 0 } : used
  const cost = priceOf(access, choice.name, tokens)
  usage.input_tokens += tokens.input
  usage.output_tokens += tokens.output
  if (!refused) usage.cost_usd = cost === null || usage.cost_usd === null ? null : usage.cost_usd + cost
  end({
    output: { text: done.text, calls: done.calls.map(({ toolName, input }) => ({ tool: toolName, input })) },
    input_tokens: tokens.input,
    output_tokens: tokens.output,
    cost_usd: refused ? 0 : cost,
    ...(failure instanceof Problem && { error_code: failure.code }),
  })
  if (failure !== undefined) throw failure
  if (done.calls.length > 0 && done.text !== '') answer.write('\n\n')
  return done
}

/** Uses a tool; what it cannot do is told to the model, which may do better. */
async function useTool(
  services: RunServices,
  context: RunContext,
  { toolName, input }: LanguageModelV4ToolCall,
  fence: string,
): Promise<{ text: string; invalid: boolean }> {
  const { configuration } = context.run
  const isOurs = (name: string): name is ToolName => (configuration.tools as string[]).includes(name)
  const end = context.step({ kind: 'tool', name: toolName.slice(0, 100), input: input.slice(0, 4_000) })
  if (!isOurs(toolName)) {
    end({ error_code: 'model_tool_unknown' })
    return { text: 'There is no such tool.', invalid: true }
  }
  const tool = tools[toolName]
  const read = tool.input.safeParse(parsed(input))
  if (!read.success) {
    end({ error_code: 'model_tool_arguments_invalid' })
    return {
      text: `These are no arguments of ${toolName}: ${z.prettifyError(read.error)}`.slice(0, 1_000),
      invalid: true,
    }
  }
  try {
    const use = tool.use as (...given: [RunServices, RunContext, unknown]) => ReturnType<typeof tool.use>
    const found = await use(services, context, read.data)
    end({ output: { passages: found.map(({ content: _, ...passage }) => passage) } })
    return { text: found.length === 0 ? 'Nothing was found.' : fenced(found, fence), invalid: false }
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error
    end({ error_code: error.code })
    return { text: `It failed: ${error.text('en')}`, invalid: false }
  }
}

async function accessOf(
  services: RunServices,
  principal: Principal,
  { provider, credential_id }: LanguageModelChoice,
): Promise<ModelAccess> {
  if (credential_id === null) {
    const { installed } = services.models
    if (installed?.provider !== provider) throw new Problem('model_not_configured')
    return installed
  }
  // Whoever may run the agent uses its credential, and never sees it: an admin chose it for that.
  const { client_id } = await readAsTenant(services.database, principal, (tx) => tx.claims())
  const asJob: Principal = { kind: 'job', client_id }
  const { settings, secret } = await useCredential(services, asJob, credential_id, 'models').catch((error) => {
    if (!(error instanceof Problem) || error.code !== 'not_found') throw error
    throw new Problem('model_credential_missing', { cause: error })
  })
  return { provider, base_url: settings.base_url, key: secret, header_name: settings.header_name }
}

/** How many tokens may be written for what is left of the money. Raises `price_unknown`, `cost_limit_reached`. */
function affordableTokens(
  usd: number | null,
  { cost_usd }: { cost_usd: number | null },
  priceOf: (tokens: { input: number; output: number }) => number | null,
  name: string,
  reading: number,
): number {
  if (usd === null) return Number.POSITIVE_INFINITY
  const input = priceOf({ input: reading, output: 0 })
  const thousand = priceOf({ input: 0, output: 1_000 })
  if (input === null || thousand === null || cost_usd === null)
    throw new Problem('price_unknown', { params: { model: name } })
  const left = usd - cost_usd - input
  if (left <= 0) throw new Problem('cost_limit_reached')
  return thousand === 0 ? Number.POSITIVE_INFINITY : (left / thousand) * 1_000
}

function countTokens(text: string): number {
  return tokenize(text).length
}

function parsed(input: string): unknown {
  try {
    return JSON.parse(input === '' ? '{}' : input)
  } catch {
    return undefined
  }
}

const said = (text: string) => (text === '' ? [] : [{ type: 'text' as const, text }])

function callPart({ toolCallId, toolName, input }: LanguageModelV4ToolCall) {
  return { type: 'tool-call' as const, toolCallId, toolName, input: parsed(input) ?? {} }
}
