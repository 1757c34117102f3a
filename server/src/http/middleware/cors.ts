import { cors } from 'hono/cors'

/** What a page has to be allowed to send and to read, beside what every page may. */
const asked = [
  'Authorization',
  'Content-Type',
  'Accept-Language',
  'Idempotency-Key',
  'Renum-Client',
  'If-None-Match',
  'Last-Event-ID',
  'X-Request-Id',
]
const answered = [
  ...['X-Request-Id', 'Location', 'ETag', 'Content-Disposition', 'Retry-After', 'RateLimit', 'RateLimit-Policy'],
  'Idempotency-Replayed',
]

/**
 * Lets pages of these origins call the API, and no others. Credentials are none of the browser's: a page sends the token
 * itself.
 */
export function allowOrigins(origins: readonly string[]) {
  return cors({
    origin: [...origins],
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: asked,
    exposeHeaders: answered,
    maxAge: 7200,
  })
}
