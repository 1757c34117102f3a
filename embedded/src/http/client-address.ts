import { isIPv6 } from 'node:net'
import type { HttpBindings } from '@hono/node-server'

/**
 * The address that a request came from.
 *
 * @param proxies how many proxies of ours stand in front: each adds to X-Forwarded-For whom it was asked by, and what is
 *   further to the left the caller may have made up
 */
export function addressOf(request: Request, env: Partial<HttpBindings>, proxies: number): string {
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',').map((address) => address.trim())
  const address = (proxies > 0 && forwarded.at(-proxies)) || (env.incoming?.socket.remoteAddress ?? 'unknown')
  // A socket that takes IPv6 too writes IPv4 so.
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
}

/**
 * An address as limits count it: of IPv6 the network of 64 bits that one subscriber has, and all of this machine's own
 * addresses as one.
 */
export function countedAs(address: string): string {
  if (address === '::1' || /^127\./.test(address)) return 'loopback'
  if (!isIPv6(address)) return address
  const [left = '', right] = address.replace(/%.*$/, '').split('::')
  const head = left === '' ? [] : left.split(':')
  const tail = right ? right.split(':') : []
  const zeros = right === undefined ? [] : Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0')
  const network = [...head, ...zeros, ...tail].slice(0, 4)
  return `${network.map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/64`
}
