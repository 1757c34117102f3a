import type { Database } from '../../db/pool.ts'
import { withSystem } from '../../db/system.ts'
import { Problem } from '../../problems.ts'
import { type CreationKey, createClientOnce } from '../idempotency/idempotency.ts'
import { insertClientWithOwner, lockUser } from './clients.repository.ts'

/**
 * Makes a client whose owner is the person who asks, and lets them act for it from now on.
 * Raises `unauthenticated` when the person no longer exists, `idempotency_key_reused`.
 */
export async function createClient(
  database: Database,
  user_id: string,
  { name }: { name: string },
  key: CreationKey | undefined,
) {
  return withSystem(database, async (tx) => {
    if (!(await lockUser(tx, user_id))) throw new Problem('unauthenticated')
    return createClientOnce(tx, user_id, key, () => insertClientWithOwner(tx, { name, user_id }))
  })
}
