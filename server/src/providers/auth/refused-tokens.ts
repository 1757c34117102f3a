import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { Logger } from '../../telemetry/logger.ts'

/** Why a token was refused. */
export type Refusal =
  | 'malformed'
  | 'algorithm'
  | 'no_secret'
  | 'unknown_key'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'role'
  | 'subject'
  | 'not_yet_valid'
  | 'claims'

/** A minute: refusals are told to whoever looks for a fault of the install, and anybody may send nonsense. */
const quietMs = 60_000

/**
 * Tells the log why a token was refused, never the token: one line of each reason in a minute, with how many more there were.
 * A reason that comes after the signature was verified (issuer, audience, role) cannot be brought about by a stranger.
 */
export function logRefusals(logger: Pick<Logger, 'warn'>, now: () => number = () => performance.now()) {
  const told = new Map<Refusal, { at: number; more: number }>()
  return (reason: Refusal, token: string): void => {
    const before = told.get(reason)
    if (before && now() - before.at < quietMs) {
      before.more += 1
      return
    }
    told.set(reason, { at: now(), more: 0 })
    logger.warn({ reason, ...describe(token), ...(before?.more ? { more: before.more } : {}) }, 'token refused')
  }
}

/** What of a token, verified or not, says where it is from. */
function describe(token: string): { alg?: string; kid?: string; iss?: string } {
  const { alg, kid } = attempt(() => decodeProtectedHeader(token))
  const { iss } = attempt(() => decodeJwt(token))
  return { ...named('alg', alg), ...named('kid', kid), ...named('iss', iss) }
}

function attempt<T extends object>(read: () => T): Partial<T> {
  try {
    return read()
  } catch {
    return {}
  }
}

/** A stranger's text on the operator's screen: neither control nor invisible characters, and no more than identifies it. */
function named(name: string, value: unknown): Record<string, string> {
  return typeof value === 'string' ? { [name]: value.replace(/\p{C}/gu, '').slice(0, 120) } : {}
}
