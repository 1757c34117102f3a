import { z } from '@hono/zod-openapi'
import { changes, description, name, timestamps } from '../schema.ts'

export const knowledgeBase = z
  .object({ id: z.uuid(), name: z.string(), description: z.string().nullable(), ...timestamps })
  .openapi('KnowledgeBase')

export const newKnowledgeBase = z
  .strictObject({ name, description })
  .openapi('NewKnowledgeBase', { example: { name: 'Recursos humanos' } })

export const knowledgeBaseChanges = changes({ name, description }).openapi('KnowledgeBaseChanges', {
  example: { description: 'Tudo o que o RH publica.' },
})
