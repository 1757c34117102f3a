import { bearerOf, faultOf, type Keys, same } from './callers.ts'
import type { CanonicalUrl } from './canonical-url.ts'

/** Answered to everybody, or to whoever has the signed URL; a session is not looked at. */
const open = /^\/storage\/v1\/object\/(public|info\/public|sign|upload\/sign)\//

/**
 * The refusal of a token that is no good, in a signed URL or of a session, as Supabase's Storage words it. @supabase/lite 0.10
 * answers the one with a 500, and with the other as if nobody was signed in.
 */
export function refuseToken(method: string, to: CanonicalUrl, headers: Headers, keys: Keys): Response | undefined {
  if (isSignedUrl(method, to.pathname)) {
    const token = to.url.searchParams.get('token')
    if (token === null) return storageError('400', 'InvalidRequest', "querystring must have required property 'token'")
    const fault = faultOf(token, keys.jwtSecret)
    return fault === undefined ? undefined : storageError('400', 'InvalidJWT', fault)
  }
  const bearer = bearerOf(headers)
  if (bearer === undefined || same(bearer, keys.publishableKey) || same(bearer, keys.secretKey)) return undefined
  if (open.test(to.pathname)) return undefined
  const fault = faultOf(bearer, keys.jwtSecret)
  return fault === undefined ? undefined : storageError('403', 'Unauthorized', fault)
}

/** The answer to a signed URL. Where it was signed for another file, 0.10 says so in a form of its own. */
export function mendMismatch(method: string, pathname: string, response: Response): Response {
  if (response.status !== 403 || !isSignedUrl(method, pathname)) return response
  return storageError('400', 'InvalidSignature', 'Invalid signature')
}

function isSignedUrl(method: string, pathname: string): boolean {
  if (method === 'PUT') return pathname.startsWith('/storage/v1/object/upload/sign/')
  return (method === 'GET' || method === 'HEAD') && pathname.startsWith('/storage/v1/object/sign/')
}

/** Storage's own errors are 400, with the status in the body. */
function storageError(statusCode: string, error: string, message: string): Response {
  return Response.json({ statusCode, error, message }, { status: 400 })
}
