import type { Database } from '../../db/pool.ts'
import { withSystem } from '../../db/system.ts'
import type { Person, TenantTx } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import { type CreationKey, createClientOnce } from '../idempotency/idempotency.ts'
import {
  deleteClient,
  findClient,
  insertClientWithOwner,
  lockClient,
  lockUser,
  updateClient,
} from './clients.repository.ts'

export { findClient }

/**
 * Makes a client whose owner is the person who asks, and lets them act for it from now on.
 * Raises `unauthenticated` when the person no longer exists, `sign_up_closed`, `too_many_clients`,
 * `idempotency_key_reused`.
 */
export async function createClient(
  database: Database,
  person: Person,
  { name }: { name: string },
  key: CreationKey | undefined,
) {
  const { user_id } = person
  return withSystem(
    database,
    async (tx) => {
      if (!(await lockUser(tx, user_id))) throw new Problem('unauthenticated')
      return createClientOnce(tx, user_id, key, () => insertClientWithOwner(tx, { name, user_id }))
    },
    person,
  )
}

/** Raises `not_found`, `forbidden`, and `another_client` where the person acts for another of theirs. */
export async function changeClient(tx: TenantTx, id: string, changes: { name?: string | undefined }) {
  if (!(await actsFor(tx, id))) throw new Problem('not_found')
  return updateClient(tx, id, changes)
}

/** A client as what is deleted with its files. Locking raises `another_client`. */
export const clientDeletion = {
  lock: async (tx: TenantTx, id: string) => (await actsFor(tx, id)) && lockClient(tx, id),
  remove: deleteClient,
}

/** False for what is no client of theirs; raises `another_client` where they have to switch first. */
async function actsFor(tx: TenantTx, id: string): Promise<boolean> {
  const { client_id } = await tx.claims()
  if (client_id === id) return true
  if (await findClient(tx, id)) throw new Problem('another_client')
  return false
}
