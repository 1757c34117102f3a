import { Problem } from '../problems.ts'
import type { Claims } from './principal.ts'

/** What the database decided about a principal, and until when that may be said again. */
export interface CachedClaims {
  /** The claims as the database wrote them. */
  text: string
  claims: Claims
  /** `private.access_version` when it decided. */
  version: string
  /** When the principal ends by itself: RFC 3339 or `infinity`. */
  expires_at: string
}

/**
 * What was decided, by principal. The database is told and looks no further, unless something has changed since.
 * Bounded by the length of its texts: claims name every collection that is hidden from the caller. The entry that was
 * written longest ago goes first.
 */
export class ClaimsCache {
  readonly #decided = new Map<string, CachedClaims>()
  readonly #most: number
  #length = 0

  /** @param most characters of keys and claims together */
  constructor(most = 32_000_000) {
    this.#most = most
  }

  get(asking: string): CachedClaims | undefined {
    return this.#decided.get(asking)
  }

  set(asking: string, decided: CachedClaims): void {
    if (this.#decided.get(asking) === decided) return
    this.forget(asking)
    this.#decided.set(asking, decided)
    this.#length += lengthOf(asking, decided)
    for (const oldest of this.#decided.keys()) {
      if (this.#length <= this.#most) break
      this.forget(oldest)
    }
  }

  /** For a principal that is no longer valid. */
  forget(asking: string): void {
    const decided = this.#decided.get(asking)
    if (!decided) return
    this.#decided.delete(asking)
    this.#length -= lengthOf(asking, decided)
  }
}

/** With what an entry takes beside its texts. */
function lengthOf(asking: string, { text }: CachedClaims): number {
  return asking.length + text.length + 500
}

/**
 * The first columns of an opening statement: they set who is asking. Its values are `claimsParameters(…)`.
 *
 * A decision is never taken from here alone: its version is compared in the same snapshot.
 */
export const resolveClaims = `set_config('request.jwt.claims',
    case when (select version from private.access_version) = $3 and now() < $4 then $2
      else private.resolve_principal($1) end, true) as claims,
  (select version from private.access_version) as version`

/** The one row of an opening statement, as far as it is read. */
export interface OpeningRow {
  claims: string
  version: string
}

export function claimsParameters(asking: string, before: CachedClaims | undefined): unknown[] {
  return [asking, before?.text ?? null, before?.version ?? null, before?.expires_at ?? null]
}

/**
 * What an opening statement came to: `before`, where that was still right. Raises `client_suspended`, and `no_client` for
 * a person who has none.
 */
export function readClaims(opened: OpeningRow, before: CachedClaims | undefined): CachedClaims {
  if (before && opened.claims === before.text && opened.version === before.version) return before
  const { suspended, expires_at, ...claims } = JSON.parse(opened.claims).renum
  if (suspended) throw new Problem('client_suspended')
  if (claims.client_id === null) throw new Problem('no_client')
  return { text: opened.claims, claims, version: opened.version, expires_at: expires_at ?? 'infinity' }
}
