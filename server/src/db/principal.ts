import type { Origin } from './request-origin.ts'

/** Who is asking, as far as the server has verified it. For which client, and as what, the database decides. */
export type Principal = (
  | Person
  /** A person through an outside AI tool. */
  | { kind: 'mcp'; user_id: string }
  | ApiKeyPrincipal
  /** A background job of a client; it goes on when the person who started it has left. */
  | { kind: 'job'; client_id: string }
) & { origin?: Origin }

/**
 * A program. `key_hash`: SHA-256 of the key, lower-case hex. `scope`: what the key must have been made for; without it,
 * nothing but its role counts.
 */
type ApiKeyPrincipal = { kind: 'api_key'; key_hash: string; scope?: Scope; origin?: Origin }

export const scopes = ['read', 'write', 'search', 'agents', 'admin'] as const
/** What an API key may be made for. Each operation of the API takes one of them; none includes another. */
export type Scope = (typeof scopes)[number]

/** Somebody who is signed in. */
export type Person = { kind: 'user'; user_id: string; origin?: Origin }

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
