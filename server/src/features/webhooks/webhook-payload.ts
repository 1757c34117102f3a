import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
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

export interface Message {
  type: string
  timestamp: string
  data: Record<string, unknown>
}

/** The body of a delivery: which document, and how it has ended. Nothing of what stands in it. */
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
  const { error_code, error_params, ...data } = ended.parse(payload)
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
