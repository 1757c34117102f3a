import { type Schemas, unwrap } from '@renum/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Execution } from '../../api/execution-stream.ts'
import type { ActiveClient } from '../../app/app-context.tsx'
import type { Tone } from '../../ui/blocks.tsx'
import { hasEnded } from '../chat/turn.ts'

export type Step = Schemas['ExecutionStep']

export const statuses = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'timed_out'] as const
export const statusTones: Record<Execution['status'], Tone> = {
  queued: 'plain',
  running: 'plain',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'warn',
  timed_out: 'bad',
}

export interface RunFilters {
  agent?: string | undefined
  status?: string | undefined
  /** Of the last so many days. */
  days?: number | undefined
}

type Asked = Pick<ActiveClient, 'id' | 'renum'>

/** What was asked of the agents, newest first; for admins what everybody asked. */
export function runsQuery({ id, renum }: Asked, { agent, status, days }: RunFilters) {
  const since = days === undefined ? undefined : Date.now() - days * 86_400_000
  const isIn = ({ created_at }: Execution) => since === undefined || Date.parse(created_at) >= since
  return infiniteQueryOptions({
    queryKey: ['executions', id, { agent, status, days }],
    queryFn: async ({ pageParam }) => {
      const known = statuses.find((one) => one === status)
      const query = {
        limit: 50,
        ...(agent !== undefined && { agent_id: agent }),
        ...(known && { status: known }),
        ...(pageParam && { cursor: pageParam }),
      }
      const { data, next_cursor } = await unwrap(renum.GET('/v1/executions', { params: { query } }))
      // The newest come first: what is behind one that is too old is older still.
      return { data: data.filter(isIn), next_cursor: data.every(isIn) ? next_cursor : null }
    },
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ data: rows }) => rows.some((row) => !hasEnded(row))) ? 3_000 : false,
  })
}

export function runQuery({ id, renum }: Asked, runId: string) {
  return queryOptions({
    queryKey: ['execution', id, runId],
    queryFn: () => unwrap(renum.GET('/v1/executions/{id}', { params: { path: { id: runId } } })),
    refetchInterval: ({ state: { data } }) => (data && !hasEnded(data) ? 2_000 : false),
  })
}

/** What it did, step by step; read anew once it has ended. */
export function traceQuery({ id, renum }: Asked, execution: Execution, language: string) {
  return queryOptions({
    queryKey: ['execution', id, execution.id, 'trace', execution.status, language],
    queryFn: async () =>
      (await unwrap(renum.GET('/v1/executions/{id}/trace', { params: { path: { id: execution.id } } }))).steps,
  })
}

/** The people of the client, by their ids. */
export function peopleQuery({ id, renum }: Asked) {
  return queryOptions({
    queryKey: ['people', id],
    queryFn: async () => {
      const people = new Map<string, string>()
      for await (const { user_id, name, email } of renum.all('/v1/members', { params: { query: { limit: 100 } } })) {
        people.set(user_id, name ?? email ?? '')
      }
      return people
    },
    staleTime: 60_000,
  })
}
