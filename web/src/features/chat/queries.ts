import type { Schemas } from '@renum/client'
import { unwrap } from '@renum/client'
import { queryOptions } from '@tanstack/react-query'
import type { ActiveClient } from '../../app/app-context.tsx'

export type Conversation = Schemas['Conversation']

type Asked = Pick<ActiveClient, 'id' | 'renum'>

/** So many of one's own are listed. */
const most = 60
/** Of everybody's, which admins are given, no more are looked through. */
const mostLooked = 1_000

/** One's own conversations with an agent, newest first. */
export function conversationsQuery({ id, renum }: Asked, agentId: string, userId: string | undefined) {
  return queryOptions({
    queryKey: ['conversations', id, agentId],
    enabled: userId !== undefined,
    queryFn: async () => {
      const own: Conversation[] = []
      let looked = 0
      const query = { agent_id: agentId, limit: 100 }
      for await (const rows of renum.pages('/v1/conversations', { params: { query } })) {
        own.push(...rows.filter(({ user_id }) => user_id === userId))
        looked += rows.length
        if (own.length >= most || looked >= mostLooked) break
      }
      return own.slice(0, most)
    },
  })
}

/** A conversation and what was asked in it, the oldest first. */
export function threadQuery({ id, renum }: Asked, conversationId: string) {
  return queryOptions({
    queryKey: ['thread', id, conversationId],
    queryFn: async () => {
      const path = { id: conversationId }
      const query = { conversation_id: conversationId, limit: 100 }
      const [conversation, executions] = await Promise.all([
        unwrap(renum.GET('/v1/conversations/{id}', { params: { path } })),
        Array.fromAsync(renum.all('/v1/executions', { params: { query } })),
      ])
      return { conversation, executions: executions.reverse() }
    },
    // What comes after is told as it is asked.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}
