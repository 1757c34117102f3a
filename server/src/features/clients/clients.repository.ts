import { queries } from '../../db/query.ts'
import type { SystemTx } from '../../db/system.ts'

/** Keeps a person from doing two things at once; false where there is no such person. */
export async function lockUser(tx: SystemTx, user_id: string): Promise<boolean> {
  const rows = await tx.run(queries.selectFrom('users').select('id').where('id', '=', user_id).forUpdate())
  return rows.length > 0
}

/** The new client, for which its owner acts from now on. */
export async function insertClientWithOwner(tx: SystemTx, { name, user_id }: { name: string; user_id: string }) {
  const [client] = await tx.run(
    queries.insertInto('clients').values({ name }).returning(['id', 'name', 'status', 'created_at', 'updated_at']),
  )
  if (!client) throw new Error('insert into clients returned no row')
  await tx.run(queries.insertInto('client_members').values({ client_id: client.id, user_id, role: 'owner' }))
  await tx.run(queries.updateTable('users').set({ client_id: client.id }).where('id', '=', user_id))
  return client
}
