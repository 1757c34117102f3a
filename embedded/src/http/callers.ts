import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Who sends a request, as far as its headers prove it. The publishable key is public: whoever has it alone is anonymous. */
export type Caller = 'secret' | 'user' | 'anonymous' | 'nobody'

export interface Keys {
  publishableKey: string
  secretKey: string
  jwtSecret: string
}

/** Who asks. Reads headers alone: it is known before a body is read. */
export function callerOf(headers: Headers, keys: Keys): Caller {
  const apikey = headers.get('apikey') ?? ''
  if (same(apikey, keys.secretKey)) return 'secret'
  const [, token] = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '') ?? []
  if (token !== undefined && isSigned(token, keys.jwtSecret)) return 'user'
  return same(apikey, keys.publishableKey) ? 'anonymous' : 'nobody'
}

/** Whether Auth or Storage signed this token (JWT, HS256), and it has not expired. */
export function isSigned(token: string, jwtSecret: string): boolean {
  const [header = '', payload = '', signature = '', ...more] = token.split('.')
  if (more.length > 0 || signature === '') return false
  const expected = createHmac('sha256', jwtSecret).update(`${header}.${payload}`).digest('base64url')
  if (!same(signature, expected)) return false
  const { exp }: { exp?: unknown } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  return typeof exp === 'number' && exp * 1000 > Date.now()
}

/** Compares in a time that tells nothing of either. */
export function same(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
