import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer, isIPv6 } from 'node:net'
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

/**
 * A port that nobody listens on, and that no connection takes in the meantime: systems take theirs from 32768 on. For what has to
 * be known before it is listened on.
 *
 * @param host the address that will be listened on; null: every one
 */
export async function findFreePort(host: string | null): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const port = randomInt(20_000, 32_000)
    if (await isFree(port, host)) return port
  }
  return 0
}

async function isFree(port: number, host: string | null): Promise<boolean> {
  const server = createServer()
  try {
    server.listen(port, host ?? undefined)
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}
