import { z } from '@hono/zod-openapi'
import { pageQuery } from '../schema.ts'

const moment = z.iso.datetime({ offset: true })

export const auditEntry = z
  .object({
    id: z.uuid(),
    action: z.string().openapi({ description: 'What happened, as `member.updated`.' }),
    actor: z.string().nullable().openapi({
      description: '`user:` or `api_key:` and an id, or `operator`, who runs the install; null for the system.',
    }),
    user_id: z.uuid().nullable().openapi({ description: 'The person who did it, as long as they have an account.' }),
    subject_type: z.string(),
    subject_id: z.uuid(),
    details: z.record(z.string(), z.unknown()),
    ip: z.string().nullable(),
    user_agent: z.string().nullable(),
    request_id: z.string().nullable(),
    created_at: moment,
  })
  .openapi('AuditEntry')

export const auditQuery = pageQuery.extend({
  action: z
    .string()
    .regex(/^[a-z_]+\.[a-z_]+$/)
    .max(100)
    .optional()
    .openapi({ example: 'member.updated' }),
  actor: z
    .string()
    .regex(/^[a-z_]+:[0-9a-f-]{36}$/)
    .optional()
    .openapi({ description: 'As an entry names it.' }),
  from: moment.optional().openapi({ description: 'From this moment on.' }),
  to: moment.optional().openapi({ description: 'Before this moment.' }),
})
