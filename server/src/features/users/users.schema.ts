import { z } from '@hono/zod-openapi'
import { changes, name } from '../schema.ts'

const memberRole = z.enum(['owner', 'admin', 'user', 'viewer'])

export const me = z
  .object({
    id: z.uuid(),
    email: z.string().nullable(),
    name: z.string().nullable(),
    client_id: z.uuid().nullable().openapi({ description: 'The client the person acts for now.' }),
    role: memberRole.nullable().openapi({ description: 'Their role in that client.' }),
    clients: z.array(
      z.object({ id: z.uuid(), name: z.string(), status: z.enum(['active', 'suspended']), role: memberRole }),
    ),
    created_at: z.iso.datetime({ offset: true }),
    last_login: z.iso.datetime({ offset: true }).nullable(),
  })
  .openapi('Me')

export const meChanges = changes({
  name,
  client_id: z.uuid().openapi({ description: 'The client to act for from now on: one that the person belongs to.' }),
}).openapi('MeChanges', { example: { name: 'Ana Souza' } })
