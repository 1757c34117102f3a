import { availableParallelism } from 'node:os'
import { createFairTurns, TurnsError } from '../concurrency/fair-turns.ts'
import type { Database } from '../db/pool.ts'
import { callerOf, lastClaims, type Principal, type Requirements, readAsTenant } from '../db/tenant.ts'
import { createKeyUseRecorder } from '../features/api-keys/api-keys.ts'
import { Problem } from '../problems.ts'
import type { RateCount, RateLimits, RateSubject } from '../providers/rate-limits/rate-limits.ts'
import type { Logger } from '../telemetry/logger.ts'
import { countedAddress } from './counted-address.ts'
import { type Access, accessOf } from './operations.ts'

export interface Authorizer {
  /**
   * The principal with what the operation requires: its transactions enforce role and scope, and all act for the same
   * client. Before one, limits are counted, and an API key without the scope is refused.
   *
   * Raises `rate_limited`, `insufficient_scope`, `person_required`, `forbidden` for an operation that
   * operations.ts does not know, and for a key what `readAsTenant` raises.
   *
   * @param operation undefined for a request that names none: it is counted as `otherwise`, and may do nothing
   * @param onCount gets each count as it is made, also the one that is exceeded
   */
  authorize(
    principal: Principal,
    operation: string | undefined,
    onCount: (count: RateCount) => void,
    otherwise: Access['limit'],
  ): Promise<Principal>
  /**
   * Waits until the caller, and their client, have few enough requests under way: what one of them sends at once keeps
   * the others of this process waiting no longer than a few requests take. Called after `authorize`; the result says that
   * the request has ended. Raises `too_many_at_once`, also for who is gone before it was their turn.
   */
  enter(principal: Principal, operation: string | undefined, signal: AbortSignal): Promise<() => void>
  /** As `enter`, for a search that is a part of another request. */
  enterSearch(principal: Principal, signal: AbortSignal): Promise<() => void>
  /** Notes when a key was last used: for a request that its token was valid for. */
  noteUse(principal: Principal): void
}

/** Searches of one caller: half of the processors compute for the others. */
const searches = Math.max(1, Math.floor(availableParallelism() / 2))
/** With fewer, one caller's requests keep the processors that others wait for: half as many at once, twice as long apart. */
const few = availableParallelism() < 4
/** Uploads and other requests of one caller. Each upload is read, hashed and sent on by this process. */
const places = few ? 2 : 4
const rest = few ? 10 : 5

/**
 * Requests under way at once; more of them wait in line. An upload takes as long as its sender likes, a search computes, and
 * a stream begins with all that is going on (it is under way until it begins): they have places of their own. `rest`, in ms, is
 * what a place is kept for longer than its request takes: who sends one after another does not notice, and of who sends many at
 * once others have the processor in between.
 */
export const atOnce = {
  upload: { caller: places, client: 16, rest: 4 * rest },
  search: { caller: searches, client: 3 * searches, rest },
  stream: { caller: 1, client: 3, rest: 10 * rest },
  // Most of its time it waits for a model.
  run: { caller: 32, client: 96, rest: 0 },
  other: { caller: places, client: 3 * places, rest },
}
const waiting = { places: Number.POSITIVE_INFINITY, most: 100, timeoutMs: 30_000 }

const refused: Requirements = { role: 'nobody', scope: null }

function kindOf(operation: string | undefined): keyof typeof atOnce {
  if (operation === 'watchDocument' || operation === 'watchCollection' || operation === 'watchExecution')
    return 'stream'
  if (operation === 'runAgent' || operation === 'createChatCompletion' || operation === 'createResponse') return 'run'
  const limit = accessOf(operation)?.limit
  return limit === 'upload' || limit === 'search' ? limit : 'other'
}

/** What every transport asks before it runs an operation. */
export function createAuthorizer({
  database,
  rateLimits,
  logger,
}: {
  database: Database
  rateLimits: RateLimits
  logger: Logger
}): Authorizer {
  const turns = createFairTurns(waiting)
  const noteUse = createKeyUseRecorder(database, (err) => logger.warn({ err }, 'the use of an API key was not noted'))

  async function enter(kind: keyof typeof atOnce, principal: Principal, signal: AbortSignal) {
    const { caller, client, rest } = atOnce[kind]
    // As the database last said, and not as a request may: it would take the places of a client of others.
    const client_id = lastClaims(database, principal)?.client_id
    const shares = [{ key: `${kind} ${callerOf(principal)}`, most: caller }]
    if (client_id !== undefined) shares.push({ key: `${kind} client:${client_id}`, most: client })
    try {
      const leave = await turns.enter(shares, signal)
      return () => void setTimeout(leave, rest)
    } catch (cause) {
      throw cause instanceof TurnsError || signal.aborted ? new Problem('too_many_at_once', { cause }) : cause
    }
  }

  return {
    noteUse,
    enter: (principal, operation, signal) => enter(kindOf(operation), principal, signal),
    enterSearch: (principal, signal) => enter('search', principal, signal),
    async authorize(principal, operation, onCount, otherwise) {
      const access = accessOf(operation)
      if (operation !== undefined && !access) throw new Problem('forbidden')
      const limit = access?.limit ?? otherwise
      const ip = principal.origin?.ip ?? null
      const address = ip === null ? null : countedAddress(ip)
      const isKey = principal.kind === 'api_key'
      let claims = lastClaims(database, principal)
      const unknownKey = isKey && !claims
      const count = async (counted: Access['limit'], subject: RateSubject, id: string) => {
        const counts = await rateLimits.count(counted, subject, id)
        if (!counts) return
        onCount(counts)
        if (counts.exceeded) throw new Problem('rate_limited')
      }
      // A key that this process does not know yet may be a guess: until it is known it gets no count of its own.
      if ((access?.guessable || unknownKey) && address !== null) await count('guess', 'address', address)
      const forPeople = isKey && access?.scope === null
      if (unknownKey) {
        if (forPeople) throw new Problem('person_required')
        claims = await readAsTenant(database, principal, (tx) => tx.claims())
        // It was no guess. After a start every key is unknown, and many may come from one address.
        if (address !== null && !access?.guessable) await rateLimits.giveBack('guess', 'address', address)
      }
      await count(limit, 'caller', callerOf(principal))
      if (forPeople) throw new Problem('person_required')
      // The transaction asks for it again; here it is in time to spare what happens before one.
      if (isKey && access?.scope && !claims?.api_key?.scopes.includes(access.scope)) {
        throw new Problem('insufficient_scope', { params: { scope: access.scope } })
      }
      if (claims) await count(limit, 'client', claims.client_id)
      const requires: Requirements = access ?? refused
      return { ...principal, requires, acting: principal.acting ?? {} }
    },
  }
}
