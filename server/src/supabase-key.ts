/** What a key of Supabase opens, by what stands in it: a browser may have the publishable one, the secret one opens everything. */
export type KeyKind = 'publishable' | 'secret'

const roles: Record<string, KeyKind> = { anon: 'publishable', service_role: 'secret' }

/**
 * Tells a publishable from a secret key: by the prefix of today's keys, or the role in the token that an older one is.
 * Null for what is neither: then only Supabase can say.
 */
export function kindOfKey(key: string): KeyKind | null {
  if (/^sb_secret_/i.test(key)) return 'secret'
  if (/^sb_publishable_/i.test(key)) return 'publishable'
  const role = claimsOfKey(key)?.role
  return typeof role === 'string' ? (roles[role] ?? null) : null
}

/** The claims of a key that is a token, its signature not verified; null for any other. */
export function claimsOfKey(key: string): Record<string, unknown> | null {
  const [, payload, signature, ...more] = key.split('.')
  if (!payload || !signature || more.length > 0) return null
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    return typeof claims === 'object' && claims !== null ? { ...claims } : null
  } catch {
    return null
  }
}
