import { Problem } from '../problems.ts'
import type { Claims } from './tenant.ts'

/** What the database decided about a principal, and until when that may be said again. */
export interface Decided {
  /** The claims as the database wrote them. */
  text: string
  claims: Claims
  /** `private.access_version` when it decided. */
  version: string
  /** When the principal ends by itself: RFC 3339 or `infinity`. */
  expires_at: string
}

/** What was decided, by principal. The database is told and looks no further, unless something has changed since. */
export type Memory = Map<string, Decided>

/** A principal that many others came after is asked for again. */
const most = 10_000

/**
 * The first columns of an opening statement: they set who is asking. Its values are `whoAsks(…)`.
 *
 * A decision is never taken from here alone: its version is compared in the same snapshot.
 */
export const decide = `set_config('request.jwt.claims',
    case when (select version from private.access_version) = $3 and now() < $4 then $2
      else private.resolve_principal($1) end, true) as claims,
  (select version from private.access_version) as version`

/** The one row of an opening statement, as far as it is read. */
export interface Opened {
  claims: string
  version: string
}

export function whoAsks(asking: string, before: Decided | undefined): unknown[] {
  return [asking, before?.text ?? null, before?.version ?? null, before?.expires_at ?? null]
}

export function remember(memory: Memory, asking: string, decided: Decided): void {
  memory.delete(asking)
  memory.set(asking, decided)
  if (memory.size > most) memory.delete(memory.keys().next().value as string)
}

/**
 * The claims that an opening statement came to. Raises `client_suspended`, and `no_client` for a person who has none.
 *
 * @param remember gets what is worth keeping; not called where `before` was still right
 */
export function readDecided(opened: Opened, before: Decided | undefined, remember: (decided: Decided) => void): Claims {
  if (before && opened.claims === before.text && opened.version === before.version) return before.claims
  const { suspended, expires_at, ...claims } = JSON.parse(opened.claims).renum
  if (suspended) throw new Problem('client_suspended')
  if (claims.client_id === null) throw new Problem('no_client')
  remember({ text: opened.claims, claims, version: opened.version, expires_at: expires_at ?? 'infinity' })
  return claims
}
