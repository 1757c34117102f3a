import type pg from 'pg'
import { Problem } from '../problems.ts'
import type { Database } from './pool.ts'
import { localLimits, type Run, runOn, transaction } from './transaction.ts'

/** Who is asking, as far as the server has verified it. For which client, and as what, the database decides. */
export type Principal =
  | { kind: 'user'; user_id: string }
  /** A person through an outside AI tool. */
  | { kind: 'mcp'; user_id: string }
  /** `key_hash`: SHA-256 of the key, lower-case hex. */
  | { kind: 'api_key'; key_hash: string }
  /** A background job of a client; it goes on when the person who started it has left. */
  | { kind: 'job'; client_id: string }

export type MemberRole = 'owner' | 'admin' | 'user' | 'viewer'

/** What `private.resolve_principal` found. */
export interface Claims {
  kind: Principal['kind']
  user_id: string | null
  client_id: string
  role: MemberRole | 'job'
}

declare const tenant: unique symbol

/**
 * A transaction in which the database knows the tenant. Every repository function takes it first, and nothing but
 * `withTenant` makes one.
 */
export interface TenantTx {
  readonly [tenant]: true
  readonly run: Run
  /** For whom this transaction runs. Costs no further trip. Raises `no_client` for a person who has none. */
  claims(): Promise<Claims>
}

/** The connection under a transaction, for the one file of db/ that has to leave the tenant's role: queue.ts. */
const connections = new WeakMap<TenantTx, pg.PoolClient>()

/** Takes the connection out of a tenant transaction; from here on nothing runs through `tx` any more. */
export function leaveTenant(tx: TenantTx): pg.PoolClient {
  const client = connections.get(tx)
  if (!client) throw new Error('this transaction has ended')
  connections.delete(tx)
  return client
}

const opening = `select set_config('request.jwt.claims', private.resolve_principal($1), true) as claims,
  set_config('role', 'renum_tenant', true), ${localLimits}`

/**
 * Runs `body` in one transaction as `principal`: role and claims are set by its first statement, for it alone.
 *
 * Await nothing from outside the database in it. Raises `unauthenticated` for an unknown user or key,
 * `client_suspended`, `no_client` for a person who has none, and whatever `fromDatabaseError` makes of the
 * statements' own failures.
 */
export function withTenant<T>(
  database: Database,
  principal: Principal,
  body: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  return withPerson(database, principal, async (tx) => {
    // The body does not wait for the claims: without a client row security shows it nothing, and this answers.
    const [result, claims] = await Promise.allSettled([body(tx), tx.claims()])
    if (claims.status === 'rejected') throw claims.reason
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

/** As `withTenant`, also for a person who belongs to no client yet: they see themselves, and nothing else. */
export function withPerson<T>(
  database: Database,
  principal: Principal,
  body: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  return transaction(database, { text: opening, values: [JSON.stringify(principal)] }, async (client, opened) => {
    const run = runOn(client)
    const tx = {
      run: async (query) => {
        if (!connections.has(tx)) throw new Error('this transaction has ended')
        return run(query)
      },
      claims: async () => {
        const { renum } = JSON.parse((await opened).rows[0].claims)
        const { suspended, ...claims } = renum
        if (suspended) throw new Problem('client_suspended')
        if (claims.client_id === null) throw new Problem('no_client')
        return claims
      },
    } as TenantTx
    connections.set(tx, client)
    try {
      return await body(tx)
    } finally {
      connections.delete(tx)
    }
  })
}

const ranks = { viewer: 1, user: 2, job: 2, admin: 3, owner: 4 } as const

/**
 * The claims of a principal who is at least `minimum`. For what must be known before a statement asks the policies,
 * which decide in the end. Raises `no_client` or `forbidden`.
 */
export async function requireRole(tx: TenantTx, minimum: MemberRole): Promise<Claims> {
  const claims = await tx.claims()
  if (ranks[claims.role] < ranks[minimum]) throw new Problem('forbidden')
  return claims
}
