import { sql } from 'kysely'
import { decodeCursor, newestFirst } from '../../db/cursor.ts'
import { queries } from '../../db/query-builder.ts'
import { ownList, type Page, pageOf, type Sorted } from '../../db/repository.ts'
import type { Scope, TenantTx } from '../../db/tenant.ts'
import type { Kept } from './key.ts'

export interface ApiKey {
  id: string
  name: string
  prefix: string
  last_four: string
  scopes: Scope[]
  /** Null: all of the client's. */
  collection_ids: string[] | null
  state: 'active' | 'expired' | 'revoked'
  created_by: string | null
  created_with: string | null
  created_at: string
  updated_at: string
  expires_at: string | null
  revoked_at: string | null
  last_used_at: string | null
}

const columns = sql`k.id, k.name, k.prefix, k.last_four, k.scopes, k.created_by, k.created_with, k.created_at,
  k.updated_at, k.expires_at, k.revoked_at, k.last_used_at,
  case when k.limited then array(
    select l.collection_id from api_key_collections l where l.client_id = k.client_id and l.api_key_id = k.id order by 1
  ) end as collection_ids,
  case
    when k.revoked_at is not null or not exists (
      select from client_members m
       where m.client_id = k.client_id and m.user_id = k.created_by and m.role in ('owner', 'admin')) then 'revoked'
    when k.expires_at <= now() then 'expired'
    else 'active'
  end as state`

/** Newest first, those that have ended too. Raises `invalid_cursor`. */
export async function listKeys(
  tx: TenantTx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<ApiKey>> {
  const [created_at, id] =
    cursor === undefined ? [null, null] : decodeCursor(cursor, await ownList(tx, 'api_keys'), newestFirst)
  const where =
    cursor === undefined ? sql`` : sql`where (k.created_at, k.id) < (${created_at}::timestamptz, ${id}::uuid)`
  const rows = await tx.run(
    sql<ApiKey & Sorted>`select ${columns}, k.created_at as page_created_at, k.id as page_id from api_keys k ${where}
      order by k.created_at desc, k.id desc limit ${limit + 1}`.compile(queries),
  )
  return pageOf<ApiKey & Sorted, ApiKey>(tx, rows, 'api_keys', limit)
}

export async function findKey(tx: TenantTx, id: string): Promise<ApiKey | undefined> {
  const [row] = await tx.run(sql<ApiKey>`select ${columns} from api_keys k where k.id = ${id}`.compile(queries))
  return row
}

export interface NewKey extends Kept {
  name: string
  scopes: Scope[]
  collection_ids: string[] | null
  expires_at: string | null
}

/** Gives the new key’s id. Raises `not_found` for a collection that is none of the client's. */
export async function insertKey(tx: TenantTx, { collection_ids, ...values }: NewKey): Promise<string> {
  const [row] = await tx.run(
    queries
      .insertInto('api_keys')
      .values({ ...values, limited: collection_ids !== null })
      .returning('id'),
  )
  if (!row) throw new Error('insert into api_keys returned no row')
  if (collection_ids !== null) {
    await tx.run(
      sql`insert into api_key_collections (api_key_id, collection_id)
          select ${row.id}::uuid, unnest(${collection_ids}::uuid[])`.compile(queries),
    )
  }
  return row.id
}

export type KeyChanges = { [Field in 'name' | 'scopes' | 'expires_at']?: ApiKey[Field] | undefined }

/** Whether there was such a key that is not revoked. */
export async function updateKey(tx: TenantTx, id: string, changes: KeyChanges): Promise<boolean> {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  const rows = await tx.run(queries.updateTable('api_keys').set(given).where('id', '=', id).returning('id'))
  return rows.length > 0
}

/** Whether there was such a key that was not revoked before. */
export async function revokeKey(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx.run(sql`update api_keys set revoked_at = now() where id = ${id} returning id`.compile(queries))
  return rows.length > 0
}

/** Notes that the asking key is in use. */
export async function touchKey(tx: TenantTx): Promise<void> {
  await tx.run(sql`select private.touch_api_key()`.compile(queries))
}
