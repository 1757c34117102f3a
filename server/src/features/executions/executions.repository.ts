import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import { repository, type Selected } from '../../db/repository.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { ExecutionEvent } from './execution-log.ts'

const columns = [
  'id',
  'agent_id',
  'agent_version',
  'conversation_id',
  'user_id',
  'api_key_id',
  'status',
  'background',
  'input',
  'output',
  'error_code',
  'error_params',
  'model',
  'input_tokens',
  'output_tokens',
  'tokens_used',
  'cost_usd',
  'rating',
  'rating_comment',
  'created_at',
  'started_at',
  'completed_at',
] as const

export const executions = repository('agent_executions', columns)
export type ExecutionRow = Selected<typeof executions>

/** How long a process may be silent before it is taken for dead, in seconds. */
export const leaseSeconds = 20

/** Takes a background execution that waits; undefined where it waits no more. */
export async function takeQueued(tx: TenantTx, id: string) {
  const [row] = await tx.run(
    sql<ExecutionRow & { draft: unknown }>`
      update agent_executions set status = 'running', started_at = now(),
        leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
       where id = ${id} and status = 'queued' and cancel_requested_at is null
      returning ${sql.join(columns.map((column) => sql.ref(column)))}, draft`.compile(queries),
  )
  return row
}

/** Says that the process is there; undefined where the execution is its no more. */
export async function renewLease(tx: TenantTx, id: string): Promise<{ cancelled: boolean } | undefined> {
  const [row] = await tx.run(
    sql<{ cancelled: boolean }>`
      update agent_executions set leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
       where id = ${id} and status = 'running' returning cancel_requested_at is not null as cancelled`.compile(queries),
  )
  return row
}

/** False where it has ended already, or is not to be seen. */
export async function requestCancel(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx.run(
    sql`update agent_executions set cancel_requested_at = coalesce(cancel_requested_at, now())
         where id = ${id} and status in ('queued', 'running') returning id`.compile(queries),
  )
  return rows.length > 0
}

export async function insertEvents(tx: TenantTx, id: string, events: readonly ExecutionEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.run(
    sql`insert into execution_events (execution_id, position, event, data)
        select ${id}, (e ->> 'position')::integer, e ->> 'event', e -> 'data'
          from jsonb_array_elements(${JSON.stringify(events)}::jsonb) e`.compile(queries),
  )
}

/** The same of several executions at once; of one that does not run any more, or is gone, nothing. */
export async function insertEventsOf(
  tx: TenantTx,
  told: readonly { id: string; events: readonly ExecutionEvent[] }[],
): Promise<void> {
  await tx.run(
    sql`insert into execution_events (execution_id, position, event, data)
        select r.id, (e ->> 'position')::integer, e ->> 'event', e -> 'data'
          from jsonb_array_elements(${JSON.stringify(told)}::jsonb) t
          join agent_executions r on r.id = (t ->> 'id')::uuid and r.status = 'running'
         cross join jsonb_array_elements(t -> 'events') e
        on conflict do nothing`.compile(queries),
  )
}

/** The end of an execution that nobody runs, behind whatever it has told. */
export async function appendEnd(tx: TenantTx, id: string, data: object): Promise<void> {
  await tx.run(
    sql`insert into execution_events (execution_id, position, event, data)
        select ${id}, coalesce(max(position), 0) + 1, 'end', ${JSON.stringify(data)}::jsonb
          from execution_events where execution_id = ${id}`.compile(queries),
  )
}

/** Events behind `position`; of a text that it stands in, all of it, with where it begins. */
export function findEvents(tx: TenantTx, id: string, position: number, most: number): Promise<ExecutionEvent[]> {
  return tx.run(
    sql<ExecutionEvent>`select position, event, data from execution_events
       where execution_id = ${id} and position > ${position} order by position limit ${most}`.compile(queries),
  )
}

export interface Ending {
  status: 'succeeded' | 'failed' | 'cancelled' | 'timed_out'
  output: object | null
  error_code: string | null
  error_params: object | null
  input_tokens: number
  output_tokens: number
  cost_usd: number | null
  model: string | null
  sentences: number
  unsupported: number
}

/** Ends an execution, once; undefined where it has ended already. */
export async function endExecution(tx: TenantTx, id: string, ending: Ending): Promise<ExecutionRow | undefined> {
  const { status, output, error_code, error_params, input_tokens, output_tokens, cost_usd } = ending
  const json = (value: object | null) => (value === null ? null : JSON.stringify(value))
  const [row] = await tx.run(
    sql<ExecutionRow>`
      update agent_executions set status = ${status}, output = ${json(output)}::jsonb, error_code = ${error_code},
        error_params = ${json(error_params)}::jsonb, input_tokens = ${input_tokens}, output_tokens = ${output_tokens},
        tokens_used = ${input_tokens + output_tokens}, cost_usd = ${cost_usd}::numeric, reserved_usd = 0, model = ${ending.model},
        sentences = ${ending.sentences}, unsupported = ${ending.unsupported},
        started_at = coalesce(started_at, now()), completed_at = clock_timestamp(), leased_until = null
       where id = ${id} and status in ('queued', 'running')
      returning ${sql.join(columns.map((column) => sql.ref(column)))}`.compile(queries),
  )
  return row
}

/** What a process left behind that is gone: ended as it stands, with all that it had told. Returns whether it was there. */
export async function endSilent(tx: TenantTx, id: string, before: Date, error_code: string): Promise<boolean> {
  const rows = await tx.run(
    sql`with ended as (
          update agent_executions set status = case when cancel_requested_at is null then 'failed' else 'cancelled' end,
            error_code = case when cancel_requested_at is null then ${error_code} end,
            started_at = coalesce(started_at, created_at), completed_at = clock_timestamp(), leased_until = null,
            -- What the call that it died in cost nobody knows: as much as it might have.
            cost_usd = case when reserved_usd > 0 then coalesce(cost_usd, 0) + reserved_usd else cost_usd end, reserved_usd = 0
           where id = ${id} and status in ('queued', 'running')
             and coalesce(leased_until, created_at) < ${before.toISOString()}::timestamptz
          returning client_id, id, status, error_code)
        insert into execution_events (execution_id, position, event, data)
        select e.id, coalesce((select max(position) from execution_events x
            where x.client_id = e.client_id and x.execution_id = e.id), 0) + 1,
          'end', jsonb_build_object('status', e.status, 'error_code', e.error_code) from ended e
        returning execution_id`.compile(queries),
  )
  return rows.length > 0
}

/** As many as an agent may be configured to be told. */
const longestHistory = 50

/** Earlier questions of a conversation that were answered, with their answers; the newest last. */
export async function findHistory(
  tx: TenantTx,
  conversation_id: string,
): Promise<{ question: string; answer: string }[]> {
  const rows = await tx.run(
    sql<{ question: string; answer: string }>`
      select input ->> 'question' as question, output ->> 'answer' as answer from agent_executions
       where conversation_id = ${conversation_id} and status = 'succeeded'
       order by created_at desc, id desc limit ${longestHistory}`.compile(queries),
  )
  return rows.reverse()
}
