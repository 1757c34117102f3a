import { createMiddleware } from 'hono/factory'
import type { RequestContext } from '../context.ts'

/** The language of messages: what Accept-Language prefers of the two, Portuguese where it says nothing. */
export const language = createMiddleware<RequestContext>(async (c, next) => {
  const wanted = (c.req.header('Accept-Language') ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find(Boolean)
      return { tag: tag.toLowerCase().slice(0, 2), quality: Number(quality ?? 1) }
    })
    .filter(({ tag }) => tag === 'pt' || tag === 'en')
    .sort((a, b) => b.quality - a.quality)
  c.set('language', wanted[0]?.tag === 'en' ? 'en' : 'pt')
  c.header('Content-Language', c.var.language === 'en' ? 'en' : 'pt-BR')
  await next()
})
