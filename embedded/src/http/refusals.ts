import { authError } from './auth-requests.ts'
import type { Caller } from './callers.ts'
import type { CanonicalUrl } from './canonical-url.ts'

/** As Supabase's gateway answers. */
export function keyless(headers: Headers): Response {
  const none = {
    message: 'No API key found in request',
    hint: 'No `apikey` request header or url param was found.',
  }
  const wrong = { message: 'Invalid API key', hint: 'Double check your Supabase `anon` or `service_role` API key.' }
  return Response.json(headers.has('apikey') ? wrong : none, { status: 401 })
}

/** Of a request that needs the secret key. */
export function refuseAdmin({ service }: CanonicalUrl, caller: Caller): Response {
  if (service !== 'auth') return refuse(403, 'This needs the secret key')
  return caller === 'user'
    ? authError(403, 'not_admin', 'User not allowed')
    : authError(401, 'no_authorization', 'This endpoint requires a valid Bearer token')
}

export function tooLarge(): Response {
  const message = 'The object exceeded the maximum allowed size'
  return Response.json({ statusCode: '413', error: 'Payload too large', message }, { status: 413 })
}

export function refuse(status: number, message: string): Response {
  const error = { 404: 'Not Found', 408: 'Request Timeout', 413: 'Payload too large' }[status] ?? 'Unauthorized'
  return Response.json({ statusCode: String(status), error, message }, { status })
}
