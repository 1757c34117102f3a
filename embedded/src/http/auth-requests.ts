import { readBody } from './body.ts'
import { openToken } from './link-tokens.ts'

/** Auth's requests are short. */
const bodyLimit = 64 * 1024

/** What Auth takes as text, and @supabase/lite 0.10 hands on unseen. */
const texts = [
  'email',
  'phone',
  'password',
  'token',
  'token_hash',
  'type',
  'refresh_token',
  'auth_code',
  'code_verifier',
]
/** For what a code or a link is good; reauthentication is none, though @supabase/lite 0.10 gives a session for it. */
const proofs = ['signup', 'magiclink', 'recovery', 'email_change']
const codeForm = /^\d{6}$/
/** What would move a cursor, end a line or turn the direction of a text. */
const unprintable = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u

/** Accounts have addresses here, as in a project that has no provider of text messages. */
const byPhone: Record<string, { status: number; message: string }> = {
  signup: { status: 400, message: 'Phone signups are disabled' },
  token: { status: 422, message: 'Phone logins are disabled' },
  otp: { status: 400, message: 'Unsupported phone provider' },
}

/** A request to Auth as it was judged, and as it is passed on: parsed once, and written anew. */
export interface AuthRequest {
  method: string
  /** Below `/auth/v1/`. */
  route: string
  url: URL
  body: Readonly<Record<string, unknown>>
  /** The account that it names, as Auth spells it. */
  email: string | undefined
}

/** An answer of Auth that the edge gives in its place. */
export function authError(status: number, error_code: string, msg: string): Response {
  return Response.json({ code: status, error_code, msg }, { status, headers: { 'x-sb-error-code': error_code } })
}

/** Reads a request to Auth, or says what is wrong with it. Raises BodyError. */
export async function readAuthRequest(request: Request, url: URL, jwtSecret: string): Promise<AuthRequest | Response> {
  const route = url.pathname.slice('/auth/v1/'.length)
  const { method } = request
  if (method === 'GET') {
    if (route === 'verify') openLink(url, jwtSecret)
    return { method, route, url, body: {}, email: undefined }
  }
  const body = parse(await readBody(request, bodyLimit))
  if (!body) return authError(400, 'bad_json', 'Could not parse request body as JSON')
  for (const name of texts) {
    const value = body[name]
    if (value !== undefined && value !== null && typeof value !== 'string') {
      return authError(400, 'validation_failed', `${name} must be a string`)
    }
  }
  if (JSON.stringify(body).includes('\\u0000')) {
    return authError(400, 'validation_failed', 'A text holds a character that cannot be stored')
  }
  const email = typeof body.email === 'string' ? body.email.trim().toLowerCase() : undefined
  if (email !== undefined) {
    if (unprintable.test(email)) {
      return authError(400, 'validation_failed', 'Unable to validate email address: invalid format')
    }
    body.email = email
  }
  if (!email && body.phone) {
    const refused = byPhone[route]
    if (refused) return authError(refused.status, 'phone_provider_disabled', refused.message)
  }
  const judged = { method, route, url, body, email }
  return route === 'verify' ? readProof(judged, jwtSecret) : judged
}

/** The same request, for @supabase/lite to read. */
export function writeAuthRequest({ method, url, body }: AuthRequest, headers: Headers): Request {
  if (method === 'GET') return new Request(url, { headers })
  headers.set('content-type', 'application/json')
  return new Request(url, { method, headers, body: JSON.stringify(body) })
}

function parse(text: string): Record<string, unknown> | undefined {
  if (text === '') return {}
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined
  } catch {
    return undefined
  }
}

/** What is no sealed token becomes one that Auth does not know, which then leads back with the error. */
function openLink(url: URL, jwtSecret: string): void {
  if (!proofs.includes(url.searchParams.get('type') ?? '')) url.searchParams.set('type', 'none')
  const token = url.searchParams.get('token')
  if (token !== null) url.searchParams.set('token', openToken(token, jwtSecret) ?? 'none')
}

/**
 * A link's token, or an address and its code: exactly one. A code is six digits, for Auth keeps the hash of the address
 * followed by the code: `a@b.c` with `om123456` would be another spelling of `a@b.com` with `123456`.
 */
function readProof(request: AuthRequest, jwtSecret: string): AuthRequest | Response {
  const { type: given, token_hash, token } = request.body
  const type = given === 'email' ? 'magiclink' : given
  if (typeof type !== 'string' || !proofs.includes(type)) {
    return authError(400, 'validation_failed', 'Invalid email verification type')
  }
  if (typeof token_hash === 'string' && token_hash !== '') {
    if (token || request.email) {
      return authError(400, 'validation_failed', 'Only the token_hash and type should be provided')
    }
    const hash = openToken(token_hash, jwtSecret)
    if (hash === undefined) return authError(403, 'otp_expired', 'Email link is invalid or has expired')
    return { ...request, body: { type, token_hash: hash }, email: undefined }
  }
  if (!request.email || typeof token !== 'string') {
    return authError(400, 'validation_failed', 'Verify requires either a token or a token hash')
  }
  if (!codeForm.test(token)) return authError(403, 'otp_expired', 'Token has expired or is invalid')
  return { ...request, body: { type, email: request.email, token } }
}
