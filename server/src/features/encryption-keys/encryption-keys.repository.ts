import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { SystemTx } from '../../db/system.ts'

/** A key as the database knows it: by its id. */
export interface RegisteredKey {
  key_id: string
  canary: string
  created_at: string
  lost_at: string | null
  /** Values under it, and how many of them are known not to open. */
  rows: number
  unreadable: number
}

/** Who starts at the same moment waits: one of them registers its key, and the next one sees it. */
export function lockKeys(tx: SystemTx): Promise<unknown> {
  return tx.run(sql`lock table private.encryption_keys in share row exclusive mode`.compile(queries))
}

/** Where sealed values are: the column of the value, that of its key's id, and of which kind its owner is. */
export const places = [
  { table: 'api_credentials', value: 'encrypted_value', key: 'key_id', kind: undefined },
  { table: 'webhook_endpoints', value: 'secret', key: 'key_id', kind: 'webhook' },
  { table: 'webhook_endpoints', value: 'previous_secret', key: 'previous_key_id', kind: 'webhook' },
] as const
export type Place = (typeof places)[number]

const credentials = places[0]

/** What is under keys in all places: `key_id`, and whether it is known not to open. Only of credentials that is known. */
const everything = sql.join(
  places.map((place) => {
    const unreadable = place === credentials ? sql`unreadable_at is not null` : sql`false`
    return sql`select ${sql.ref(place.key)} as key_id, ${unreadable} as unreadable
      from ${sql.table(place.table)} where ${sql.ref(place.key)} is not null`
  }),
  sql` union all `,
)

/** All of them, the one registered last first, counted. */
export function listKeys(tx: SystemTx): Promise<RegisteredKey[]> {
  return tx.run(
    sql<RegisteredKey>`select k.key_id, k.canary, k.created_at, k.lost_at,
        coalesce(s.rows, 0) as rows, coalesce(s.unreadable, 0) as unreadable
      from private.encryption_keys k left join (
        select key_id, count(*) as rows, count(*) filter (where unreadable) as unreadable
          from (${everything}) v group by key_id
      ) s using (key_id)
      order by k.created_at desc, k.key_id`.compile(queries),
  )
}

export interface KeyFacts extends Omit<RegisteredKey, 'rows' | 'unreadable'> {
  /** Whether anything that may be read is under it. */
  holds: boolean
}

/** The same without counting, which a start does not wait for. */
export function readKeys(tx: SystemTx): Promise<KeyFacts[]> {
  return tx.run(
    sql<KeyFacts>`select k.key_id, k.canary, k.created_at, k.lost_at, ${anythingUnder(true)} as holds
      from private.encryption_keys k order by k.created_at desc, k.key_id`.compile(queries),
  )
}

/** Whether anything is under the key `k`; place by place, for each has an index by key. */
function anythingUnder(readable: boolean) {
  const conditions = places.map((place) => {
    const known = readable && place === credentials ? sql` and unreadable_at is null` : sql``
    return sql`exists (select from ${sql.table(place.table)} where ${sql.ref(place.key)} = k.key_id${known})`
  })
  return sql`(${sql.join(conditions, sql` or `)})`
}

/** A key that was given up counts again when it is configured after all. */
export function insertKey(tx: SystemTx, key_id: string, canary: string): Promise<unknown> {
  return tx.run(
    sql`insert into private.encryption_keys (key_id, canary) values (${key_id}, ${canary})
        on conflict (key_id) do update
          set canary = excluded.canary, created_at = clock_timestamp(), lost_at = null`.compile(queries),
  )
}

/** Whether there was nothing under the key any more, so that it is gone, and does not come back. */
export async function retireKey(tx: SystemTx, key_id: string): Promise<boolean> {
  const rows = await tx.run(
    sql`with gone as (
          delete from private.encryption_keys k where k.key_id = ${key_id} and not ${anythingUnder(false)}
          returning k.key_id
        )
        insert into private.retired_encryption_keys (key_id) select key_id from gone returning key_id`.compile(queries),
  )
  return rows.length > 0
}

/** When a key was retired; undefined where it was not. */
export async function retiredAt(tx: SystemTx, key_id: string): Promise<string | undefined> {
  const [row] = await tx.run(
    sql<{ retired_at: string }>`select retired_at from private.retired_encryption_keys
      where key_id = ${key_id}`.compile(queries),
  )
  return row?.retired_at
}

/** Gives a key up; the number of values that have to be entered again, or undefined where there is no such key. */
export async function loseKey(tx: SystemTx, key_id: string): Promise<number | undefined> {
  const keys = await tx.run(
    sql`update private.encryption_keys set lost_at = coalesce(lost_at, clock_timestamp())
         where key_id = ${key_id} returning key_id`.compile(queries),
  )
  if (keys.length === 0) return undefined
  const rows = await tx.run(
    sql`update api_credentials set unreadable_at = coalesce(unreadable_at, clock_timestamp())
         where key_id = ${key_id} returning id`.compile(queries),
  )
  return rows.length
}

export interface SealedRow {
  client_id: string
  id: string
  token: string
}

/** Where a pass over a key's rows has come to. */
export type Position = Pick<SealedRow, 'client_id' | 'id'>

/** The next rows of a place under a key, locked; what another transaction has locked is left to a later pass. */
export function takeRows(
  tx: SystemTx,
  { table, value, key }: Place,
  key_id: string,
  after: Position,
  limit: number,
): Promise<SealedRow[]> {
  return tx.run(
    sql<SealedRow>`select client_id, id, ${sql.ref(value)} as token from ${sql.table(table)}
      where ${sql.ref(key)} = ${key_id} and (client_id, id) > (${after.client_id}::uuid, ${after.id}::uuid)
      order by client_id, id limit ${limit} for update skip locked`.compile(queries),
  )
}

/** The same values under another key. */
export function writeRows(tx: SystemTx, place: Place, key_id: string, rows: readonly SealedRow[]): Promise<unknown> {
  const column = (name: keyof SealedRow) => rows.map((row) => row[name])
  const readable = place === credentials ? sql`, unreadable_at = null` : sql``
  return tx.run(
    sql`update ${sql.table(place.table)} c
           set ${sql.ref(place.value)} = r.token, ${sql.ref(place.key)} = ${key_id}${readable}
          from unnest(${column('client_id')}::uuid[], ${column('id')}::uuid[], ${column('token')}::text[])
            as r (client_id, id, token)
         where c.client_id = r.client_id and c.id = r.id`.compile(queries),
  )
}

/** Credentials that have to be entered again. */
export async function markUnreadable(tx: SystemTx, place: Place, rows: readonly Position[]): Promise<void> {
  if (place !== credentials) return
  const column = (name: keyof Position) => rows.map((row) => row[name])
  await tx.run(
    sql`update api_credentials c set unreadable_at = clock_timestamp()
          from unnest(${column('client_id')}::uuid[], ${column('id')}::uuid[]) as r (client_id, id)
         where c.client_id = r.client_id and c.id = r.id and c.unreadable_at is null`.compile(queries),
  )
}

/** How many values are under these keys. */
export async function countUnder(tx: SystemTx, key_ids: readonly string[]): Promise<number> {
  const [row] = await tx.run(
    sql<{ rows: number }>`select count(*) as rows from (${everything}) v
      where key_id = any (${[...key_ids]})`.compile(queries),
  )
  return row?.rows ?? 0
}
