import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { genAi, genAiOperations, ownNames } from '../../telemetry/gen-ai-names.ts'
import type { Traces } from '../../telemetry/traces.ts'
import type { Run, TraceStep } from './answers/run-context.ts'
import type { Ending } from './executions.repository.ts'

/** An execution as OpenTelemetry spans: one of the run, below it one of each step; a search that a tool makes is below the tool's. */
export function startSpans({ tracer, content }: Traces, run: Run) {
  const { configuration } = run
  const root = tracer.startSpan(
    `${genAiOperations.run} ${run.agent_name}`,
    {
      kind: SpanKind.INTERNAL,
      attributes: {
        [genAi.operation]: genAiOperations.run,
        [genAi.agentName]: run.agent_name,
        [genAi.agentId]: run.agent_id,
        ...(run.agent_version !== null && { [genAi.agentVersion]: String(run.agent_version) }),
        ...(run.conversation_id !== null && { [genAi.conversationId]: run.conversation_id }),
        [ownNames.clientId]: run.client_id,
        [ownNames.executionId]: run.id,
        ...(content && { [genAi.inputMessages]: message('user', run.question) }),
      },
    },
    ROOT_CONTEXT,
  )
  /** The spans that are open, the innermost last: steps follow one another. */
  const open: Span[] = [root]
  const inside = (): Context => trace.setSpan(ROOT_CONTEXT, open.at(-1) ?? root)

  return {
    /** Begins the span of a step; what it gives ends it. */
    step(step: TraceStep): (outcome: Outcome) => void {
      const { name, attributes, kind } = spanOf(step, configuration, content)
      const span = tracer.startSpan(name, { kind, attributes }, inside())
      open.push(span)
      return (outcome) => {
        span.setAttributes(attributesOf(step, outcome, content))
        if (outcome.error_code !== undefined) fail(span, outcome.error_code)
        span.end()
        open.splice(open.indexOf(span), 1)
      }
    },
    end({ status, error_code, sentences, unsupported, input_tokens, output_tokens, cost_usd }: Ending, answer: string) {
      // What was broken off has said no end.
      for (const span of open.splice(1)) {
        fail(span, error_code ?? status)
        span.end()
      }
      root.setAttributes({
        [ownNames.status]: status,
        [ownNames.sentences]: sentences,
        [ownNames.unsupported]: unsupported,
        [genAi.inputTokens]: input_tokens,
        [genAi.outputTokens]: output_tokens,
        ...(cost_usd !== null && { [ownNames.costUsd]: cost_usd }),
        ...(content && { [genAi.outputMessages]: message('assistant', answer) }),
      })
      if (status !== 'succeeded') fail(root, error_code ?? status)
      root.end()
    },
  }
}

interface Outcome {
  output?: unknown
  error_code?: string
  input_tokens?: number
  output_tokens?: number
  cost_usd?: number | null
}

function spanOf(
  { kind, name, input }: TraceStep,
  { model, fallback_model, retrieval }: Run['configuration'],
  content: boolean,
) {
  if (kind === 'model') {
    const asked = [model, fallback_model].find((one) => one && one.provider !== 'extractive' && one.name === name)
    const given = input as { max_output_tokens?: number }
    return {
      name: `${genAiOperations.model} ${name}`,
      kind: SpanKind.CLIENT,
      attributes: {
        [genAi.operation]: genAiOperations.model,
        [genAi.requestModel]: name,
        ...(given.max_output_tokens !== undefined && { [genAi.maxTokens]: given.max_output_tokens }),
        ...(asked &&
          asked.provider !== 'extractive' && { [genAi.provider]: asked.provider, ...parametersOf(asked.parameters) }),
      },
    }
  }
  if (kind === 'tool') {
    return {
      name: `${genAiOperations.tool} ${name}`,
      kind: SpanKind.INTERNAL,
      attributes: {
        [genAi.operation]: genAiOperations.tool,
        [genAi.toolName]: name,
        [genAi.toolType]: 'function',
        ...(content && { [genAi.toolArguments]: text(input) }),
      },
    }
  }
  const { query } = input as { query?: string }
  return {
    name: genAiOperations.search,
    kind: SpanKind.INTERNAL,
    attributes: {
      [genAi.operation]: genAiOperations.search,
      [genAi.retrievalTopK]: retrieval.top_k,
      ...(content && query !== undefined && { [genAi.retrievalQuery]: query }),
    },
  }
}

function parametersOf({
  temperature,
  top_p,
  seed,
  stop,
}: {
  temperature?: number | undefined
  top_p?: number | undefined
  seed?: number | undefined
  stop?: string[] | undefined
}): Attributes {
  return {
    ...(temperature !== undefined && { [genAi.temperature]: temperature }),
    ...(top_p !== undefined && { [genAi.topP]: top_p }),
    ...(seed !== undefined && { [genAi.seed]: seed }),
    ...(stop !== undefined && { [genAi.stopSequences]: stop }),
  }
}

function attributesOf(
  { kind }: TraceStep,
  { output, input_tokens, output_tokens, cost_usd }: Outcome,
  content: boolean,
): Attributes {
  const { passages } = (output ?? {}) as { passages?: unknown[] }
  const { text: said } = (output ?? {}) as { text?: string }
  return {
    ...(input_tokens !== undefined && { [genAi.inputTokens]: input_tokens }),
    ...(output_tokens !== undefined && { [genAi.outputTokens]: output_tokens }),
    ...(typeof cost_usd === 'number' && { [ownNames.costUsd]: cost_usd }),
    ...(kind === 'search' && passages && { [ownNames.passages]: passages.length }),
    ...(content && kind === 'model' && said !== undefined && { [genAi.outputMessages]: message('assistant', said) }),
    ...(content && kind === 'tool' && output !== undefined && { [genAi.toolResult]: text(output) }),
  }
}

function fail(span: Span, code: string): void {
  span.setAttribute(genAi.errorType, code)
  span.setStatus({ code: SpanStatusCode.ERROR })
}

/** As the conventions have messages where attributes are texts. */
function message(role: 'user' | 'assistant', content: string): string {
  return JSON.stringify([{ role, parts: [{ type: 'text', content }] }])
}

const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
