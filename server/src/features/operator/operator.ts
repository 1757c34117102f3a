import type { Database } from '../../db/pool.ts'
import { found, Problem } from '../../problems.ts'
import {
  type ClientFacts,
  type DefaultLimitChanges,
  type DefaultLimits,
  type Entrance,
  findPerson as find,
  type Limits,
  type OperatorEntry,
  type Person,
  record,
  recordForClient,
  type SignUp,
  selectClients,
  selectDefaults,
  selectEntrance,
  selectEntries,
  selectSignUp,
  updateDefaults,
  updateLimits,
  updateSignUp,
  updateStatus,
} from './operator.repository.ts'
import { asOperator } from './operator-transaction.ts'

export { type ErasedPerson, eraseClient, erasePerson } from './erase.ts'
export { type Exported, exportClient, exportPerson } from './export.ts'
export {
  type ClientFacts,
  type DefaultLimitChanges,
  type DefaultLimits,
  type Entrance,
  type Limits,
  type OperatorEntry,
  type Person,
  type SignUp,
  signUps,
} from './operator.repository.ts'

export function listClients(database: Database): Promise<ClientFacts[]> {
  return asOperator(database, (tx) => selectClients(tx))
}

/** Raises `not_found`. */
export async function findClient(database: Database, id: string): Promise<ClientFacts> {
  const [client] = await asOperator(database, (tx) => selectClients(tx, id))
  return found(client)
}

/**
 * Suspends a client, or resumes it: from the next request on no member acts for it, and its keys are refused. What was
 * accepted is still processed. Raises `not_found`.
 */
export function setStatus(database: Database, id: string, status: ClientFacts['status']): Promise<ClientFacts> {
  return asOperator(database, async (tx) => {
    if (!(await updateStatus(tx, id, status))) throw new Problem('not_found')
    await record(tx, status === 'suspended' ? 'client.suspended' : 'client.resumed', { type: 'client', id })
    const [client] = await selectClients(tx, id)
    return found(client)
  })
}

/** Sets the limits that are given; null is none. Raises `not_found`. */
export function setQuota(database: Database, id: string, limits: Limits): Promise<ClientFacts> {
  return asOperator(database, async (tx) => {
    const now = found(await updateLimits(tx, id, limits))
    await record(tx, 'client.quota_set', { type: 'client', id }, now)
    await recordForClient(tx, id, 'client.quota_set', now)
    const [client] = await selectClients(tx, id)
    return found(client)
  })
}

export function readDefaultQuota(database: Database): Promise<DefaultLimits> {
  return asOperator(database, selectDefaults)
}

/** Sets the limits that are given, for clients founded from now on; those that are there keep theirs. Null is none. */
export function setDefaultQuota(database: Database, limits: DefaultLimitChanges): Promise<DefaultLimits> {
  return asOperator(database, async (tx) => {
    await updateDefaults(tx, limits)
    const now = await selectDefaults(tx)
    await record(tx, 'install.quota_set', { type: 'install' }, now)
    return now
  })
}

export function readSignUp(database: Database): Promise<SignUp> {
  return asOperator(database, selectSignUp)
}

/** What an install tells somebody who has no account at it. */
export function readEntrance(database: Database): Promise<Entrance> {
  return asOperator(database, selectEntrance)
}

/** Who may sign up and found clients, from now on. */
export function setSignUp(database: Database, sign_up: SignUp): Promise<void> {
  return asOperator(database, async (tx) => {
    const before = await selectSignUp(tx)
    await updateSignUp(tx, sign_up)
    await record(tx, 'install.sign_up_set', { type: 'install' }, { from: before, to: sign_up })
  })
}

/** By id or address. Raises `not_found`. */
export async function findPerson(database: Database, who: string): Promise<Person> {
  return found(await asOperator(database, (tx) => find(tx, who)))
}

/** What was done with these functions, newest first. */
export function listEntries(database: Database, limit = 100): Promise<OperatorEntry[]> {
  return asOperator(database, (tx) => selectEntries(tx, limit))
}
