import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../db/pool.ts'
import { withSystem } from '../../db/system.ts'
import { type Keyring, SecretError } from '../../providers/encryption/keyring.ts'
import type { Sent, WebhookSender } from '../../providers/webhooks/send.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { type Due, disableEndpoint, recordFailure, recordSuccess, takeDue, tidy } from './outbox.repository.ts'
import { messageId, messageOf, signed } from './webhook-payload.ts'

export interface OutboxServices {
  database: Database
  webhooks: WebhookSender
  keyring: Keyring | null
  logger: Logger
}

/** Seconds until the next attempt, after the first failure, the second, and so on: nearly a day. */
const retriesAfter = [5, 30, 120, 600, 3_600, 10_800, 21_600, 43_200] as const

/** Longer than an attempt can take. */
const leaseSeconds = 60
const failingDays = 5
const kept = { keepDays: 30, waitDays: 3 }

export interface Delivering {
  /** Takes nothing more and waits for what is being sent. */
  stop(): Promise<void>
}

/**
 * Sends what the database has written for endpoints, until it is stopped: at least once, each endpoint one message at a
 * time, `concurrency` endpoints at once. Whatever a receiver does, nothing but its own messages waits for it.
 */
export function startDelivering(
  services: OutboxServices,
  { pollMs = 1_000, concurrency = 16 }: { pollMs?: number; concurrency?: number } = {},
): Delivering {
  const { database, logger } = services
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  let tidiedAt = Number.NEGATIVE_INFINITY

  const run = async (due: Due) => {
    try {
      await deliver(services, due)
    } catch (error) {
      // The lease runs out, and another worker sends it again.
      logger.error({ err: error, delivery_id: due.delivery_id }, 'a webhook delivery was not recorded')
    }
  }
  const loop = async () => {
    while (!stopping.signal.aborted) {
      let pause = pollMs
      try {
        if (performance.now() - tidiedAt > 3_600_000) {
          await withSystem(database, (tx) => tidy(tx, kept))
          tidiedAt = performance.now()
        }
        const free = concurrency - running.size
        const taken = free > 0 ? await withSystem(database, (tx) => takeDue(tx, free, leaseSeconds)) : []
        for (const due of taken) {
          const sending: Promise<void> = run(due).finally(() => running.delete(sending))
          running.add(sending)
        }
      } catch (error) {
        logger.error({ err: error }, 'webhooks: the database does not answer')
        pause = 5 * pollMs
      }
      const wait = sleep(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
      // An endpoint that has answered may have its next one at once.
      await Promise.race([wait, ...running])
    }
  }
  const ended = loop()
  return {
    async stop() {
      stopping.abort()
      await ended
      await Promise.all(running)
    },
  }
}

/** Those that sign, decrypted; null where the endpoint's own cannot be decrypted: what its receiver could not verify is not sent. */
function secretsOf({ client_id, webhook_endpoint_id: id, secret, previous_secret }: Due, keyring: Keyring | null) {
  const open = (token: string) => {
    try {
      return keyring?.open({ client_id, id, kind: 'webhook' }, token) ?? null
    } catch (error) {
      if (error instanceof SecretError) return null
      throw error
    }
  }
  const own = open(secret)
  const before = previous_secret === null ? null : open(previous_secret)
  return own === null ? null : [own, ...(before === null ? [] : [before])]
}

async function send(
  webhooks: WebhookSender,
  secrets: string[] | null,
  due: Due,
  body: string,
): Promise<Sent | { ok: false; status_code: null; error_code: 'secret_unreadable' }> {
  if (!secrets) return { ok: false, status_code: null, error_code: 'secret_unreadable' }
  return webhooks.send(due.url, signed(messageId(due.delivery_id), body, secrets, new Date()), body)
}

async function deliver({ database, webhooks, keyring, logger }: OutboxServices, due: Due): Promise<void> {
  const body = JSON.stringify(messageOf(due))
  const answer = await send(webhooks, secretsOf(due, keyring), due, body)
  await withSystem(database, async (tx) => {
    if (answer.ok) return recordSuccess(tx, due, answer.status_code)
    const gone = answer.status_code === 410
    const wait = gone ? undefined : retriesAfter[due.attempts]
    // Spread out: what failed together does not come back together.
    const retryIn = wait === undefined ? null : wait * (0.9 + Math.random() / 5)
    await recordFailure(tx, due, { status_code: answer.status_code, error_code: answer.error_code, retryIn })
    await disableEndpoint(tx, due, gone, failingDays)
  })
  if (!answer.ok)
    logger.warn({ delivery_id: due.delivery_id, error_code: answer.error_code }, 'a webhook was not taken')
}
