import type { Database } from '../../db/pool.ts'
import type { Queue } from '../../db/queue.ts'
import { type Principal, readAsTenant, requireRole, type TenantTx, withTenant } from '../../db/tenant.ts'
import { found, type Language, Problem, problemText } from '../../problems.ts'
import { findToRun, findVersion, readConfiguration } from '../agents/agents.ts'
import { isBudgeted } from '../budgets/budgets.ts'
import { conversations, touchConversation } from '../conversations/conversations.ts'
import { type CreationKey, createOnce } from '../idempotency/idempotency.ts'
import type { Run, RunServices } from './answers/run-context.ts'
import { createExecutionLog, type ExecutionEvent, type ExecutionLog, restOf } from './execution-log.ts'
import { runExecutionJob } from './executions.jobs.ts'
import {
  appendEnd,
  type ExecutionRow,
  endExecution,
  executions,
  findEvents,
  findHistory,
  leaseSeconds,
  requestCancel,
  takeQueued,
} from './executions.repository.ts'
import type { LiveExecution, LiveExecutions } from './live-executions.ts'
import { startRun } from './run-execution.ts'

export interface ExecutionServices extends RunServices {
  queue: Queue
  executions: LiveExecutions
}

interface NewExecution {
  question: string
  conversation_id?: string | undefined
  draft: boolean
  background: boolean
  /** What was said before, where it is no conversation that is kept. */
  history?: Run['history']
  /** What the caller's program tells the model. */
  note?: string
}

/**
 * Begins an execution: in this process, or for a worker where it is to run in the background. Raises `not_found` (the agent,
 * the conversation), `agent_inactive`, `agent_not_published`, `agent_configuration_outdated`, `forbidden` (a draft, for who
 * may not configure agents), `too_many_at_once`, `idempotency_key_reused`.
 *
 * @returns the row, and where it runs in this process the execution itself
 */
export async function beginExecution(
  services: ExecutionServices,
  principal: Principal,
  agent_id: string,
  asked: NewExecution,
  key: CreationKey | undefined,
): Promise<{ row: ExecutionRow; replayed: boolean; live: LiveExecution | undefined }> {
  const { database, queue, executions: all } = services
  if (!asked.background) all.requirePlace()
  const { created, ...rest } = await withTenant(database, principal, async (tx) => {
    const { conversation_id, question } = asked
    // All at once: their statements leave together.
    const [{ agent_name, version, configuration }, conversation, kept, budgeted] = await Promise.all([
      configurationOf(tx, agent_id, asked.draft),
      conversation_id === undefined ? undefined : conversations.get(tx, conversation_id),
      conversation_id === undefined ? undefined : findHistory(tx, conversation_id),
      isBudgeted(tx, agent_id),
    ])
    if (conversation_id !== undefined && conversation?.agent_id !== agent_id)
      throw new Problem('not_found', { field: 'conversation_id' })
    const history = newest(kept ?? asked.history ?? [], configuration.history)
    const created = await createOnce(tx, key, 'agent_executions', () =>
      executions.create(tx, {
        agent_id,
        agent_version: version,
        draft: version === null ? JSON.stringify(configuration) : undefined,
        conversation_id,
        input: JSON.stringify({ question }),
        background: asked.background,
        ...(!asked.background && { status: 'running', started_at: new Date().toISOString(), leased_until: leaseEnd() }),
      }),
    )
    if (conversation_id !== undefined && !created.replayed) await touchConversation(tx, conversation_id)
    if (asked.background && !created.replayed) {
      const { client_id } = await tx.claims()
      const { admits } = principal
      await queue.enqueue(tx, runExecutionJob, {
        client_id,
        execution_id: created.row.id,
        asker: askerOf(principal),
        ...(admits && { admits: [...admits] }),
      })
    }
    const { client_id } = await tx.claims()
    return { created, client_id, agent_name, configuration, history, budgeted }
  })
  const { row, replayed } = created
  if (asked.background || replayed) return { row, replayed, live: all.find(row.id) }
  const { question, note = '' } = asked
  return {
    row,
    replayed,
    live: startRun(services, all, { ...row, ...rest, principal, question, note }, startedLog(row)),
  }
}

/**
 * Runs what waits in the background, as who asked for it, to its end; nothing where it waits no more.
 *
 * @param signal is aborted where this worker is to stop
 */
