import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { DB } from '../../db/types.ts'

/** What a key is remembered by: the caller's own word for the request, and a hash of what was asked. */
export interface CreationKey {
  key: string
  /** SHA-256, lower-case hex. */
  request_hash: string
}

export interface Creation {
  request_hash: string
  response: unknown
}

/** Takes a key for this transaction; false where an earlier one has it. Waits for one that is just using it. */
export async function claimKey(tx: TenantTx, { key, request_hash }: CreationKey): Promise<boolean> {
  const rows = await tx.run(
    queries
      .insertInto('idempotency_keys')
      .values({ key, request_hash })
      .onConflict((conflict) => conflict.columns(['client_id', 'principal', 'key']).doNothing())
      .returning('key'),
  )
  return rows.length > 0
}

export function rememberResponse(tx: TenantTx, key: string, response: object): Promise<unknown> {
  return tx.run(
    queries
      .updateTable('idempotency_keys')
      .set({ response: JSON.stringify(response) })
      .where('key', '=', key),
  )
}

export async function findCreation(tx: TenantTx, key: string): Promise<Creation | undefined> {
  const [row] = await tx.run(
    queries.selectFrom('idempotency_keys').select(['request_hash', 'response']).where('key', '=', key),
  )
  return row
}

/** Whether the caller may read this row now. */
export async function isVisible(tx: TenantTx, table: keyof DB, id: string): Promise<boolean> {
  const rows = await tx.run(sql`select from ${sql.table(table)} where id = ${id}`.compile(queries))
  return rows.length > 0
}

/** Forgets the caller's key where it is of before a moment. */
export function forgetKey(tx: TenantTx, key: string, before: Date): Promise<unknown> {
  return tx.run(
    queries.deleteFrom('idempotency_keys').where('key', '=', key).where('created_at', '<', before.toISOString()),
  )
}

/** Deletes what is of before a moment, of all clients, so many rows at most; gives how many there were. */
export async function deleteOldKeys({ run }: SystemRun, before: Date, most: number): Promise<number> {
  const rows = await run(
    sql`delete from idempotency_keys k using (
          select client_id, id from idempotency_keys where created_at < ${before.toISOString()}::timestamptz
           order by created_at limit ${most}) old
         where k.client_id = old.client_id and k.id = old.id returning k.id`.compile(queries),
  )
  return rows.length
}

/** A transaction of the system's: who may open one is for db/system.ts and its importers. */
export type SystemRun = Pick<TenantTx, 'run'>

/** What a person has created with a key, for whichever client: for what is asked before there is one. */
export async function findPersonsCreation(
  { run }: SystemRun,
  principal: string,
  { key, request_hash }: CreationKey,
  since: Date,
): Promise<Creation | undefined> {
  const [row] = await run(
    queries
      .selectFrom('idempotency_keys')
      .select(['request_hash', 'response'])
      .where('principal', '=', principal)
      .where('key', '=', key)
      .where('created_at', '>=', since.toISOString())
      // A person may have used one key in several of their clients.
      .orderBy((row) => row('request_hash', '=', request_hash), 'desc')
      .limit(1),
  )
  return row
}

export function rememberPersonsCreation(
  { run }: SystemRun,
  { client_id, principal, response, ...key }: CreationKey & { client_id: string; principal: string; response: object },
): Promise<unknown> {
  return run(
    queries.insertInto('idempotency_keys').values({ ...key, client_id, principal, response: JSON.stringify(response) }),
  )
}
