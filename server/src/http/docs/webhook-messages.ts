import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { messageSchemas } from '../../features/webhooks/webhook-payload.ts'
import type { RequestContext } from '../context.ts'
import { messages } from './texts.ts'

/** As Standard Webhooks has them. */
const headers = z.object({
  'webhook-id': z
    .string()
    .openapi({ description: 'The same with every attempt: who has seen it has seen the message.' }),
  'webhook-timestamp': z.string().openapi({ description: 'When this attempt was signed, in seconds since 1970.' }),
  'webhook-signature': z.string().openapi({
    description:
      '`v1,` and the HMAC-SHA256, in base64, of `webhook-id.webhook-timestamp.body` under the secret of the endpoint, whose bytes follow `whsec_` in base64. After a rotation there are two, separated by a space: one has to fit.',
  }),
})

/** Describes what endpoints receive, as it is sent, in the section `webhooks` of the description. */
export function describeWebhooks({ openAPIRegistry: registry }: OpenAPIHono<RequestContext>): void {
  for (const [type, schema] of Object.entries(messageSchemas)) {
    registry.registerWebhook({
      method: 'post',
      path: type,
      summary: messages[type as keyof typeof messages].en,
      description:
        'Sent at least once, until an answer is 2xx: nine attempts in nearly a day, then `failed`. After 410 the endpoint is switched off. Redirects are not followed, and the answer’s body is not read.',
      tags: ['webhooks'],
      security: [],
      request: { headers, body: { required: true, content: { 'application/json': { schema } } } },
      responses: { 204: { description: 'Taken; any 2xx is' }, 410: { description: 'Send nothing here any more' } },
    })
  }
}
