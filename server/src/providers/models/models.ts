import { lookup } from 'node:dns/promises'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { type Agent, fetch as fetchWith } from 'undici'
import type { ModelsConfig } from '../../config-models.ts'
import { Problem } from '../../problems.ts'
import { Secret } from '../encryption/secret.ts'
import { isPrivate } from '../services/call-service.ts'
import { pinnedAgent } from '../web/fetch-once.ts'
import { allowedPlaces } from '../web/public-addresses.ts'
import { type Resolve, requireAddresses, requireUrl } from '../web/ssrf-guard.ts'
import { type CallTokens, priceOf } from './price.ts'

/** Where a model is asked, and with which key. */
export interface ModelAccess {
  provider: 'openai' | 'openai_compatible' | 'anthropic'
  base_url: string
  /** Null where the service wants none. */
  key: Secret | null
  /** Another header than the provider's own for the key. */
  header_name?: string | undefined
}

export interface Models {
  /** What the install has for its clients; null where it has nothing, or keeps it. */
  installed: ModelAccess | null
  /** A model by its name at the provider. Nothing is asked yet. */
  open(name: string, access: ModelAccess): Promise<LanguageModelV4>
  /** What a call costs, in US dollars; null where no price is known, which is not the same as free. */
  priceOf(access: ModelAccess, name: string, tokens: CallTokens): number | null
  close(): Promise<void>
}

/** For so long the addresses of a name are not asked for again, in ms: a stream begins without a look-up. */
const addressesKeptMs = 30_000
const mostHosts = 100
/** A model that is silent for so long, in ms, before its first byte or in between, does not answer any more. */
const silenceMs = 90_000

/**
 * @param allow hosts and networks that may be called though they are not public, also over plain HTTP; that of the install's own
 *   models is one of them
 */
export function createModels({
  allow,
  install,
  resolve = (hostname) => lookup(hostname, { all: true }),
}: {
  allow: readonly string[]
  install: ModelsConfig | null
  resolve?: Resolve
}): Models {
  const hosts = new Map<string, { agent: Agent; until: number }>()
  const guarded = allowedPlaces(allow)
  const trusted = allowedPlaces([...allow, ...(install ? [new URL(install.url).hostname] : [])])
  const installed: ModelAccess | null = install && {
    provider: install.provider,
    base_url: install.url,
    key: install.apiKey === null ? null : new Secret(install.apiKey),
  }

  const agentOf = async (url: URL, allowed: typeof guarded, signal: AbortSignal): Promise<Agent> => {
    const known = hosts.get(url.origin)
    if (known && known.until > Date.now()) return known.agent
    const addresses = await requireAddresses(url, allowed, resolve, signal)
    const limits = { connectMs: 10_000, headersMs: silenceMs, totalMs: silenceMs, maxBytes: 0 }
    const agent = pinnedAgent(addresses, limits, null)
    forget(url.origin)
    for (const origin of [...hosts.keys()].slice(0, Math.max(0, hosts.size - mostHosts + 1))) forget(origin)
    hosts.set(url.origin, { agent, until: Date.now() + addressesKeptMs })
    return agent
  }
  /** What runs over its connections goes on. */
  const forget = (origin: string) => {
    const old = hosts.get(origin)
    hosts.delete(origin)
    old?.agent.close().catch(() => {})
  }
  /** Follows no redirect, and connects nowhere that is not public or allowed. */
  const fetchOf = (allowed: typeof guarded) =>
    (async (input: string | URL | Request, init?: RequestInit) => {
      const target = requireUrl(String(input instanceof Request ? input.url : input), allowed)
      if (!isPrivate(target, allowed)) throw new Problem('https_required')
      const signal = init?.signal ?? AbortSignal.timeout(silenceMs)
      const dispatcher = await agentOf(target, allowed, signal)
      return fetchWith(target, { ...init, redirect: 'error', dispatcher } as never)
    }) as unknown as typeof fetch

  return {
    installed,
    async open(name, access) {
      const { provider, base_url: baseURL, key, header_name } = access
      const fetch = fetchOf(access === installed ? trusted : guarded)
      const headers = header_name && key ? { [header_name]: key.reveal() } : undefined
      const apiKey = headers ? 'in-another-header' : (key?.reveal() ?? '')
      // Each is large: a process loads those that its agents use.
      if (provider === 'anthropic') {
        const { createAnthropic } = await import('@ai-sdk/anthropic')
        return createAnthropic({ baseURL, apiKey, fetch, ...(headers && { headers }) })(name)
      }
      if (provider === 'openai') {
        const { createOpenAI } = await import('@ai-sdk/openai')
        return createOpenAI({ baseURL, apiKey, fetch, ...(headers && { headers }) }).chat(name)
      }
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
      return createOpenAICompatible({
        name: 'compatible',
        baseURL,
        fetch,
        includeUsage: true,
        ...(headers ? { headers } : key && { apiKey }),
      })(name)
    },
    priceOf,
    async close() {
      await Promise.allSettled([...hosts.values()].map(({ agent }) => agent.destroy()))
      hosts.clear()
    },
  }
}
