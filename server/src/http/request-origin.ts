import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Origin } from '../db/tenant.ts'
import type { RequestContext } from './context.ts'

/**
 * Where a request came from.
 *
 * @param proxies how many proxies of ours stand in front: each adds the address of its own caller to X-Forwarded-For. What is
 *   further to the left in it, or all of it where there is no proxy, the caller may have made up.
 */
export function originOf(c: Context<RequestContext>, proxies: number): Origin {
  const forwarded = (c.req.header('X-Forwarded-For') ?? '').split(',').map((address) => address.trim())
  const ip = (proxies > 0 && forwarded.at(-proxies)) || socketAddress(c)
  return {
    ip: ip?.slice(0, 64) ?? null,
    user_agent: c.req.header('User-Agent')?.slice(0, 300) ?? null,
    request_id: c.var.requestId,
  }
}

/** Undefined for a request that came over no socket, but from within this process. */
function socketAddress(c: Context): string | undefined {
  const address = c.env && 'incoming' in c.env ? getConnInfo(c).remote.address : undefined
  // A socket that takes IPv6 too writes IPv4 so.
  return address?.replace(/^::ffff:/, '')
}
