import type { LookupFunction } from 'node:net'
import { Agent, type Dispatcher, request } from 'undici'
import { pageTitle } from '../../parsing/html/page-title.ts'
import { Problem } from '../../problems.ts'
import { accept, acceptedTypes, extensionOf } from './content-types.ts'
import { acceptEncoding, readBody, tooLarge } from './read-body.ts'
import type { ResolvedAddress } from './ssrf-guard.ts'

/** What a page was the last time, as its server named it. */
export interface Validators {
  etag: string | null
  last_modified: string | null
}

export interface FetchLimits {
  /** Of the page, also after unpacking. */
  maxBytes: number
  connectMs?: number
  /** Until an answer begins, of each redirect. */
  headersMs?: number
  /** Until all of it is there, redirects included. */
  totalMs?: number
}

export interface FetchedPage extends Validators {
  bytes: Uint8Array<ArrayBuffer>
  /** Where it was found, after redirects. */
  url: string
  /** By which the type of the bytes may be told: `html`, `pdf`. */
  extension: string
  title: string | null
}

/** What is kept of a validator's header. */
const longestValidator = 500
const userAgent = 'Mozilla/5.0 (compatible; Renum/0.1)'

/**
 * Asks for one URL, over a connection of its own to one of the addresses and to nothing else: the name is not resolved
 * again. The page, null for a 304, or where a redirect leads. Raises as `Web.fetch`, and the network's own errors.
 */
export async function ask(
  url: URL,
  addresses: ResolvedAddress[],
  limits: Required<FetchLimits>,
  stop: AbortSignal,
  known: Validators | undefined,
): Promise<FetchedPage | URL | null> {
  const agent = pinnedAgent(addresses, limits)
  try {
    const answer = await request(url, {
      dispatcher: agent,
      signal: stop,
      headers: {
        'user-agent': userAgent,
        accept,
        'accept-encoding': acceptEncoding,
        ...(known?.etag ? { 'if-none-match': known.etag } : {}),
        ...(known?.last_modified ? { 'if-modified-since': known.last_modified } : {}),
      },
    })
    // A reader that stops before the end closes the connection below.
    answer.body.on('error', () => {})
    const { statusCode } = answer
    if (statusCode === 304 && (known?.etag || known?.last_modified)) return null
    if ([301, 302, 303, 307, 308].includes(statusCode)) return redirect(header(answer, 'location'), url)
    if (statusCode < 200 || statusCode >= 300) throw refusal(statusCode)
    return await readPage(url, answer, limits.maxBytes, stop)
  } finally {
    await agent.destroy()
  }
}

/** Connects to one of the addresses, whatever the name says by then. */
export function pinnedAgent(
  addresses: ResolvedAddress[],
  { connectMs, headersMs, totalMs }: Required<FetchLimits>,
  connections: number | null = 1,
): Agent {
  const lookup: LookupFunction = (_hostname, { all }, answer) => {
    const [first] = addresses
    if (all) answer(null, addresses)
    else answer(null, first?.address ?? '', first?.family)
  }
  return new Agent({
    connect: { lookup, timeout: connectMs },
    headersTimeout: headersMs,
    bodyTimeout: totalMs,
    maxHeaderSize: 32 * 1024,
    connections,
    allowH2: false,
  })
}

async function readPage(
  url: URL,
  answer: Dispatcher.ResponseData,
  maxBytes: number,
  stop: AbortSignal,
): Promise<FetchedPage> {
  const contentType = header(answer, 'content-type')
  const extension = extensionOf(contentType, url)
  if (extension === null) {
    throw new Problem('unsupported_file_type', { field: 'url', params: { accepted: acceptedTypes } })
  }
  if (Number(header(answer, 'content-length')) > maxBytes) throw tooLarge(maxBytes)
  const bytes = await readBody(answer.body, header(answer, 'content-encoding'), maxBytes, stop)
  return {
    bytes,
    url: url.href,
    extension,
    title: extension.startsWith('htm') ? pageTitle(bytes, contentType) : null,
    etag: validator(answer, 'etag'),
    last_modified: validator(answer, 'last-modified'),
  }
}

function redirect(location: string | undefined, from: URL): URL {
  const to = location === undefined ? null : URL.parse(location, from.href)
  if (!to) throw new Problem('url_unreachable', { field: 'url', cause: new Error('a redirect to nowhere') })
  return to
}

/** What an answer without a page means. Too many requests, and what its server says of itself, may pass. */
function refusal(status: number): Problem {
  const cause = new Error(`answered ${status}`)
  if (status === 404 || status === 410) return new Problem('url_not_found', { field: 'url', cause })
  const passing = status >= 500 || [304, 408, 425, 429].includes(status)
  return new Problem(passing ? 'url_unreachable' : 'url_refused', { field: 'url', cause })
}

function header({ headers }: Dispatcher.ResponseData, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}

function validator(answer: Dispatcher.ResponseData, name: string): string | null {
  const value = header(answer, name)
  return value !== undefined && value.length <= longestValidator && /^[\x20-\x7e]+$/.test(value) ? value : null
}
