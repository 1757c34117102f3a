import { z } from '@hono/zod-openapi'
import { Webhook } from 'standardwebhooks'
import { problemText } from '../../problems.ts'

/** What the database wrote of a document that has ended. */
const ended = z.object({
  document_id: z.uuid(),
  collection_id: z.uuid(),
  name: z.string(),
  status: z.enum(['ready', 'failed']),
  version_number: z.int(),
  error_code: z.string().nullable(),
  error_params: z.unknown(),
})

/** What the database wrote of an execution that has ended. */
const executed = z.object({
  execution_id: z.uuid(),
  agent_id: z.uuid(),
  status: z.enum(['succeeded', 'failed', 'cancelled', 'timed_out']),
  error_code: z.string().nullable(),
  error_params: z.unknown(),
})

const timestamp = z.iso.datetime({ offset: true }).openapi({ description: 'When it happened.' })
const aboutDocument = {
  document_id: z.uuid(),
  collection_id: z.uuid(),
  name: z.string().openapi({ description: 'Of the document.' }),
  version_number: z.int(),
}
const perLanguage = z.strictObject({ pt: z.string(), en: z.string() })

/** What receivers get, by its type. */
export const messageSchemas = {
  'document.ready': z
    .strictObject({
      type: z.literal('document.ready'),
      timestamp,
      data: z.strictObject({ ...aboutDocument, status: z.literal('ready') }),
    })
    .openapi('DocumentReadyMessage'),
  'document.embedded': z
    .strictObject({
      type: z.literal('document.embedded'),
      timestamp,
      data: z.strictObject({ ...aboutDocument, status: z.literal('ready') }),
    })
    .openapi('DocumentEmbeddedMessage'),
  'document.failed': z
    .strictObject({
      type: z.literal('document.failed'),
      timestamp,
      data: z.strictObject({
        ...aboutDocument,
        status: z.literal('failed'),
        error_code: z.string().optional().openapi({ description: 'Stable; with it comes the text.' }),
        error_message: perLanguage.optional(),
      }),
    })
    .openapi('DocumentFailedMessage'),
  'execution.ended': z
    .strictObject({
      type: z.literal('execution.ended'),
      timestamp,
      data: z.strictObject({
        execution_id: z.uuid(),
        agent_id: z.uuid(),
        status: executed.shape.status,
        error_code: z.string().optional().openapi({ description: 'Stable; with it comes the text.' }),
        error_message: perLanguage.optional(),
      }),
    })
    .openapi('ExecutionEndedMessage'),
  'webhook.test': z
    .strictObject({ type: z.literal('webhook.test'), timestamp, data: z.strictObject({}) })
    .openapi('TestMessage'),
}

export interface Message {
  type: string
  timestamp: string
  data: Record<string, unknown>
}

/** The body of a delivery: which document or execution, and how it has ended. Nothing of what stands in it. */
export function messageOf({
  event,
  payload,
  created_at,
}: {
  event: string
  payload: unknown
  created_at: string
}): Message {
  const message = { type: event, timestamp: created_at }
  if (event === 'webhook.test') return { ...message, data: {} }
  const { error_code, error_params, ...data } = (event === 'execution.ended' ? executed : ended).parse(payload)
  if (error_code === null) return { ...message, data }
  const error_message = {
    pt: problemText(error_code, error_params, 'pt'),
    en: problemText(error_code, error_params, 'en'),
  }
  return { ...message, data: { ...data, error_code, error_message } }
}

/** The header `webhook-id`: a receiver that has seen it has seen the message. */
export function messageId(delivery_id: string): string {
  return `msg_${delivery_id}`
}

/**
 * The headers of an attempt, as Standard Webhooks has them: one signature for each secret.
 *
 * @param body as it is sent, byte for byte
 */
export function signed(id: string, body: string, secrets: readonly string[], at: Date): Record<string, string> {
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  }
}
