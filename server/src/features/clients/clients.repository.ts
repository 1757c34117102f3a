import { queries } from '../../db/query-builder.ts'
import type { SystemTx } from '../../db/system.ts'
import type { TenantTx } from '../../db/tenant.ts'

const columns = ['id', 'name', 'status', 'created_at', 'updated_at'] as const

/** Keeps a person from doing two things at once; false where there is no such person. */
export async function lockUser(tx: SystemTx, user_id: string): Promise<boolean> {
  const rows = await tx.run(queries.selectFrom('users').select('id').where('id', '=', user_id).forUpdate())
  return rows.length > 0
}

/** The new client, for which its owner acts from now on. */
export async function insertClientWithOwner(tx: SystemTx, { name, user_id }: { name: string; user_id: string }) {
  const [client] = await tx.run(queries.insertInto('clients').values({ name }).returning(columns))
  if (!client) throw new Error('insert into clients returned no row')
  await tx.run(queries.insertInto('client_members').values({ client_id: client.id, user_id, role: 'owner' }))
  await tx.run(queries.updateTable('users').set({ client_id: client.id }).where('id', '=', user_id))
  return client
}

/** A client that the person belongs to, whether they act for it now or not. */
export async function findClient(tx: TenantTx, id: string) {
  const [client] = await tx.run(queries.selectFrom('clients').select(columns).where('id', '=', id))
  return client
}

export async function updateClient(tx: TenantTx, id: string, changes: { name?: string | undefined }) {
  const [client] = await tx.run(queries.updateTable('clients').set(changes).where('id', '=', id).returning(columns))
  return client
}

/** Keeps a client from changing until the transaction ends; false for what is none of theirs. */
export async function lockClient(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx.run(queries.selectFrom('clients').select('id').where('id', '=', id).forUpdate())
  return rows.length > 0
}

/** Deletes a client with everything in it; its people stay. */
export async function deleteClient(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx.run(queries.deleteFrom('clients').where('id', '=', id).returning('id'))
  return rows.length > 0
}
