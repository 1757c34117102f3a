import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'

/**
 * The person of this transaction, their role in the client they act for, and the clients they belong to.
 *
 * @param named the client that the request names
 */
export async function findMe(tx: TenantTx, userId: string, named?: string) {
  const [user] = await tx.run(
    queries
      .selectFrom('users')
      .select(['id', 'email', 'name', 'created_at', 'last_login'])
      .select(sql<string | null>`coalesce(${named ?? null}::uuid, private.active_client_id())`.as('client_id'))
      .where('id', '=', userId),
  )
  const clients = await tx.run(
    queries
      .selectFrom('client_members as m')
      .innerJoin('clients as c', 'c.id', 'm.client_id')
      .select(['c.id', 'c.name', 'c.status', 'm.role'])
      .where('m.user_id', '=', userId)
      .orderBy('c.name'),
  )
  const role = clients.find(({ id }) => id === user?.client_id)?.role ?? null
  return user && { ...user, role, clients }
}

/** Changes the person of this transaction. Raises `not_found` for a client that they do not belong to. */
export async function updateMe(
  tx: TenantTx,
  userId: string,
  changes: { name?: string | undefined; client_id?: string | undefined },
): Promise<void> {
  await tx.run(queries.updateTable('users').set(changes).where('id', '=', userId))
}