export async function runQueued(
  services: Omit<ExecutionServices, 'queue'>,
  principal: Principal,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const { database, executions: all } = services
  const taken = await withTenant(database, principal, async (tx) => {
    const row = await takeQueued(tx, id)
    if (!row) return undefined
    const [{ name: agent_name }, kept, history, budgeted] = await Promise.all([
      findToRun(tx, row.agent_id).then(found),
      row.agent_version === null ? row.draft : keptVersion(tx, row.agent_id, row.agent_version),
      row.conversation_id === null ? [] : findHistory(tx, row.conversation_id),
      isBudgeted(tx, row.agent_id),
    ])
    const configuration = readConfiguration(kept)
    const { client_id } = await tx.claims()
    return { row, client_id, agent_name, configuration, history: newest(history, configuration.history), budgeted }
  })
  if (!taken) return
  const { row, ...rest } = taken
  const { question } = row.input as { question: string }
  const live = startRun(services, all, { ...row, ...rest, principal, question, note: '' }, startedLog(row))
  const stop = () => live.stop('interrupted')
  signal.addEventListener('abort', stop, { once: true })
  await live.ended.finally(() => signal.removeEventListener('abort', stop))
}

/** Stops an execution, wherever it runs. Raises `not_found`, `forbidden`, `execution_ended`. */
export async function cancelExecution(
  { database, executions: all }: Pick<ExecutionServices, 'database' | 'executions'>,
  principal: Principal,
  id: string,
): Promise<ExecutionRow> {
  const row = await withTenant(database, principal, async (tx) => {
    const { status } = found(await executions.get(tx, id))
    if (!(await requestCancel(tx, id))) {
      throw new Problem(status === 'queued' || status === 'running' ? 'forbidden' : 'execution_ended')
    }
    if (status !== 'queued') return found(await executions.get(tx, id))
    // Nobody has begun with it.
    const nothing = { input_tokens: 0, output_tokens: 0, cost_usd: 0, model: null, sentences: 0, unsupported: 0 }
    const ended = await endExecution(tx, id, {
      status: 'cancelled',
      output: null,
      error_code: null,
      error_params: null,
      ...nothing,
    })
    if (ended) await appendEnd(tx, id, { status: 'cancelled', error_code: null })
    return ended ?? found(await executions.get(tx, id))
  })
  const live = all.find(id)
  live?.stop('cancelled')
  return (await live?.ended.catch(() => undefined)) ?? row
}

/** Looks what an execution has told behind `from`: for those that run in another process, or have ended. */
export function watchExecution(database: Database, principal: Principal, id: string, from: number) {
  let position = from
  return async (): Promise<{ events: ExecutionEvent[]; ended: boolean }> => {
    const most = 500
    const { row, events } = await readAsTenant(database, principal, async (tx) => {
      const [row, events] = await Promise.all([executions.get(tx, id), findEvents(tx, id, position, most)])
      return { row: found(row), events }
    })
    const fresh = events.map((event) => restOf(event, position))
    position = events.at(-1)?.position ?? position
    // Its last row is written with its end; one that was read in between comes with the next look.
    const over = row.status !== 'queued' && row.status !== 'running'
    const ended = events.at(-1)?.event === 'end' || (over && events.length === 0)
    return { events: fresh, ended }
  }
}

/** An execution as it goes out. */
export function describeExecution({ error_params, ...row }: ExecutionRow, language: Language) {
  const message = row.error_code === null ? {} : { error_message: problemText(row.error_code, error_params, language) }
  return { ...row, ...message }
}

async function configurationOf(tx: TenantTx, agent_id: string, draft: boolean) {
  const agent = found(await findToRun(tx, agent_id))
  if (draft) {
    await requireRole(tx, 'admin')
    return { agent_name: agent.name, version: null, configuration: readConfiguration(agent.draft) }
  }
  if (agent.status !== 'active') throw new Problem('agent_inactive')
  if (agent.published_version === null) throw new Problem('agent_not_published')
  const { name: agent_name, published_version: version, published } = agent
  return { agent_name, version, configuration: readConfiguration(published) }
}

function newest(history: Run['history'], most: number): Run['history'] {
  return most === 0 ? [] : history.slice(-most)
}

async function keptVersion(tx: TenantTx, agent_id: string, version: number): Promise<unknown> {
  return (await findVersion(tx, agent_id, version)).configuration
}

function startedLog({ id, agent_id, agent_version, conversation_id }: ExecutionRow): ExecutionLog {
  const log = createExecutionLog()
  log.append('start', { execution_id: id, agent_id, agent_version, conversation_id })
  return log
}

function leaseEnd(): string {
  return new Date(Date.now() + leaseSeconds * 1000).toISOString()
}

function askerOf(principal: Principal) {
  if (principal.kind === 'api_key') return { kind: 'api_key' as const, key_hash: principal.key_hash }
  if (principal.kind === 'user') {
    const { user_id, aal } = principal
    return { kind: 'user' as const, user_id, ...(aal && { aal }) }
  }
  throw new Error(`${principal.kind} runs nothing in the background`)
}
