import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** What an operator allows beside the public internet: names as they are written in a URL, and networks. */
export interface AllowedPlaces {
  allowsHost(hostname: string): boolean
  allowsAddress(address: string): boolean
}

/** A hostname as it is compared: without the root's dot and an IPv6 address's brackets, in lower case. */
export function bareHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^\[(.*)\]$/, '$1')
}

/** @param entries hostnames, addresses and CIDR networks, as `RENUM_FETCH_ALLOW` lists them */
export function allowedPlaces(entries: readonly string[]): AllowedPlaces {
  const hosts = new Set<string>()
  const networks: [ipaddr.IPv4 | ipaddr.IPv6, number][] = []
  for (const entry of entries) {
    if (ipaddr.isValidCIDR(entry)) networks.push(ipaddr.parseCIDR(entry))
    else if (isIP(bareHost(entry)) !== 0) {
      const address = ipaddr.parse(bareHost(entry))
      networks.push([address, address.kind() === 'ipv4' ? 32 : 128])
    } else hosts.add(bareHost(entry))
  }
  return {
    allowsHost: (hostname) => hosts.has(bareHost(hostname)),
    allowsAddress(text) {
      if (isIP(text) === 0) return false
      const address = ipaddr.parse(text)
      return networks.some(([network, bits]) => network.kind() === address.kind() && address.match([network, bits]))
    },
  }
}

// Public by their range, and yet only answered from within a cloud's machine: Azure's wire server.
const neverPublic = new Set(['168.63.129.16'])

/**
 * Whether an address belongs to the public internet, and to nothing else: an IPv6 address that carries an IPv4 one
 * (mapped, compatible, NAT64, 6to4, Teredo) does not, for what is behind it is decided elsewhere.
 */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0 || neverPublic.has(text)) return false
  const address = ipaddr.parse(text)
  if (address.range() !== 'unicast') return false
  // The only block of IPv6 that is given out: 2000::/3. The library calls all unknown rest unicast too.
  return address.kind() === 'ipv4' || (address.toByteArray()[0] ?? 0) >> 5 === 1
}
