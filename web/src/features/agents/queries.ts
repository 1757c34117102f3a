import { type Schemas, unwrap } from '@renum/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { ActiveClient } from '../../app/app-context.tsx'

type Settings = Schemas['AgentConfiguration']
type Filled<T> = { [Key in keyof T]-?: Exclude<T[Key], undefined> }

/** As the API answers: with every default filled in. Its schema is also that of what it takes, and leaves them out. */
export interface Configuration extends Omit<Filled<Settings>, 'knowledge' | 'retrieval' | 'limits'> {
  knowledge: Filled<NonNullable<Settings['knowledge']>>
  retrieval: Filled<NonNullable<Settings['retrieval']>>
  limits: Filled<NonNullable<Settings['limits']>>
}
export interface Agent extends Omit<Schemas['Agent'], 'configuration'> {
  configuration: Configuration
}
interface Version extends Omit<Schemas['AgentVersion'], 'configuration'> {
  configuration: Configuration
}

type Asked = Pick<ActiveClient, 'id' | 'renum'>

/** Every agent of the client, newest first. */
export function agentsQuery({ id, renum }: Asked) {
  return queryOptions({
    queryKey: ['agents', id],
    queryFn: async () =>
      (await Array.fromAsync(renum.all('/v1/agents', { params: { query: { limit: 100 } } }))) as Agent[],
  })
}

export function agentQuery({ id, renum }: Asked, agentId: string) {
  return queryOptions({
    queryKey: ['agent', id, agentId],
    queryFn: async () => (await unwrap(renum.GET('/v1/agents/{id}', { params: { path: { id: agentId } } }))) as Agent,
  })
}

/** What was published of an agent, newest first, page by page. */
export function versionsQuery({ id, renum }: Asked, agentId: string) {
  return infiniteQueryOptions({
    queryKey: ['agent', id, agentId, 'versions'],
    queryFn: async ({ pageParam }) =>
      (await unwrap(
        renum.GET('/v1/agents/{id}/versions', {
          params: { path: { id: agentId }, query: { limit: 20, ...(pageParam && { cursor: pageParam }) } },
        }),
      )) as { data: Version[]; next_cursor: string | null },
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  })
}

/** What the client keeps keys of; for admins. */
export function credentialsQuery({ id, renum }: Asked) {
  return queryOptions({
    queryKey: ['credentials', id],
    queryFn: () => Array.fromAsync(renum.all('/v1/credentials', { params: { query: { limit: 100 } } })),
  })
}

/** What executions run of an agent; null before anything was published. */
export function publishedQuery({ id, renum }: Asked, { id: agentId, published_version }: Agent) {
  return queryOptions({
    queryKey: ['agent', id, agentId, 'published', published_version],
    queryFn: async () => {
      const params = { path: { id: agentId }, query: { limit: 100 } }
      for await (const version of renum.all('/v1/agents/{id}/versions', { params })) {
        if (version.version_number === published_version) return version as Version
      }
      return null
    },
    // A version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  })
}
