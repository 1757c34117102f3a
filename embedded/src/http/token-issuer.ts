import { createHmac, timingSafeEqual } from 'node:crypto'

/** An answer of Auth as it goes out, and the sessions that it opens. */
export interface IssuedAnswer {
  response: Response
  sessions: string[]
}

/**
 * Adds the issuer to the access tokens in an answer of Auth: Supabase's tokens name `<supabase url>/auth/v1`, and a
 * server that pins it accepts no others. @supabase/lite 0.10 leaves `iss` out and has no setting for it.
 */
export async function addIssuer(response: Response, issuer: string, jwtSecret: string): Promise<IssuedAnswer> {
  const sessions: string[] = []
  const sign = (token: string) => withIssuer(token, issuer, jwtSecret, (id) => sessions.push(id))
  const location = response.headers.get('location')
  if (location) {
    const headers = new Headers(response.headers)
    headers.set('location', signFragment(location, sign))
    return { response: new Response(response.body, { status: response.status, headers }), sessions }
  }
  if (!response.ok || !response.headers.get('content-type')?.includes('application/json')) return { response, sessions }
  const text = await response.text()
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return { response: new Response(signBody(text, sign), { status: response.status, headers }), sessions }
}

/** Where Auth says what its tokens name as their issuer. @supabase/lite 0.10 says nothing there. */
export const discovery = '/auth/v1/.well-known/openid-configuration'

export function describeIssuer(issuer: string): Response {
  return Response.json({ issuer, jwks_uri: `${issuer}/.well-known/jwks.json` })
}

function signBody(text: string, sign: (token: string) => string): string {
  const body: unknown = text === '' ? null : JSON.parse(text)
  if (typeof body !== 'object' || body === null || !('access_token' in body)) return text
  if (typeof body.access_token !== 'string') return text
  return JSON.stringify({ ...body, access_token: sign(body.access_token) })
}

/** A followed link hands the session over in the fragment of the address, and only there. */
function signFragment(location: string, sign: (token: string) => string): string {
  const hash = location.indexOf('#')
  if (hash === -1) return location
  const fragment = location.slice(hash).replace(/(?<=[#&]access_token=)[\w.-]+/, sign)
  return location.slice(0, hash) + fragment
}

/**
 * The same HS256 token with `iss`, signed anew (RFC 7515, compact form). What Auth itself did not sign stays as it is:
 * an answer may repeat what its caller sent, and this must not make a token of it.
 */
function withIssuer(token: string, issuer: string, jwtSecret: string, onSession: (session_id: string) => void): string {
  const [header = '', payload = '', signature = ''] = token.split('.')
  if (!equal(signature, sign(`${header}.${payload}`, jwtSecret))) return token
  const claims: { session_id?: unknown } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  if (typeof claims.session_id === 'string') onSession(claims.session_id)
  const signed = `${header}.${Buffer.from(JSON.stringify({ iss: issuer, ...claims })).toString('base64url')}`
  return `${signed}.${sign(signed, jwtSecret)}`
}

function sign(text: string, jwtSecret: string): string {
  return createHmac('sha256', jwtSecret).update(text).digest('base64url')
}

function equal(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right))
}
