import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { SystemTx } from '../../db/system.ts'

/** One message that is to be sent now, and what it is signed with. */
export interface Due {
  client_id: string
  webhook_endpoint_id: string
  delivery_id: string
  url: string
  /** Sealed, as the next one. */
  secret: string
  /** Only as long as it signs too. */
  previous_secret: string | null
  event: string
  payload: unknown
  attempts: number
  created_at: string
}

/**
 * Takes one due delivery of each of up to `limit` endpoints, those first that were served longest ago. For
 * `leaseSeconds` no other worker takes them; a worker that dies with one has sent it twice at worst.
 */
export function takeDue(tx: SystemTx, limit: number, leaseSeconds: number): Promise<Due[]> {
  return tx.run(
    sql<Due>`
      with due as (
        select e.client_id, e.id from webhook_endpoints e
         where e.enabled and e.leased_until < now()
           and exists (select from webhook_deliveries d
                        where d.client_id = e.client_id and d.webhook_endpoint_id = e.id and d.status = 'pending'
                          and d.next_attempt_at <= now())
         order by e.leased_until limit ${limit}
           -- What writes a delivery holds its endpoint by a key share, which this one does not wait for.
           for no key update of e skip locked
      ), taken as (
        update webhook_endpoints e set leased_until = now() + make_interval(secs => ${leaseSeconds})
          from due where e.client_id = due.client_id and e.id = due.id
        returning e.client_id, e.id, e.url, e.secret,
          case when e.previous_secret_expires_at > now() then e.previous_secret end as previous_secret
      )
      select t.client_id, t.id as webhook_endpoint_id, d.id as delivery_id, t.url, t.secret, t.previous_secret,
             d.event, d.payload, d.attempts, d.created_at
        from taken t cross join lateral (
          select d.* from webhook_deliveries d
           where d.client_id = t.client_id and d.webhook_endpoint_id = t.id and d.status = 'pending'
             and d.next_attempt_at <= now()
           order by d.next_attempt_at, d.created_at limit 1) d`.compile(queries),
  )
}

type Taken = Pick<Due, 'client_id' | 'webhook_endpoint_id' | 'delivery_id'>

export interface Failure {
  status_code: number | null
  error_code: 'status' | 'timed_out' | 'unreachable' | 'url_not_allowed' | 'secret_unreadable'
  /** Seconds until the next attempt; null where there is none any more. */
  retryIn: number | null
}

export async function recordSuccess(tx: SystemTx, taken: Taken, status_code: number): Promise<void> {
  await tx.run(
    sql`update webhook_deliveries
           set status = 'delivered', delivered_at = now(), attempts = attempts + 1, next_attempt_at = null,
               last_status_code = ${status_code}, last_error_code = null
         where client_id = ${taken.client_id} and id = ${taken.delivery_id} and status = 'pending'`.compile(queries),
  )
  await tx.run(
    sql`update webhook_endpoints set leased_until = now(), failing_since = null
         where client_id = ${taken.client_id} and id = ${taken.webhook_endpoint_id}`.compile(queries),
  )
}

export async function recordFailure(tx: SystemTx, taken: Taken, failure: Failure): Promise<void> {
  const { status_code, error_code, retryIn } = failure
  await tx.run(
    sql`update webhook_deliveries
           set status = ${retryIn === null ? 'failed' : 'pending'}, attempts = attempts + 1,
               next_attempt_at = now() + make_interval(secs => ${retryIn}),
               last_status_code = ${status_code}, last_error_code = ${error_code}
         where client_id = ${taken.client_id} and id = ${taken.delivery_id} and status = 'pending'`.compile(queries),
  )
  await tx.run(
    sql`update webhook_endpoints
           set leased_until = now(), failing_since = coalesce(failing_since, now())
         where client_id = ${taken.client_id} and id = ${taken.webhook_endpoint_id}`.compile(queries),
  )
}

/** Switches an endpoint off that says it is gone, or of which nothing has succeeded for `days`. */
export async function disableEndpoint(tx: SystemTx, taken: Taken, gone: boolean, days: number): Promise<void> {
  await tx.run(
    sql`update webhook_endpoints set enabled = false, disabled_reason = ${gone ? 'gone' : 'failing'}
         where client_id = ${taken.client_id} and id = ${taken.webhook_endpoint_id} and enabled
           and (${gone} or failing_since < now() - make_interval(days => ${days}))`.compile(queries),
  )
}

/** Forgets what was sent long ago, what a switched-off endpoint was never sent, and secrets that sign no more. */
export async function tidy(tx: SystemTx, { keepDays, waitDays }: { keepDays: number; waitDays: number }) {
  await tx.run(
    sql`delete from webhook_deliveries
         where status <> 'pending' and created_at < now() - make_interval(days => ${keepDays})`.compile(queries),
  )
  await tx.run(
    sql`update webhook_deliveries d
           set status = 'failed', next_attempt_at = null, last_error_code = 'endpoint_disabled'
          from webhook_endpoints e
         where d.client_id = e.client_id and d.webhook_endpoint_id = e.id and not e.enabled
           and d.status = 'pending' and d.created_at < now() - make_interval(days => ${waitDays})`.compile(queries),
  )
  await tx.run(
    sql`update webhook_endpoints set previous_secret = null, previous_key_id = null, previous_secret_expires_at = null
         where previous_secret_expires_at < now()`.compile(queries),
  )
}
