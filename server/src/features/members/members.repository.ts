import { sql } from 'kysely'
import { decodeCursor, newestFirst } from '../../db/cursor.ts'
import { queries } from '../../db/query-builder.ts'
import { ownList, type Page, pageOf } from '../../db/repository.ts'
import type { MemberRole, TenantTx } from '../../db/tenant.ts'

export interface Member {
  user_id: string
  name: string | null
  email: string | null
  role: MemberRole
  created_at: string
}

/** A person sees their memberships elsewhere too: these are of the client that they act for. */
const select = sql`select m.user_id, u.name, u.email, m.role, m.created_at
    from client_members m join users u on u.id = m.user_id
   where m.client_id = private.current_client_id()`

/** Who joined last comes first. Raises `invalid_cursor`. */
export async function listMembers(
  tx: TenantTx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Member>> {
  const [created_at, id] =
    cursor === undefined ? [null, null] : decodeCursor(cursor, await ownList(tx, 'client_members'), newestFirst)
  const after =
    cursor === undefined ? sql`` : sql`and (m.created_at, m.user_id) < (${created_at}::timestamptz, ${id}::uuid)`
  const rows = await tx.run(
    sql<Member>`${select} ${after} order by m.created_at desc, m.user_id desc limit ${limit + 1}`.compile(queries),
  )
  const sorted = rows.map((row) => ({ ...row, page_created_at: row.created_at, page_id: row.user_id }))
  return pageOf(tx, sorted, 'client_members', limit)
}

export async function findMember(tx: TenantTx, user_id: string): Promise<Member | undefined> {
  const [row] = await tx.run(sql<Member>`${select} and m.user_id = ${user_id}`.compile(queries))
  return row
}

/** Whether the role was changed: not where row security forbids it. */
export async function setRole(tx: TenantTx, user_id: string, role: MemberRole): Promise<boolean> {
  const rows = await tx.run(
    queries
      .updateTable('client_members')
      .set({ role })
      .where('client_id', '=', sql<string>`private.current_client_id()`)
      .where('user_id', '=', user_id)
      .returning('user_id'),
  )
  return rows.length > 0
}

/** Whether the membership was ended: not where row security forbids it. */
export async function deleteMember(tx: TenantTx, user_id: string): Promise<boolean> {
  const rows = await tx.run(
    queries
      .deleteFrom('client_members')
      .where('client_id', '=', sql<string>`private.current_client_id()`)
      .where('user_id', '=', user_id)
      .returning('user_id'),
  )
  return rows.length > 0
}
