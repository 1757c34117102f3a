import { randomBytes, randomUUID } from 'node:crypto'
import type { Selected } from '../../db/repository.ts'
import type { TenantTx } from '../../db/tenant.ts'
import { found, Problem } from '../../problems.ts'
import type { Keyring } from '../../providers/encryption/keyring.ts'
import { type CreationKey, createOnce } from '../idempotency/idempotency.ts'
import { messageId, messageOf } from './webhook-payload.ts'
import { deliveries, endpoints, sendAgain } from './webhooks.repository.ts'

/** What an endpoint is made of, and may be changed to. */
interface EndpointValues {
  url: string
  description?: string | null | undefined
  events: string[]
  enabled: boolean
}

/**
 * Makes an endpoint. Its secret, 256 bits, is in this answer, and sealed in its row: a repetition under the same key gets
 * null instead. Raises `forbidden`, `too_many_webhook_endpoints`, `idempotency_key_reused`.
 */
export async function createEndpoint(
  tx: TenantTx,
  keyring: Keyring,
  values: EndpointValues,
  key: CreationKey | undefined,
) {
  const { client_id } = await tx.claims()
  const id = randomUUID()
  const secret = newSecret()
  const { row, replayed } = await createOnce(tx, key, 'webhook_endpoints', () =>
    endpoints.create(tx, { id, ...values, ...sealed(keyring, client_id, id, secret) }),
  )
  return { row: { ...row, secret: replayed ? null : secret }, replayed }
}

/** Gives an endpoint a new secret; the one before signs for another day. Raises `not_found`, `forbidden`. */
export async function rotateSecret(tx: TenantTx, keyring: Keyring, id: string) {
  const { client_id } = await tx.claims()
  const secret = newSecret()
  return { ...found(await endpoints.patch(tx, id, sealed(keyring, client_id, id, secret))), secret }
}

/** Sends a message that is about nothing. Raises `not_found`, `forbidden`, `webhook_disabled`. */
export async function testEndpoint(tx: TenantTx, id: string) {
  await requireEnabled(tx, id)
  return deliveries.create(tx, { webhook_endpoint_id: id, event: 'webhook.test' })
}

/** Sends a message again, delivered or not. Raises `not_found`, `forbidden`, `webhook_disabled`. */
export async function redeliver(tx: TenantTx, id: string) {
  const { webhook_endpoint_id } = found(await deliveries.get(tx, id))
  await requireEnabled(tx, webhook_endpoint_id)
  if (!(await sendAgain(tx, id))) throw new Problem('not_found')
  return found(await deliveries.get(tx, id))
}

async function requireEnabled(tx: TenantTx, id: string): Promise<void> {
  if (!found(await endpoints.get(tx, id)).enabled) throw new Problem('webhook_disabled')
}

/** A delivery as it goes out: with the message as a receiver gets it. */
export function describeDelivery({ payload, document_id, ...row }: Selected<typeof deliveries>) {
  return {
    ...row,
    ...(document_id !== null && { document_id }),
    message_id: messageId(row.id),
    message: messageOf({ ...row, payload }),
  }
}

function sealed(keyring: Keyring, client_id: string, id: string, secret: string) {
  const { token, key_id } = keyring.seal({ client_id, id, kind: 'webhook' }, secret)
  return { secret: token, key_id }
}

function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
