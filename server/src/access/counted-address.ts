import { isIPv6 } from 'node:net'

/** What a limit by address counts: of IPv6 the network of 64 bits, which one subscriber has all of. */
export function countedAddress(ip: string): string {
  // A proxy that takes IPv6 too may write IPv4 so.
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip) ?? []
  if (mapped !== undefined || !isIPv6(ip)) return mapped ?? ip
  // The URL spells it one way, without leading zeros; `::` stands for as many groups as are missing.
  const [head = [], tail = []] = new URL(`http://[${ip.replace(/%.*/, '')}]`).hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array<string>(8 - head.length - tail.length).fill('0')
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`
}
