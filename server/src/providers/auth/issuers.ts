import type { SupabaseConfig } from '../../config.ts'

export type IssuerSettings = Pick<SupabaseConfig, 'url' | 'publicUrl' | 'jwtSecret' | 'issuers'>

/**
 * Whether a token with this `iss` (undefined: with none) is of this Auth, once its signature has been verified.
 *
 * What the setting names, and nothing else. Without it: Auth at the URL or the public URL of Supabase. A self-hosted Auth that is told no
 * issuer signs tokens without one; those are accepted where they are signed with the shared secret, which no
 * other project has, so that the name would say nothing more.
 */
export function acceptedIssuers({ url, publicUrl, jwtSecret, issuers }: IssuerSettings) {
  const named = new Set(issuers ?? [url, publicUrl ?? url].map((base) => `${base}/auth/v1`))
  return (issuer: string | undefined, algorithm: string | undefined): boolean => {
    if (issuer !== undefined) return named.has(issuer)
    return issuers ? named.has(null) : jwtSecret !== null && algorithm === 'HS256'
  }
}
