import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'

/**
 * Where an API is reached that listens on a host and port: from this machine first, then from others. Null, `0.0.0.0` and `::`
 * are every interface.
 */
export function addressesOf(host: string | null, port: number): string[] {
  const at = (address: string) => `http://${isIPv6(address) ? `[${address}]` : address}:${port}`
  if (host === '127.0.0.1' || host === '::1' || host === 'localhost') return [at('localhost')]
  if (host !== null && host !== '0.0.0.0' && host !== '::') return [at(host)]
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    // An address of the link alone needs the interface's name behind it, which no browser takes.
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    .filter(({ family }) => host !== '0.0.0.0' || family === 'IPv4')
  // IPv4 last: what a link is made of is what others most likely reach.
  const sorted = outside.toSorted((a, b) => b.family.localeCompare(a.family))
  return [at('localhost'), ...sorted.map(({ address }) => at(address))]
}
