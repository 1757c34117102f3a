import { z } from '@hono/zod-openapi'
import { changes, name, timestamps } from '../schema.ts'

export const client = z
  .object({ id: z.uuid(), name: z.string(), status: z.enum(['active', 'suspended']), ...timestamps })
  .openapi('Client')

export const newClient = z.strictObject({ name }).openapi('NewClient', { example: { name: 'Distribuidora Aurora' } })

export const clientChanges = changes({ name }).openapi('ClientChanges', { example: { name: 'Aurora S.A.' } })
