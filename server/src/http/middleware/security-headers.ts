import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import type { RequestContext } from '../context.ts'

/**
 * Headers that keep an answer from being taken for something else, framed, or told about. A page of ours brings a policy
 * of its own, which stays.
 *
 * @param https whether people reach the API by https alone: then browsers are told to remember it
 */
export function protect({ https }: { https: boolean }) {
  return secureHeaders({
    strictTransportSecurity: https && 'max-age=31536000',
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    xXssProtection: false,
    xDownloadOptions: false,
    overwrite: false,
  })
}

/** No cache keeps what a token or key gave access to, unless the route says otherwise. */
export const noStore = createMiddleware<RequestContext>(async (c, next) => {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
})
