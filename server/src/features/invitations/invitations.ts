import { createHash, randomBytes } from 'node:crypto'
import { type MemberRole, requireRole, type TenantTx } from '../../db/tenant.ts'
import { found, Problem } from '../../problems.ts'
import { findClient } from '../clients/clients.ts'
import { type CreationKey, createOnce } from '../idempotency/idempotency.ts'
import {
  acceptInvitation,
  findInvitation,
  insertInvitation,
  isMember,
  revokeInvitation,
  revokeInvitationsTo,
} from './invitations.repository.ts'

/**
 * Invites an address; an open invitation to it ends with this one. The token, 256 bits, is in this answer and nowhere
 * else: a repetition under the same key gets null instead.
 *
 * Raises `forbidden` (no one may invite above their own role, and a key may not invite), `already_member`,
 * `idempotency_key_reused`.
 */
export async function invite(
  tx: TenantTx,
  asked: { email: string; role: MemberRole; expires_in_days: number },
  key: CreationKey | undefined,
) {
  const { user_id } = await requireRole(tx, asked.role === 'owner' ? 'owner' : 'admin')
  if (user_id === null) throw new Problem('forbidden')
  const token = randomBytes(32).toString('base64url')
  const { row, replayed } = await createOnce(tx, key, 'invitations', async () => {
    if (await isMember(tx, asked.email)) throw new Problem('already_member', { field: 'email' })
    await revokeInvitationsTo(tx, asked.email)
    return insertInvitation(tx, { ...asked, token_hash: hashOf(token) })
  })
  return { row: { ...row, token: replayed ? null : token }, replayed }
}

/** Ends an open invitation. Raises `not_found`, `forbidden`, and `invitation_used` where it was accepted meanwhile. */
export async function revoke(tx: TenantTx, id: string): Promise<void> {
  const { role } = found(await findInvitation(tx, id))
  if (role === 'owner') await requireRole(tx, 'owner')
  if (await revokeInvitation(tx, id)) return
  const { state } = found(await findInvitation(tx, id))
  if (state === 'accepted') throw new Problem('invitation_used')
}

/**
 * Makes the person a member and lets them act for the client; the same person may repeat it. Raises `invitation_unknown`,
 * `invitation_for_another_address`, `invitation_used`, `invitation_revoked`, `invitation_expired`,
 * `client_suspended`.
 */
export async function accept(tx: TenantTx, token: string) {
  return found(await findClient(tx, await acceptInvitation(tx, hashOf(token))))
}

/** As a token is kept: SHA-256, lower-case hex. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
