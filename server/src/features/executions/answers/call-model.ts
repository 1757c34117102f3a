import type {
  LanguageModelV4,
  LanguageModelV4Message,
  LanguageModelV4StreamPart,
  LanguageModelV4ToolCall,
} from '@ai-sdk/provider'
import { z } from 'zod'
import { countTokens } from '../../../parsing/chunking/tokens.ts'
import { Problem } from '../../../problems.ts'
import type { ModelAccess } from '../../../providers/models/models.ts'
import type { LanguageModelChoice } from '../../agents/agents.schema.ts'
import { tools } from './agent-tools.ts'
import { modelProblem } from './model-problems.ts'
import { affordableTokens, type Price, reserveTokens } from './money.ts'
import type { createLinkFilter } from './remove-links.ts'
import type { RunContext, RunServices } from './run-context.ts'

/** Of a step, where nothing else limits it. */
const usualOutputTokens = 4_000

export interface Step {
  text: string
  calls: LanguageModelV4ToolCall[]
}

/** One call of the model: its text goes into the answer as it comes, what it used is counted, and it is a step of the trace. */
export async function callModel(
  { database, models: { priceOf } }: Pick<RunServices, 'database' | 'models'>,
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
  const reading = await readingOf(messages)
  const room = limits.tokens - usage.input_tokens - usage.output_tokens - reading
  const price: Price = (tokens) => priceOf(access, choice.name, tokens)
  const affordable = affordableTokens(limits.usd, usage, price, choice.name, reading)
  const wanted = Math.floor(Math.min(max_output_tokens ?? usualOutputTokens, room, affordable))
  if (wanted < 1) throw new Problem(room < 1 ? 'token_limit_reached' : 'cost_limit_reached')
  const most = run.budgeted
    ? await reserveTokens(database, run, usage, price, choice.name, { reading, wanted })
    : wanted
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
          description: tools[name].describe(run.configuration),
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
  if (!used.told) used.output = (await countTokens(done.text)) || Math.ceil(received / 4)
  // One that refused has used nothing.
  const refused = failure instanceof Problem && !used.told && received === 0
  const tokens = refused ? { input: 0, output: 0 } : used
  const cost = price(tokens)
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

/** Tokens of messages that were counted: each step asks with all those of the steps before it. */
const counted = new WeakMap<LanguageModelV4Message, number>()

async function readingOf(messages: readonly LanguageModelV4Message[]): Promise<number> {
  let sum = 0
  for (const message of messages) {
    const tokens = counted.get(message) ?? (await countTokens(JSON.stringify(message)))
    counted.set(message, tokens)
    sum += tokens
  }
  return sum
}
