import { sql } from 'kysely'
import { decodeCursor, newestFirst } from '../../db/cursor.ts'
import { queries } from '../../db/query-builder.ts'
import { ownList, type Page, pageOf, type Sorted } from '../../db/repository.ts'
import type { MemberRole, TenantTx } from '../../db/tenant.ts'

export interface Invitation {
  id: string
  email: string
  role: MemberRole
  state: 'pending' | 'accepted' | 'revoked' | 'expired'
  invited_by: string | null
  accepted_by: string | null
  created_at: string
  expires_at: string
  accepted_at: string | null
  revoked_at: string | null
}

const columns = sql`id, email, role, invited_by, accepted_by, created_at, expires_at, accepted_at, revoked_at,
  private.invitation_state(client_id, invited_by, role, expires_at, accepted_at, revoked_at) as state`

/** Newest first, those that have ended too. Raises `invalid_cursor`. */
export async function listInvitations(
  tx: TenantTx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Invitation>> {
  const [created_at, id] =
    cursor === undefined ? [null, null] : decodeCursor(cursor, await ownList(tx, 'invitations'), newestFirst)
  const where = cursor === undefined ? sql`` : sql`where (created_at, id) < (${created_at}::timestamptz, ${id}::uuid)`
  const rows = await tx.run(
    sql<Invitation & Sorted>`select ${columns}, created_at as page_created_at, id as page_id from invitations ${where}
      order by created_at desc, id desc limit ${limit + 1}`.compile(queries),
  )
  return pageOf<Invitation & Sorted, Invitation>(tx, rows, 'invitations', limit)
}

export async function findInvitation(tx: TenantTx, id: string): Promise<Invitation | undefined> {
  const [row] = await tx.run(sql<Invitation>`select ${columns} from invitations where id = ${id}`.compile(queries))
  return row
}

export async function insertInvitation(
  tx: TenantTx,
  { email, role, token_hash, expires_in_days }: NewInvitation,
): Promise<Invitation> {
  const [row] = await tx.run(
    sql<Invitation>`insert into invitations (email, role, token_hash, expires_at)
      values (${email}, ${role}, ${token_hash}, now() + make_interval(hours => ${expires_in_days * 24}::int))
      returning ${columns}`.compile(queries),
  )
  if (!row) throw new Error('insert into invitations returned no row')
  return row
}

export interface NewInvitation {
  email: string
  role: MemberRole
  token_hash: string
  expires_in_days: number
}

/**
 * Ends the open invitations of an address, as far as the caller may. Who invites it at the same moment waits until this
 * transaction has ended: of two, the second ends the first.
 */
export async function revokeInvitationsTo(tx: TenantTx, email: string): Promise<void> {
  await tx.run(
    sql`select pg_advisory_xact_lock(hashtextextended(
      'renum.invitation ' || private.current_client_id() || ' ' || lower(${email}), 0))`.compile(queries),
  )
  await tx.run(
    sql`update invitations set revoked_at = now()
         where lower(email) = lower(${email}) and accepted_at is null and revoked_at is null`.compile(queries),
  )
}

/** Whether there was an open one that the caller may end. Waits for an acceptance that is under way. */
export async function revokeInvitation(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx.run(
    sql`update invitations set revoked_at = now()
         where id = ${id} and accepted_at is null and revoked_at is null returning id`.compile(queries),
  )
  return rows.length > 0
}

export async function isMember(tx: TenantTx, email: string): Promise<boolean> {
  const rows = await tx.run(
    sql`select from client_members m join users u on u.id = m.user_id
         where m.client_id = private.current_client_id() and lower(u.email) = lower(${email})`.compile(queries),
  )
  return rows.length > 0
}

/** Gives the client whose member the person is now. Raises what `private.accept_invitation` finds wrong. */
export async function acceptInvitation(tx: TenantTx, token_hash: string): Promise<string> {
  const [row] = await tx.run(
    sql<{ client_id: string }>`select private.accept_invitation(${token_hash}) as client_id`.compile(queries),
  )
  if (!row) throw new Error('private.accept_invitation gave nothing')
  return row.client_id
}
