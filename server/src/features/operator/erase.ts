import { clearAuthTraces } from '../../db/auth-traces.ts'
import type { Database } from '../../db/pool.ts'
import type { Queue } from '../../db/queue.ts'
import { Problem } from '../../problems.ts'
import type { Accounts } from '../../providers/auth/accounts.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import { removeSomeDocuments } from '../documents/documents.ts'
import { deleteClient, findPerson, pseudonymise, record, updateStatus } from './operator.repository.ts'
import { asOperator } from './operator-transaction.ts'

interface EraseServices {
  database: Database
  queue: Queue
  storage: FileStorage
  accounts: Accounts
}

interface Erased {
  documents: number
  files: number
}

/**
 * Deletes a client with everything in it and its files; its people stay. It is suspended first, and then goes in
 * batches: where that is cut off, asking again goes on with what is left. Raises `not_found`, `storage_unavailable`:
 * then the rows are gone, and a worker removes the files.
 *
 * @param onProgress told after each batch how many documents are gone
 */
export async function eraseClient(
  { database, queue, storage }: Omit<EraseServices, 'accounts'>,
  id: string,
  onProgress: (documents: number) => void = () => {},
): Promise<Erased> {
  await asOperator(database, async (tx) => {
    if (!(await updateStatus(tx, id, 'suspended'))) throw new Problem('not_found')
    await record(tx, 'client.erasure_begun', { type: 'client', id })
  })
  const erased: Erased = { documents: 0, files: 0 }
  for (;;) {
    const { documents, paths } = await removeSomeDocuments({ database, queue }, id)
    // Not left to the worker alone: the operator has to see it done.
    await storage.remove(paths)
    erased.documents += documents
    erased.files += paths.length
    if (documents === 0) break
    onProgress(erased.documents)
  }
  await asOperator(database, async (tx) => {
    if (!(await deleteClient(tx, id))) throw new Problem('not_found')
    await record(tx, 'client.erased', { type: 'client', id }, erased)
  })
  return erased
}

export interface ErasedPerson {
  id: string
  /** Rows of Supabase Auth's own tables that named them and are deleted. */
  auth_rows: number
  /** SQL that deletes those rows, where the login may not: for a login that may. */
  auth_sql: string[]
}

/**
 * Erases a person: out of the logs and invitations first, then their account with all that hangs on it, then out of what Auth
 * keeps beyond it. Where one fails, asking again, by the id, ends it. What they made stays with its client, without their
 * name. Raises `not_found`, `sole_owner`, `auth_unavailable`.
 *
 * @param who an id or an address
 */
export async function erasePerson(
  { database, accounts }: Pick<EraseServices, 'database' | 'accounts'>,
  who: string,
): Promise<ErasedPerson> {
  const person = await asOperator(database, (tx) => findPerson(tx, who))
  if (!person) {
    const traces = who.includes('@') ? null : await clearTraces(database, { id: who, email: null })
    if (!traces || traces.auth_rows === 0) throw new Problem('not_found')
    return traces
  }
  const { id } = person
  await asOperator(database, async (tx) => {
    await pseudonymise(tx, id)
    await record(tx, 'person.erased', { type: 'user', id })
  })
  await accounts.remove(id)
  const left = await asOperator(database, (tx) => findPerson(tx, id))
  if (left) throw new Problem('auth_unavailable')
  // Auth writes the address down once more when it deletes the account.
  return clearTraces(database, person)
}

async function clearTraces(database: Database, person: { id: string; email: string | null }): Promise<ErasedPerson> {
  const cleared = await clearAuthTraces(database, person)
  return 'rows' in cleared
    ? { id: person.id, auth_rows: cleared.rows, auth_sql: [] }
    : { id: person.id, auth_rows: 0, auth_sql: cleared.statements }
}
