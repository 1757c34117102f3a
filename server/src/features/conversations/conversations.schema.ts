import { z } from '@hono/zod-openapi'
import { changes, name, pageQuery, timestamps } from '../schema.ts'

export const conversation = z
  .object({
    id: z.uuid(),
    agent_id: z.uuid(),
    user_id: z.uuid().nullable(),
    api_key_id: z.uuid().nullable(),
    title: z.string(),
    ...timestamps,
  })
  .openapi('Conversation')

export const newConversation = z.strictObject({ agent_id: z.uuid(), title: name }).openapi('NewConversation', {
  example: { agent_id: '6f1d3a52-8c04-4e7b-9d11-000000000015', title: 'Férias de julho' },
})

export const conversationChanges = changes({ title: name }).openapi('ConversationChanges', {
  example: { title: 'Férias de janeiro' },
})

export const conversationFilters = pageQuery.extend({ agent_id: z.uuid().optional() })
