import { type MemberRole, requireRole, type TenantTx } from '../../db/tenant.ts'
import { found, Problem } from '../../problems.ts'
import { deleteMember, findMember, type Member, setRole } from './members.repository.ts'

/**
 * Gives a member another role. Admins neither make owners nor touch them; a client keeps an owner, so an owner who
 * passes the ownership on makes the next owner first. Raises `not_found`, `forbidden` and, at the end of the transaction,
 * `last_owner`.
 */
export async function changeRole(tx: TenantTx, user_id: string, role: MemberRole | undefined): Promise<Member> {
  const member = found(await findMember(tx, user_id))
  await requireRole(tx, role === 'owner' || member.role === 'owner' ? 'owner' : 'admin')
  if (role === undefined || role === member.role) return member
  if (!(await setRole(tx, user_id, role))) throw new Problem('forbidden')
  return { ...member, role }
}

/**
 * Ends a membership: one's own, or as an admin another's. It counts from their next request on, whatever token they
 * have. Raises `not_found`, `forbidden` and, at the end of the transaction, `last_owner`.
 */
export async function removeMember(tx: TenantTx, user_id: string): Promise<void> {
  const member = found(await findMember(tx, user_id))
  const claims = await tx.claims()
  if (claims.user_id !== user_id) await requireRole(tx, member.role === 'owner' ? 'owner' : 'admin')
  if (!(await deleteMember(tx, user_id))) throw new Problem('forbidden')
}
