import type { Database } from '../../db/pool.ts'
import { withSystem } from '../../db/system.ts'
import { Problem } from '../../problems.ts'
import { insertClientWithOwner } from './clients.repository.ts'

/**
 * Makes a client whose owner is the person who asks, and lets them act for it from now on.
 * Raises `unauthenticated` when the person no longer exists.
 */
export async function createClient(database: Database, userId: string, { name }: { name: string }) {
  const client = await withSystem(database, (tx) => insertClientWithOwner(tx, { name, user_id: userId }))
  if (!client) throw new Problem('unauthenticated')
  return client
}
