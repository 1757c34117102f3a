import type pg from 'pg'
import { Problem } from '../problems.ts'
import { originSetting } from './audit-origin.ts'
import { type CachedClaims, claimsParameters, type OpeningRow, readClaims, resolveClaims } from './claims-cache.ts'
import { claimsCache, type Database } from './pool.ts'
import {
  type ActingClient,
  type Claims,
  type MemberRole,
  meeting,
  type Principal,
  refusalOf,
  requireRank,
} from './principal.ts'
import { readSession } from './read-session.ts'
import { type Run, runOn, transaction } from './transaction.ts'

export type { Origin } from './audit-origin.ts'
export {
  type Claims,
  type MemberRole,
  type Person,
  type Principal,
  type Requirements,
  type Scope,
  scopes,
} from './principal.ts'

declare const tenant: unique symbol

/**
 * A transaction in which the database knows the tenant. Every repository function takes it first, and nothing but
 * `withTenant` makes one.
 */
export interface TenantTx {
  readonly [tenant]: true
  readonly run: Run
  /** The caller of this transaction. Costs no further round trip. Raises `no_client` for a person who has none. */
  claims(): Promise<Claims>
}

/** The connection under a transaction, for the one file of db/ that has to leave the tenant's role: queue.ts. */
const connections = new WeakMap<TenantTx, pg.PoolClient>()

/** Takes the connection out of a tenant transaction; from here on nothing runs through `tx` any more. */
export function takeConnection(tx: TenantTx): pg.PoolClient {
  const client = connections.get(tx)
  if (!client) throw new Error('this transaction has ended')
  connections.delete(tx)
  return client
}

const opening = `select ${resolveClaims},
  set_config('renum.origin', $5, true), set_config('role', 'renum_tenant', true)`
// What only reads leaves nothing that would name its origin.
const openingToRead = `select ${resolveClaims},
  set_config('role', 'renum_tenant', true), set_config('transaction_read_only', 'on', true)`

/** Who is asking, for an opening statement, and how its result is read. */
function ask(database: Database, principal: Principal) {
  const { origin, requires, acting, asking, key } = named(principal)
  const decided = database[claimsCache]
  const before = decided?.get(key)
  const read = async (opened: Promise<OpeningRow>) => {
    try {
      const found = readClaims(await opened, before)
      decided?.set(key, found)
      if (acting) stayWith(acting, found, (client_id) => decided?.set(keyOf(asking, client_id), found))
      return found.claims
    } catch (error) {
      // A principal that is no longer valid is not kept: its requests would go on counting against its client.
      decided?.forget(key)
      throw error
    }
  }
  return {
    // Whose share: as it was decided before, for a request may name any client.
    acquirer: { caller: callerOf(principal), client_id: before?.claims.client_id },
    values: claimsParameters(key, before),
    origin: originSetting(origin),
    async claims(opened: Promise<OpeningRow>) {
      return meeting(await read(opened), requires)
    },
  }
}

/** A principal apart from what is asked for: the database decides about the rest, and it is remembered by that. */
function named(principal: Principal) {
  const { origin, requires, acting, ...asking } = principal
  return { origin, requires, acting, asking, key: keyOf(asking, acting?.client_id) }
}

/** A name of the caller, the same for all of their requests. */
export function callerOf(principal: Principal): string {
  if (principal.kind === 'api_key') return `key:${principal.key_hash}`
  return principal.kind === 'job' ? `job:${principal.client_id}` : `user:${principal.user_id}`
}

/** What `private.resolve_principal` is asked. A job names its client itself. */
function keyOf(asking: object, client_id: string | undefined): string {
  return JSON.stringify(client_id === undefined ? asking : { client_id, ...asking })
}

/**
 * Keeps the request with the client that its first transaction found. Raises `client_switched` where two began at once
 * and the person switched in between.
 *
 * @param remember is called once, with the client that the next transactions will name
 */
