/** What is served. Everything else, above all `/_system` (configuration and database URL without a key), does not exist. */
const services = ['auth', 'rest', 'storage'] as const

type Service = (typeof services)[number]

/** A request's address in the one spelling that it is judged by and passed on in. */
export interface CanonicalUrl {
  service: Service
  url: URL
  pathname: string
  /** The key of the address's query, which is taken out of it. */
  apikey: string | null
}

/**
 * The address as RFC 3986 normalises it, or null where it is none of ours. @supabase/lite's router decodes paths and reads
 * queries in ways of its own; from this form every parser reads the same: no escape stands for a letter or digit, none for
 * a separator, no segment is empty, and for Auth and Storage a name stands once, with its first value.
 */
export function canonicalUrl(address: string): CanonicalUrl | null {
  const url = new URL(address)
  const segments = url.pathname.slice(1).split('/').map(canonicalSegment)
  const root = segments.join('/') === 'rest/v1/'
  const service = services.find((name) => name === segments[0])
  if (!service || segments[1] !== 'v1' || segments.length < 3) return null
  if (!root && segments.some((segment) => segment === null || segment === '')) return null
  const pathname = `/${segments.join('/')}`
  if (service === 'auth' && !/^[\w./-]+$/.test(pathname)) return null
  const query = canonicalQuery(url.searchParams, service)
  const apikey = query.get('apikey')
  query.delete('apikey')
  const canonical = new URL(pathname, url.origin)
  canonical.search = query.toString()
  return { service, url: canonical, pathname, apikey }
}

function canonicalSegment(segment: string): string | null {
  const decoded = decode(segment)
  if (decoded === null || /[/\\\p{Cc}]/u.test(decoded)) return null
  return segment.replace(/%[0-9a-f]{2}/gi, (escaped) => {
    const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
    return /[\w.~-]/.test(character) ? character : escaped.toUpperCase()
  })
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}

/** PostgREST's filters may name a column twice. */
function canonicalQuery(given: URLSearchParams, service: Service): URLSearchParams {
  if (service === 'rest') return new URLSearchParams(given)
  const once = new URLSearchParams()
  for (const [name, value] of given) if (!once.has(name)) once.append(name, value)
  return once
}
