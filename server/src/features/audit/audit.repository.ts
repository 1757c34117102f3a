import { type RawBuilder, type Selectable, sql } from 'kysely'
import { decodeCursor, newestFirst } from '../../db/cursor.ts'
import { queries } from '../../db/query-builder.ts'
import { ownList, type Page, pageOf, type Sorted } from '../../db/repository.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { AuditLog } from '../../db/types.ts'

type Entry = Omit<Selectable<AuditLog>, 'client_id'>

interface Filters {
  action?: string | undefined
  actor?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** Newest first. Raises `invalid_cursor` for the cursor of another list or other filters. */
export async function listAuditEntries(
  tx: TenantTx,
  { limit, cursor, action, actor, from, to }: Filters & { limit: number; cursor?: string | undefined },
): Promise<Page<Entry>> {
  const list = JSON.stringify(['audit_log', action, actor, from, to])
  const conditions: RawBuilder<unknown>[] = [sql`client_id = private.current_client_id()`]
  if (action !== undefined) conditions.push(sql`action = ${action}`)
  if (actor !== undefined) conditions.push(sql`actor = ${actor}`)
  if (from !== undefined) conditions.push(sql`created_at >= ${from}::timestamptz`)
  if (to !== undefined) conditions.push(sql`created_at < ${to}::timestamptz`)
  if (cursor !== undefined) {
    const [created_at, id] = decodeCursor(cursor, await ownList(tx, list), newestFirst)
    conditions.push(sql`(created_at, id) < (${created_at}::timestamptz, ${id}::uuid)`)
  }
  const rows = await tx.run(
    sql<Entry & Sorted>`select id, action, actor, user_id, subject_type, subject_id, details, ip, user_agent,
        request_id, created_at, created_at as page_created_at, id as page_id
      from audit_log where ${sql.join(conditions, sql` and `)}
      order by created_at desc, id desc limit ${limit + 1}`.compile(queries),
  )
  return pageOf<Entry & Sorted, Entry>(tx, rows, list, limit)
}
