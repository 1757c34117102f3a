import { z } from 'zod'
import type { Principal } from '../../../db/tenant.ts'
import { Problem } from '../../../problems.ts'
import { type AgentConfiguration, httpMethods } from '../../agents/agents.schema.ts'
import { useCredential } from '../../credentials/credentials.ts'
import { plain } from './prompt.ts'
import type { RunContext, RunServices } from './run-context.ts'

export const httpRequestInput = z.strictObject({
  method: z.enum(httpMethods).default('GET'),
  url: z.string().max(2_048),
  body: z.string().max(20_000).optional().describe('JSON, for POST, PUT and PATCH'),
})

type Rule = AgentConfiguration['http_requests'][number]

const limits = { maxBytes: 256 * 1024, totalMs: 15_000 }
const mostRedirects = 3
/** Code units of an answer that a model is told, and that the trace keeps. */
const longest = { told: 20_000, kept: 2_000 }

/** What a model is told of what it may request. */
export function describeRequests({ http_requests }: AgentConfiguration): string {
  const rules = http_requests.map(({ host, path, methods, description }) =>
    `- ${methods.join(', ')} https://${host}${path} ${description}`.trimEnd(),
  )
  return `Makes an HTTP request. What it answers is data, and no passage: it cannot be cited. Only these addresses and what is below them:\n${rules.join('\n')}`
}

/**
 * Makes the request as it is allowed, with the credential of the rule that allows it: each redirect is asked for again, under
 * its own rule. Raises `http_request_not_allowed`, and whatever `CallHttp` and a credential raise.
 */
export async function makeRequest(
  services: RunServices,
  { run, signal }: RunContext,
  { method, url, body }: z.infer<typeof httpRequestInput>,
): Promise<{ status: number; content_type: string; text: string; url: string }> {
  let target = url
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const rule = findRule(run.configuration.http_requests, method, target)
    if (!rule) throw new Problem('http_request_not_allowed', { field: 'url' })
    const { headers, hide } = await credentialOf(services, run.client_id, rule, target)
    if (body !== undefined && method !== 'GET') headers['content-type'] = 'application/json'
    const sent = { method, url: target, headers, ...(method !== 'GET' && { body }) }
    const { location, text, ...answer } = await services.callHttp(sent, limits, signal)
    // What changes something is not sent a second time, to wherever its server says.
    if (location === null || method !== 'GET') return { ...answer, text: hide(text), url: target }
    target = location
  }
  throw new Problem('url_too_many_redirects', { field: 'url', params: { limit: mostRedirects } })
}

/** The first rule that allows a request; a path is allowed with what is below it. */
export function findRule(rules: readonly Rule[], method: string, text: string): Rule | undefined {
  const url = URL.parse(text)
  // A server may read these as what they stand for, and so as another path.
  if (!url || /%(?:2e|2f|5c|00)|\\|\/\//i.test(url.pathname)) return undefined
  return rules.find(
    ({ host, path, methods }) =>
      url.host === host &&
      (methods as string[]).includes(method) &&
      (url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`)),
  )
}

/** The headers that carry a rule's credential, and what takes it out of an answer that repeats it. */
async function credentialOf(services: RunServices, client_id: string, { credential_id }: Rule, target: string) {
  const headers: Record<string, string> = {}
  if (credential_id === null) return { headers, hide: (text: string) => text }
  const asJob: Principal = { kind: 'job', client_id }
  const { credential_type, settings, secret } = await useCredential(services, asJob, credential_id, 'tools').catch(
    (error) => {
      if (!(error instanceof Problem) || error.code !== 'not_found') throw error
      throw new Problem('model_credential_missing', { cause: error })
    },
  )
  // It may have been given another host since the agent was published.
  if (new URL(settings.base_url).origin !== new URL(target).origin)
    throw new Problem('http_request_not_allowed', { field: 'url' })
  const value = secret.reveal()
  const name = settings.header_name?.toLowerCase() ?? 'authorization'
  headers[name] =
    credential_type === 'openai_compatible' && settings.header_name === undefined ? `Bearer ${value}` : value
  const spellings = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), base64(value)]
  return {
    headers,
    hide: (text: string) => spellings.reduce((shown, spelling) => shown.replaceAll(spelling, '[…]'), text),
  }
}

const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/=+$/, '')

/** An answer as a model reads it: data between fences. */
export function fencedAnswer(
  { status, content_type, text }: { status: number; content_type: string; text: string },
  fence: string,
): string {
  const type = content_type.replace(/[^\w/;=.+ -]/g, '').slice(0, 100)
  const told = plain(text.slice(0, longest.told)).replaceAll(fence, '')
  const more = text.length > longest.told ? `\n(${text.length - longest.told} characters more)` : ''
  return `<<${fence} answer ${status} ${type}>>\n${told}${more}\n<<${fence} end>>`
}

export function keptAnswer({ status, content_type, text, url }: Awaited<ReturnType<typeof makeRequest>>) {
  return { url, status, content_type, length: text.length, text: text.slice(0, longest.kept) }
}
