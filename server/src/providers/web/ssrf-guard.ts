import { isIP } from 'node:net'
import { unlessAborted } from '../../concurrency/unless-aborted.ts'
import { Problem } from '../../problems.ts'
import { type AllowedPlaces, bareHost, isPublicAddress } from './public-addresses.ts'

export interface ResolvedAddress {
  address: string
  family: number
}

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<ResolvedAddress[]>

const longestUrl = 2048

/**
 * The same for everything that is refused, a name that does not exist included: it tells no caller what exists on this
 * machine's network.
 */
function notAllowed(cause?: unknown): Problem {
  return new Problem('url_not_allowed', { field: 'url', cause })
}

/**
 * A URL that may be asked for by its look. WHATWG parsing has made one notation of all: octal, hexadecimal and
 * whole-number IPv4, full-width digits, punycode. Raises `url_not_allowed`.
 */
export function requireUrl(text: string, allowed: AllowedPlaces): URL {
  const url = text.length <= longestUrl ? URL.parse(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw notAllowed()
  url.hash = ''
  const host = bareHost(url.hostname)
  if (allowed.allowsHost(host)) return url
  if (isIP(host) !== 0) {
    if (!mayConnect(host, url, allowed)) throw notAllowed()
  } else if (/(^|\.)localhost$/.test(host) && !allowed.allowsAddress('127.0.0.1')) throw notAllowed()
  return url
}

/**
 * The addresses that a URL's host has, all of which may be connected to. Raises `url_not_allowed` where one may not, or
 * there is none; what the resolver raises where it does not answer; when `stop` is aborted, its reason.
 */
export async function requireAddresses(
  url: URL,
  allowed: AllowedPlaces,
  resolve: Resolve,
  stop: AbortSignal,
): Promise<ResolvedAddress[]> {
  const host = bareHost(url.hostname)
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family }]
  // The system's resolver cannot be stopped: it is not waited for.
  const found = await unlessAborted(resolve(host), stop).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    throw code === 'ENOTFOUND' || code === 'ENODATA' ? notAllowed(error) : error
  })
  const addresses = found.map(({ address }) => ({ address, family: isIP(address) }))
  const wrong = addresses.filter(({ address }) => !mayConnect(address, url, allowed))
  if (addresses.length === 0 || (wrong.length > 0 && !allowed.allowsHost(host))) throw notAllowed()
  return addresses
}

/** Beyond the web's own ports only where it is allowed by name or address. */
function mayConnect(address: string, { port }: URL, allowed: AllowedPlaces): boolean {
  return allowed.allowsAddress(address) || (port === '' && isPublicAddress(address))
}
