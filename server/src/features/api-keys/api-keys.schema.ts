import { z } from '@hono/zod-openapi'
import { scopes as allScopes } from '../../db/tenant.ts'
import { changes, name, timestamps } from '../schema.ts'

const scope = z.enum(allScopes).openapi({
  description:
    'read: what is there; write: change it; search; agents: run them; admin: members, keys and settings. None includes another; each operation names the one it takes.',
})
const scopes = z
  .array(scope)
  .min(1)
  .max(allScopes.length)
  .transform((given) => [...new Set(given)])
const moment = z.iso.datetime({ offset: true })
const expiry = moment.nullable().openapi({ description: 'From then on it is refused; null for never.' })

export const apiKey = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().openapi({ description: 'How it begins; with last_four to know it by.' }),
    last_four: z.string(),
    scopes: z.array(scope),
    collection_ids: z
      .array(z.uuid())
      .nullable()
      .openapi({ description: 'The only collections it sees; null for all, new ones included.' }),
    state: z.enum(['active', 'expired', 'revoked']).openapi({
      description: 'A key ends, too, when whoever made it is no longer an admin of the client.',
    }),
    created_by: z.uuid().nullable().openapi({ description: 'Who answers for it.' }),
    created_with: z.uuid().nullable().openapi({ description: 'The key that it was made with, and ends with.' }),
    ...timestamps,
    expires_at: moment.nullable(),
    revoked_at: moment.nullable(),
    last_used_at: moment.nullable().openapi({ description: 'To the minute.' }),
  })
  .openapi('ApiKey')

export const givenApiKey = apiKey
  .extend({
    key: z
      .string()
      .nullable()
      .openapi({ description: 'Shown this once; null in the answer to a repetition with the same Idempotency-Key.' }),
  })
  .openapi('GivenApiKey')

export const newApiKey = z
  .strictObject({
    name,
    scopes,
    collection_ids: z
      .array(z.uuid())
      .min(1)
      .max(100)
      .transform((given) => [...new Set(given)])
      .nullish()
      .openapi({ description: 'The only collections it is to see, restricted ones too; not with the scope admin.' }),
    expires_at: expiry.optional(),
  })
  .refine(({ scopes, collection_ids }) => !(collection_ids && scopes.includes('admin')), {
    error: 'admin_is_not_limited',
    path: ['collection_ids'],
  })
  .openapi('NewApiKey', { example: { name: 'Chatbot do site', scopes: ['search'] } })

export const apiKeyChanges = changes({
  name,
  scopes: scopes.openapi({ description: 'Some of those it has: a key gets no more of them.' }),
  expires_at: expiry,
}).openapi('ApiKeyChanges', { example: { name: 'Chatbot' } })
