import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import { repository } from '../../db/repository.ts'
import type { TenantTx } from '../../db/tenant.ts'

export const endpoints = repository('webhook_endpoints', [
  'id',
  'url',
  'description',
  'events',
  'enabled',
  'disabled_reason',
  'failing_since',
  'previous_secret_expires_at',
  'created_by',
  'created_at',
  'updated_at',
])

export const deliveries = repository('webhook_deliveries', [
  'id',
  'webhook_endpoint_id',
  'event',
  'document_id',
  'payload',
  'status',
  'attempts',
  'last_status_code',
  'last_error_code',
  'next_attempt_at',
  'created_at',
  'delivered_at',
])

/** Sends a delivery once more, with all its attempts before it; false where there is none to be seen. */
export async function sendAgain(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx.run(
    sql`update webhook_deliveries set status = 'pending', attempts = 0, next_attempt_at = now(), delivered_at = null
         where id = ${id} returning id`.compile(queries),
  )
  return rows.length > 0
}
