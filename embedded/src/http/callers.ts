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
  const token = bearerOf(headers)
  if (token !== undefined && isSigned(token, keys.jwtSecret)) return 'user'
  return same(apikey, keys.publishableKey) ? 'anonymous' : 'nobody'
}

export function bearerOf(headers: Headers): string | undefined {
  return /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1]
}

/** Whether Auth or Storage signed this token (JWT, HS256), and it has not expired. */
export function isSigned(token: string, jwtSecret: string): boolean {
  return faultOf(token, jwtSecret) === undefined
}

/** What is wrong with a token, in the words in which Storage says it; undefined where nothing is. */
export function faultOf(token: string, jwtSecret: string): string | undefined {
  const [header = '', payload = '', signature = '', ...more] = token.split('.')
  if (more.length > 0 || signature === '') return 'Invalid Compact JWS'
  const expected = createHmac('sha256', jwtSecret).update(`${header}.${payload}`).digest('base64url')
  if (!same(signature, expected)) return 'signature verification failed'
  const { exp }: { exp?: unknown } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  return typeof exp === 'number' && exp * 1000 > Date.now() ? undefined : '"exp" claim timestamp check failed'
}

/** Compares in a time that tells nothing of either. */
export function same(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
