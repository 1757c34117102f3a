import { sql } from 'kysely'
import type { Database } from '../../db/pool.ts'
import { queries } from '../../db/query-builder.ts'
import { withSystem } from '../../db/system.ts'
import type { MemberRole } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import { hashOf } from './invitations.ts'

interface InvitationPreview {
  client_name: string
  email: string
  role: MemberRole
  expires_at: string
}

/** What an open invitation is for, to whoever has its token. Raises `invitation_unknown`, also of one that has ended. */
export async function previewInvitation(database: Database, token: string): Promise<InvitationPreview> {
  const [invitation] = await withSystem(database, (tx) =>
    tx.run(sql<InvitationPreview>`select * from private.preview_invitation(${hashOf(token)})`.compile(queries)),
  )
  if (!invitation) throw new Problem('invitation_unknown', { field: 'token' })
  return invitation
}
