import { z } from '@hono/zod-openapi'
import { changes } from '../schema.ts'

const memberRole = z
  .enum(['owner', 'admin', 'user', 'viewer'])
  .openapi({ description: 'Viewers read and search, users also write, admins also manage, owners also own.' })

export const member = z
  .object({
    user_id: z.uuid(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    role: memberRole,
    created_at: z.iso.datetime({ offset: true }).openapi({ description: 'Since when they are a member.' }),
  })
  .openapi('Member')

export const memberChanges = changes({ role: memberRole }).openapi('MemberChanges', { example: { role: 'admin' } })

export const memberParam = z.object({ user_id: z.uuid() })
