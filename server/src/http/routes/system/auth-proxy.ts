import { proxy } from 'hono/proxy'
import { Problem } from '../../../problems.ts'
import type { ApiServices } from '../../../services.ts'
import { originOf } from '../../request-origin.ts'
import { createRouter } from '../../router.ts'

const prefix = '/auth/v1/'

/** What a caller may not say in our name: where a request comes from, and through whom. */
const ours = /^(forwarded|x-forwarded-.*|x-real-ip|x-renum-proxy|host)$/

/**
 * Passes `/auth/v1/` on to a Supabase that listens on this machine alone: so people sign in from wherever they reach the API.
 * Who is let in is judged there, by the same rules as at its own port, of the caller's address and not of this process's.
 */
export function authProxyRoutes({ config }: Pick<ApiServices, 'config'>) {
  const { url, serviceKey } = config.supabase
  return createRouter().all(`${prefix}*`, async (c) => {
    const asked = new URL(c.req.url)
    const to = new URL(asked.pathname + asked.search, url)
    if (!to.pathname.startsWith(prefix)) throw new Problem('not_found')
    const headers = new Headers()
    for (const [name, value] of c.req.raw.headers) if (!ours.test(name)) headers.set(name, value)
    for (const name of ['connection', 'keep-alive', 'te', 'trailer', 'upgrade', 'expect']) headers.delete(name)
    const { ip } = originOf(c, config.trustProxy)
    if (ip !== null) headers.set('X-Forwarded-For', ip)
    headers.set('X-Renum-Proxy', serviceKey)
    const { method, body, signal } = c.req.raw
    const sent: RequestInit = body === null ? {} : { body, duplex: 'half' }
    try {
      return await proxy(to, { method, headers, signal, redirect: 'manual', ...sent })
    } catch (error) {
      throw new Problem('auth_unavailable', { cause: error })
    }
  })
}
