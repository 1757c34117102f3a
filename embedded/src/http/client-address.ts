import type { HttpBindings } from '@hono/node-server'

/**
 * The address that a request came from.
 *
 * @param proxies how many proxies of ours stand in front: each adds to X-Forwarded-For whom it was asked by, and what is
 *   further to the left the caller may have made up
 */
export function addressOf(request: Request, env: Partial<HttpBindings>, proxies: number): string {
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',').map((address) => address.trim())
  return (proxies > 0 && forwarded.at(-proxies)) || (env.incoming?.socket.remoteAddress ?? 'unknown')
}
