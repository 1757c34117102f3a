import { type Principal, withTenant } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import type { Logger } from '../../telemetry/logger.ts'
import type { AgentConfiguration } from '../agents/agents.schema.ts'
import { createAnswer, type Passage } from './answers/answer.ts'
import { answerExtractively } from './answers/answer-extractively.ts'
import { answerWithModel } from './answers/answer-with-model.ts'
import type { Run, RunContext, RunServices, Usage } from './answers/run-context.ts'
import type { ExecutionEvent, ExecutionLog } from './execution-log.ts'
import { startSpans } from './execution-spans.ts'
import { type Ending, type ExecutionRow, endExecution, insertEvents, renewLease } from './executions.repository.ts'
import { type LiveExecution, type LiveExecutions, Stopped } from './live-executions.ts'

const renewEvery = 5_000

/** Runs an execution in this process, to its end: whatever happens, its row says how it ended, and its log ends. */
export function startRun(services: RunServices, live: LiveExecutions, run: Run, log: ExecutionLog): LiveExecution {
  const { database, logger } = services
  const { id, client_id } = run
  const stopKeeping = live.keeper.keep({ id, client_id, log, onLost: () => started.stop('lost') })
  const started = live.run(id, log, (signal) => runToEnd(services, run, log, signal, stopKeeping))
  const renew = setInterval(() => {
    withTenant(database, run.principal, (tx) => renewLease(tx, run.id)).then(
      (lease) => {
        if (!lease) started.stop('lost')
        else if (lease.cancelled) started.stop('cancelled')
      },
      (err) => logger.warn({ err, execution_id: run.id }, 'an execution could not say that it runs'),
    )
  }, renewEvery)
  const limit = setTimeout(() => started.stop('timed_out'), run.configuration.limits.seconds * 1000)
  void started.ended
    .catch((err) => logger.error({ err, execution_id: run.id }, 'the end of an execution could not be kept'))
    .finally(() => {
      void stopKeeping()
      clearInterval(renew)
      clearTimeout(limit)
    })
  return started
}

async function runToEnd(
  services: RunServices,
  run: Run,
  log: ExecutionLog,
  signal: AbortSignal,
  stopKeeping: () => Promise<ExecutionEvent[]>,
): Promise<ExecutionRow | undefined> {
  const passages: Passage[] = []
  const answer = createAnswer(log, run.question, () => passages)
  const usage: Usage = { input_tokens: 0, output_tokens: 0, cost_usd: 0, model: 'extractive' }
  const spans = startSpans(services.traces, run)
  let steps = 0
  const context: RunContext = {
    run,
    signal,
    answer,
    passages,
    usage,
    step({ kind, name, input }) {
      const endSpan = spans.step({ kind, name, input })
      const number = ++steps
      const begun = new Date()
      const clock = performance.now()
      return (outcome) => {
        const ms = Math.round((performance.now() - clock) * 10) / 10
        endSpan(outcome)
        log.append('step', { number, kind, name, started_at: begun.toISOString(), ms, input, output: null, ...outcome })
      }
    },
  }
  let failure: unknown
  let found = false
  try {
    found = await answerAs(services, context)
    signal.throwIfAborted()
  } catch (error) {
    failure = signal.aborted ? signal.reason : error
  }
  const output = answer.finish({ extractive: usage.model === 'extractive', found })
  const ending: Ending = {
    ...endingOf(services.logger, run.id, failure),
    output: failure && output.answer === '' ? null : output,
    ...usage,
    sentences: output.sentences.length,
    unsupported: output.unsupported,
  }
  spans.end(ending, output.answer)
  const { input_tokens, output_tokens, cost_usd, model } = usage
  log.append('usage', { input_tokens, output_tokens, cost_usd, model })
  const rest = await stopKeeping()
  const { status, error_code } = ending
  const end = { position: log.position + 1, event: 'end', data: { status, error_code, output: ending.output } } as const
  const row = await withTenant(services.database, afterwards(run.principal), async (tx) => {
    const ended = await endExecution(tx, run.id, ending)
    if (ended) await insertEvents(tx, run.id, [...rest, end])
    return ended
  }).finally(() => log.end(end.data))
  return row
}

/** Also who may run nothing any more has what they ran end; the client stays the one that it began with. */
function afterwards({ requires: _, ...principal }: Principal): Principal {
  return principal
}

/**
 * Answers as the agent is configured; where its model does not answer, and has said nothing yet, by its fallback. Returns
 * whether there was anything to answer from.
 */
async function answerAs(services: RunServices, context: RunContext): Promise<boolean> {
  const { model, fallback_model } = context.run.configuration
  const by = (choice: AgentConfiguration['model']) =>
    choice.provider === 'extractive'
      ? answerExtractively(services, context)
      : answerWithModel(services, context, choice)
  try {
    return await by(model)
  } catch (error) {
    const another = error instanceof Problem && error.code.startsWith('model_') && context.answer.text === ''
    if (!fallback_model || !another || context.signal.aborted) throw error
    context.usage.model = 'extractive'
    return by(fallback_model)
  }
}

function endingOf(
  logger: Logger,
  id: string,
  failure: unknown,
): Pick<Ending, 'status' | 'error_code' | 'error_params'> {
  if (failure === undefined) return { status: 'succeeded', error_code: null, error_params: null }
  if (failure instanceof Stopped) {
    if (failure.reason === 'cancelled') return { status: 'cancelled', error_code: null, error_params: null }
    if (failure.reason === 'timed_out')
      return { status: 'timed_out', error_code: 'execution_timed_out', error_params: null }
    return { status: 'failed', error_code: 'execution_interrupted', error_params: null }
  }
  if (failure instanceof Problem) {
    if (failure.status >= 500) logger.warn({ err: failure, execution_id: id }, 'an execution failed')
    return { status: 'failed', error_code: failure.code, error_params: failure.params }
  }
  logger.error({ err: failure, execution_id: id }, 'an execution failed')
  return { status: 'failed', error_code: 'internal', error_params: null }
}