function stayWith(acting: ActingClient, { claims }: CachedClaims, remember: (client_id: string) => void): void {
  if (acting.client_id === undefined) {
    acting.client_id = claims.client_id
    remember(claims.client_id)
  } else if (acting.client_id !== claims.client_id) {
    throw new Problem('client_switched')
  }
}

/**
 * What this process last knew of a principal, at no cost; undefined where it knows nothing. For what may be a moment old:
 * which client to count a request against. Never for what a caller may do.
 */
export function lastClaims(database: Database, principal: Principal): Claims | undefined {
  return database[claimsCache]?.get(named(principal).key)?.claims
}

/**
 * Runs `body` in one transaction as `principal`: role and claims are set by its first statement, for it alone.
 *
 * Await nothing from outside the database in it. Raises `forbidden`, and for a key `insufficient_scope`, `key_limited`,
 * `key_forbidden` or `person_required`, where a caller does not meet what `principal.requires`, `unauthenticated` for an unknown user or key,
 * `client_suspended`, `no_client` for a person who has none, and whatever `fromDatabaseError` makes of the
 * statements' own failures.
 */
export function withTenant<T>(
  database: Database,
  principal: Principal,
  body: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  return withPerson(database, principal, (tx) => withClient(tx, body))
}

/**
 * As `withTenant`, for a body that only reads: every statement costs one round trip and is a transaction of its own, so
 * that it sees what was committed before it. A statement that writes fails.
 */
export function readAsTenant<T>(
  database: Database,
  principal: Principal,
  body: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  const { acquirer, values, claims } = ask(database, principal)
  return readSession(database, acquirer, { text: openingToRead, values }, (run, opened) => {
    let ended = false
    const tx = {
      run: async (query) => {
        if (ended) throw new Error('this transaction has ended')
        return run(query)
      },
      claims: () => claims(opened()),
    } as TenantTx
    return withClient(tx, body).finally(() => {
      ended = true
    })
  })
}

async function withClient<T>(tx: TenantTx, body: (tx: TenantTx) => Promise<T>): Promise<T> {
  // The body does not wait for the claims: without a client row security shows it nothing, and this answers.
  const [result, claims] = await Promise.allSettled([body(tx), tx.claims()])
  if (claims.status === 'rejected') throw claims.reason
  if (result.status === 'rejected') throw refusalOf(result.reason, claims.value)
  return result.value
}

/** As `withTenant`, also for a person who belongs to no client yet: they see themselves, and nothing else. */
export function withPerson<T>(
  database: Database,
  principal: Principal,
  body: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  const { acquirer, values, origin, claims } = ask(database, principal)
  return transaction(database, acquirer, { text: opening, values: [...values, origin] }, async (client, opened) => {
    const run = runOn(client)
    const known = claims(opened.then(({ rows }) => rows[0]))
    known.catch(() => {})
    const tx = {
      run: async (query) => {
        if (!connections.has(tx)) throw new Error('this transaction has ended')
        return run(query)
      },
      claims: () => known,
    } as TenantTx
    connections.set(tx, client)
    try {
      // A person may be of no client, where the operation asks for no role. A key is of one, and of a scope. What was
      // done without them is rolled back.
      const mayBeOfNone = principal.kind !== 'api_key' && (principal.requires?.role ?? null) === null
      return await (mayBeOfNone ? body(tx) : withClient(tx, body))
    } finally {
      connections.delete(tx)
    }
  })
}

/**
 * The claims of a principal who is at least `minimum`. For rules that depend on a row: what an operation asks of every
 * caller stands in access/operations.ts. Raises `no_client` or `forbidden`, of a key `insufficient_scope` or `person_required`.
 */
export async function requireRole(tx: TenantTx, minimum: MemberRole): Promise<Claims> {
  const claims = await tx.claims()
  requireRank(claims, minimum)
  return claims
}
