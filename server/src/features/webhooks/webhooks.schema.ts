import { z } from '@hono/zod-openapi'
import { changes, description, pageQuery, plainUrl, timestamps } from '../schema.ts'

const moment = z.iso.datetime({ offset: true })
const event = z.enum(['document.ready', 'document.embedded', 'document.failed', 'execution.ended'])

const url = plainUrl.openapi({
  description:
    'https, and a public address, or what the operator allows in `RENUM_FETCH_ALLOW`, without user, password, query or fragment; it is checked again with every delivery. It is no secret: check the signature.',
  example: 'https://example.com/renum',
})
const events = z
  .array(event)
  .min(1)
  .max(4)
  .transform((given) => [...new Set(given)])

export const webhookEndpoint = z
  .object({
    id: z.uuid(),
    url: z.string(),
    description: z.string().nullable(),
    events: z.array(event),
    enabled: z.boolean(),
    disabled_reason: z
      .enum(['gone', 'failing'])
      .nullable()
      .openapi({ description: '`gone`: it answered 410. `failing`: nothing has succeeded for five days.' }),
    failing_since: moment.nullable().openapi({ description: 'The first failure since the last success.' }),
    previous_secret_expires_at: moment
      .nullable()
      .openapi({ description: 'After a rotation: until then messages carry the signature of the old secret too.' }),
    created_by: z.uuid().nullable(),
    ...timestamps,
  })
  .openapi('WebhookEndpoint')

export const givenWebhookEndpoint = webhookEndpoint
  .extend({
    secret: z
      .string()
      .nullable()
      .openapi({ description: 'Shown this once; null in the answer to a repetition with the same Idempotency-Key.' }),
  })
  .openapi('GivenWebhookEndpoint')

export const newWebhookEndpoint = z
  .strictObject({ url, description, events, enabled: z.boolean().default(true) })
  .openapi('NewWebhookEndpoint', {
    example: { url: 'https://example.com/renum', events: ['document.ready', 'document.failed'] },
  })

export const webhookEndpointChanges = changes({ url, description, events, enabled: z.boolean() }).openapi(
  'WebhookEndpointChanges',
  { example: { enabled: false } },
)

const deliveryStatus = z.enum(['pending', 'delivered', 'failed'])

export const webhookDelivery = z
  .object({
    id: z.uuid(),
    webhook_endpoint_id: z.uuid(),
    message_id: z.string().openapi({ description: 'The header `webhook-id`, the same with every attempt.' }),
    event: z.enum(['document.ready', 'document.embedded', 'document.failed', 'execution.ended', 'webhook.test']),
    document_id: z.uuid().optional().openapi({ description: 'Missing where it is about none.' }),
    message: z.record(z.string(), z.unknown()).openapi({ description: 'The body, as it is sent.' }),
    status: deliveryStatus,
    attempts: z.int(),
    last_status_code: z.int().nullable().openapi({ description: 'What the receiver answered to the last attempt.' }),
    last_error_code: z
      .enum(['status', 'timed_out', 'unreachable', 'url_not_allowed', 'secret_unreadable', 'endpoint_disabled'])
      .nullable()
      .openapi({
        description:
          '`status`: the answer was not 2xx; redirects are not followed. `url_not_allowed`: the address is not there or not public; the operator may allow it in `RENUM_FETCH_ALLOW`. `secret_unreadable`: rotate the secret of the endpoint.',
      }),
    next_attempt_at: moment.nullable(),
    created_at: moment,
    delivered_at: moment.nullable(),
  })
  .openapi('WebhookDelivery')

export const deliveryFilters = pageQuery.extend({
  webhook_endpoint_id: z.uuid().optional(),
  status: deliveryStatus.optional(),
})
