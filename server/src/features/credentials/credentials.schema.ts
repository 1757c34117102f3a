import { z } from '@hono/zod-openapi'
import { changes, name, plainUrl, timestamps } from '../schema.ts'

const moment = z.iso.datetime({ offset: true })
const type = z.enum(['openai_compatible', 'http_header']).openapi({
  description:
    '`openai_compatible`: `Authorization: Bearer`, or the header that `header_name` says. `http_header`: the value as it is, in the header that `header_name` says.',
})

const settings = z
  .strictObject({
    base_url: plainUrl.openapi({ description: 'Where the service is, without query: `https://api.openai.com/v1`.' }),
    header_name: z
      .string()
      .regex(/^[A-Za-z][\w-]{0,99}$/)
      .optional()
      .openapi({ description: 'Required of `http_header`.' }),
  })
  .openapi('CredentialSettings')

// What a header can carry.
const value = z
  .string()
  .max(10_000)
  .regex(/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/)
  .openapi({ description: 'The secret itself. It goes in, and never comes out again.', format: 'password' })

export const credential = z
  .object({
    id: z.uuid(),
    name: z.string(),
    service_name: z.string(),
    credential_type: type,
    settings: z.object({ base_url: z.string(), header_name: z.string().optional() }),
    last_four: z.string().nullable().openapi({ description: 'Of the value; null where it is too short to tell.' }),
    state: z.enum(['ok', 'needs_reentry']).openapi({
      description: '`needs_reentry`: the value cannot be decrypted any more. Enter it again.',
    }),
    key_id: z.string().openapi({ description: 'Which key of the install the value is encrypted with.' }),
    created_by: z.uuid().nullable(),
    ...timestamps,
    last_used_at: moment.nullable(),
  })
  .openapi('Credential')

export const newCredential = z
  .strictObject({
    name,
    service_name: z
      .string()
      .max(100)
      .regex(/^[!-~\u00a1-\uffff](?:[ -~\u00a0-\uffff]*[!-~\u00a1-\uffff])?$/),
    credential_type: type,
    settings,
    value,
  })
  .refine((given) => given.credential_type !== 'http_header' || given.settings.header_name !== undefined, {
    message: 'header_name_missing',
    path: ['settings', 'header_name'],
  })
  .openapi('NewCredential', {
    example: {
      name: 'OpenAI',
      service_name: 'openai',
      credential_type: 'openai_compatible',
      settings: { base_url: 'https://api.openai.com/v1' },
      value: 'sk-…',
    },
  })

export const credentialChanges = changes({
  name,
  settings: settings.openapi({
    description: 'All of them. Another host needs the value again: `PUT /v1/credentials/{id}/value`.',
  }),
}).openapi('CredentialChanges', { example: { name: 'OpenAI, produção' } })

export const newValue = z
  .strictObject({ value, settings: settings.optional() })
  .openapi('CredentialValue', { example: { value: 'sk-…' } })

export const credentialTest = z
  .object({
    ok: z.boolean(),
    status: z.int().nullable().openapi({ description: 'HTTP status of the service; null where it did not answer.' }),
    message: z.string().openapi({ description: 'For a person, in the language of Accept-Language.' }),
    ms: z.int(),
  })
  .openapi('CredentialTest')
