import { createMiddleware } from 'hono/factory'
import type { RequestContext } from '../context.ts'

/** Hono answers HEAD as GET, and lets go of the body without ending it: a file or a stream would stay open behind it. */
export const answerHead = createMiddleware<RequestContext>(async (c, next) => {
  await next()
  if (c.req.method !== 'HEAD' || !c.res.body) return
  await c.res.body.cancel()
  c.res = new Response(null, c.res)
})
