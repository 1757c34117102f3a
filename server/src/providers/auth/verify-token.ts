import { createRemoteJWKSet, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import { z } from 'zod'
import type { SupabaseConfig } from '../../config.ts'
import { Problem } from '../../problems.ts'
import { acceptedIssuers } from './issuers.ts'
import type { Refusal } from './refused-tokens.ts'

/** Gives the subject of a valid access token, and whether the session was proven by a second factor. Raises `unauthenticated`, `token_expired` or `auth_unavailable`. */
export type VerifyToken = (token: string) => Promise<{ user_id: string; aal?: 'aal2' }>

const claims = z.object({ sub: z.uuid(), role: z.literal('authenticated'), aal: z.string().optional() })

/** The algorithms of published keys. */
const asymmetric = ['ES256', 'RS256', 'EdDSA']

export interface VerifierOptions {
  /** How long an unknown key id does not fetch the keys again: made-up ones must not make us hammer Auth. */
  cooldownMs?: number
  /** Told why a token was refused. */
  onRefused?: (reason: Refusal, token: string) => void
}

/**
 * Verifies Supabase access tokens locally: signature, issuer, audience, expiry.
 *
 * The token's header only chooses between two fixed ways: asymmetric algorithms go to the project's published keys
 * (JWKS), HS256 to the shared secret, where one is configured. A public key is never used as a secret, and `none` is
 * no algorithm. Only what Auth itself decided is used of the claims: who it is.
 */
export function createTokenVerifier(
  supabase: Pick<SupabaseConfig, 'url' | 'publicUrl' | 'key' | 'jwtSecret' | 'issuers'>,
  { cooldownMs = 10_000, onRefused }: VerifierOptions = {},
): VerifyToken {
  const { jwtSecret } = supabase
  const keys = publishedKeys(supabase, cooldownMs)
  const secret = jwtSecret === null ? null : new TextEncoder().encode(jwtSecret)
  const isFromHere = acceptedIssuers(supabase)
  const expected = { audience: 'authenticated', requiredClaims: ['exp', 'sub'], clockTolerance: 5 }

  async function verify(token: string): Promise<JWTPayload> {
    const algorithm = algorithmOf(token)
    if (algorithm === 'HS256' && !secret) throw new NoSecret('HS256 without a configured secret')
    const { payload } =
      algorithm === 'HS256' && secret
        ? await jwtVerify(token, secret, { ...expected, algorithms: ['HS256'] })
        : await jwtVerify(token, keys, { ...expected, algorithms: asymmetric })
    if (!isFromHere(payload.iss, algorithm)) {
      throw new errors.JWTClaimValidationFailed('unexpected "iss" claim value', payload, 'iss', 'check_failed')
    }
    return payload
  }

  return async (token) => {
    try {
      const { sub, aal } = claims.parse(await verify(token))
      return aal === 'aal2' || aal === 'aal3' ? { user_id: sub, aal: 'aal2' } : { user_id: sub }
    } catch (cause) {
      if (cause instanceof errors.JWTExpired) throw new Problem('token_expired', { cause })
      if (isUnreachable(cause)) throw new Problem('auth_unavailable', { cause })
      onRefused?.(refusalOf(cause), token)
      throw new Problem('unauthenticated', { cause })
    }
  }
}

/** Where Auth publishes its keys, and how it is asked: a gateway in front may want the publishable key. */
export function keysRequest({ url, key }: Pick<SupabaseConfig, 'url' | 'key'>) {
  return { url: new URL(`${url}/auth/v1/.well-known/jwks.json`), headers: { apikey: key } }
}

function publishedKeys(supabase: Pick<SupabaseConfig, 'url' | 'key'>, cooldownMs: number) {
  const { url, headers } = keysRequest(supabase)
  return createRemoteJWKSet(url, { headers, cooldownDuration: cooldownMs })
}

class NoSecret extends errors.JOSEAlgNotAllowed {}

function refusalOf(cause: unknown): Refusal {
  if (cause instanceof NoSecret) return 'no_secret'
  if (cause instanceof errors.JOSEAlgNotAllowed) return 'algorithm'
  if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys)
    return 'unknown_key'
  if (cause instanceof errors.JWSSignatureVerificationFailed) return 'signature'
  if (cause instanceof errors.JWTClaimValidationFailed) {
    const refusals: Record<string, Refusal> = { iss: 'issuer', aud: 'audience', sub: 'subject', nbf: 'not_yet_valid' }
    return refusals[cause.claim] ?? 'claims'
  }
  if (cause instanceof z.ZodError) return cause.issues[0]?.path[0] === 'role' ? 'role' : 'subject'
  return 'malformed'
}

/** Undefined for what is no token: the verification then says so. */
function algorithmOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).alg
  } catch {
    return undefined
  }
}

/** The published keys could not be fetched: that says nothing about the token. */
function isUnreachable(error: unknown): boolean {
  return (
    error instanceof errors.JWKSTimeout ||
    error instanceof TypeError ||
    (error instanceof errors.JOSEError && /Expected 200 OK|Failed to parse/.test(error.message))
  )
}
