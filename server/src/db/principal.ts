import type { Admitted } from '../config.ts'
import { Problem } from '../problems.ts'
import type { Origin } from './audit-origin.ts'

/** The caller, as far as the server has verified it. The database decides for which client it acts, and as what. */
export type Principal = (
  | Person
  /** A person through an outside AI tool. */
  | { kind: 'mcp'; user_id: string }
  | ApiKeyPrincipal
  /** A background job of a client; it goes on when the person who started it has left. */
  | { kind: 'job'; client_id: string }
) &
  Asking

/** What a request adds to who is asking. */
interface Asking {
  origin?: Origin
  /** One object for all transactions of a request. */
  acting?: ActingClient
  /** Whom the install admits beside those who always are. */
  admits?: readonly Admitted[]
  /** What the operation asks of its caller: every transaction of the request enforces it. */
  requires?: Requirements
}

/**
 * The client that a request acts for. A person who belongs to several may switch while the request runs: from its first
 * transaction on it stays with one client, and the database checks membership of that one each time.
 */
export interface ActingClient {
  /** Named by the request, or found by its first transaction; undefined until then. */
  client_id?: string | undefined
}

export interface Requirements {
  /** The lowest role that may; null for what a person may do who belongs to no client; `nobody` refuses every caller. */
  role: MemberRole | 'nobody' | null
  /** What an API key must have been made for; null where only a person may. */
  scope: Scope | null
  /** It is about more than the collections that a limited API key sees. */
  unlimited?: true
}

/** A program. `key_hash`: SHA-256 of the key, lower-case hex. */
type ApiKeyPrincipal = { kind: 'api_key'; key_hash: string } & Asking

export const scopes = ['read', 'write', 'search', 'agents', 'admin'] as const
/** What an API key may be made for. Each operation of the API takes one of them; none includes another. */
export type Scope = (typeof scopes)[number]

/** A user who is signed in. */
export type Person = { kind: 'user'; user_id: string; aal?: 'aal2' } & Asking

export type MemberRole = 'owner' | 'admin' | 'user' | 'viewer'

/** What `private.resolve_principal` found. */
export interface Claims {
  kind: Principal['kind']
  user_id: string | null
  client_id: string
  role: MemberRole | 'job'
  /** Of a key alone. */
  api_key?: { id: string; scopes: Scope[]; limited: boolean; created_by: string; expires_at: string | null } | null
}

const ranks = { viewer: 1, user: 2, job: 2, admin: 3, owner: 4, nobody: 5 } as const
/** Which scope gives a key the role; none makes an owner of it. */
const scopeOfRole = { viewer: 'read', user: 'write', admin: 'admin' } as const

/**
 * The claims, where they meet what the operation asks. Raises `forbidden`, and for a key `insufficient_scope`,
 * `key_limited` or `person_required`.
 */
export function meeting(claims: Claims, requires: Requirements | undefined): Claims {
  if (!requires) return claims
  const { role, scope, unlimited } = requires
  if (claims.api_key) {
    if (scope === null) throw new Problem('person_required')
    if (!claims.api_key.scopes.includes(scope)) throw new Problem('insufficient_scope', { params: { scope } })
    if (unlimited && claims.api_key.limited) throw new Problem('key_limited')
  }
  // The scope says it all: a key that was made to run agents has no role that would.
  const runs = claims.api_key && scope === 'agents'
  if (role !== null && !runs) requireRank(claims, role)
  return claims
}

/** Raises `forbidden`; a key has no role of its own, and hears which scope it lacks, or that it takes a person. */
export function requireRank(claims: Claims, minimum: MemberRole | 'nobody'): void {
  if (ranks[claims.role] >= ranks[minimum]) return
  if (!claims.api_key || minimum === 'nobody') throw new Problem('forbidden')
  if (minimum === 'owner') throw new Problem('person_required')
  throw new Problem('insufficient_scope', { params: { scope: scopeOfRole[minimum] } })
}

/** What refused a caller, as it is said to them: of a key it is the key that is limited, and nobody's role. */
export function refusalOf(error: unknown, { api_key }: Claims): unknown {
  if (!api_key || !(error instanceof Problem) || error.code !== 'forbidden') return error
  if (api_key.limited) return new Problem('key_limited', { cause: error.cause })
  return new Problem('key_forbidden', { params: { scopes: api_key.scopes.join(', ') }, cause: error.cause })
}
