import { createRemoteJWKSet, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import { z } from 'zod'
import type { SupabaseConfig } from '../../config.ts'
import { Problem } from '../../problems.ts'

/** Gives the subject of a valid access token. Raises `unauthenticated`, `token_expired` or `auth_unavailable`. */
export type VerifyToken = (token: string) => Promise<{ user_id: string }>

const claims = z.object({ sub: z.uuid(), role: z.literal('authenticated') })

/**
 * Verifies Supabase access tokens locally: signature, issuer, audience, expiry.
 *
 * The token's header only chooses between two fixed ways: asymmetric algorithms go to the project's published keys
 * (JWKS), HS256 to the shared secret, where one is configured. A public key is never used as a secret, and `none` is
 * no algorithm. Only what Auth itself decided is used of the claims: who it is.
 */
export function createTokenVerifier({
  url,
  jwtSecret,
  cooldownMs = 10_000,
}: Pick<SupabaseConfig, 'url' | 'jwtSecret'> & {
  /** How long an unknown key id does not fetch the keys again: made-up ones must not make us hammer Auth. */
  cooldownMs?: number
}): VerifyToken {
  const issuer = `${url}/auth/v1`
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`), { cooldownDuration: cooldownMs })
  const secret = jwtSecret === null ? null : new TextEncoder().encode(jwtSecret)
  const expected = { issuer, audience: 'authenticated', requiredClaims: ['exp', 'sub'], clockTolerance: 5 }

  async function verify(token: string): Promise<JWTPayload> {
    if (algorithmOf(token) === 'HS256') {
      if (!secret) throw new errors.JOSEAlgNotAllowed('HS256 without a configured secret')
      return (await jwtVerify(token, secret, { ...expected, algorithms: ['HS256'] })).payload
    }
    return (await jwtVerify(token, keys, { ...expected, algorithms: ['ES256', 'RS256', 'EdDSA'] })).payload
  }

  return async (token) => {
    try {
      return { user_id: claims.parse(await verify(token)).sub }
    } catch (cause) {
      if (cause instanceof errors.JWTExpired) throw new Problem('token_expired', { cause })
      if (isUnreachable(cause)) throw new Problem('auth_unavailable', { cause })
      throw new Problem('unauthenticated', { cause })
    }
  }
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
