import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSettings } from '../../../src/config.ts'
import type { Embedder } from '../../../src/providers/embeddings/embedder.ts'
import { openEmbedders } from '../../../src/providers/embeddings/embedders.ts'
import { createHttpEmbedder } from '../../../src/providers/embeddings/openai-compatible.ts'
import { retryAfterMs } from '../../../src/providers/embeddings/retry-after.ts'
import { logger } from '../../harness/harness.ts'

/** A service that speaks OpenAI's protocol over a socket; `answers` says what it makes of its first requests. */
let service: Server
let url: string
let answers: ((response: ServerResponse, request: IncomingMessage) => void)[]
let arrived: {
  at: number
  input: string[]
  model: string
  dimensions?: number
  input_type?: string
  key: string | undefined
}[]
let open = 0
let mostOpen = 0

beforeEach(async () => {
  answers = []
  arrived = []
  open = 0
  mostOpen = 0
  service = createServer(async (request, response) => {
    mostOpen = Math.max(mostOpen, ++open)
    response.on('close', () => open--)
    const asked: { input: string[]; model: string; dimensions?: number; input_type?: string } = JSON.parse(
      await text(request),
    )
    const { input, dimensions = 3 } = asked
    arrived.push({ at: Date.now(), ...asked, key: request.headers.authorization })
    const answer = answers.shift()
    if (answer) return answer(response, request)
    // Not in order: the index says which is which.
    const data = input.map((_, index) => ({ index, embedding: vectorOf(index, dimensions) })).reverse()
    setTimeout(() => response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ data })), 20)
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/v1`
})
afterEach(() => {
  service.closeAllConnections()
  service.close()
})

/** As long as it was asked for. */
const vectorOf = (index: number, length: number) => Array.from({ length }, (_, i) => [3, 4, index][i] ?? 0)

const limits = { timeout: 1_000, retry: 20, hold: 900_000, patience: 2_000 }
const config = () => ({
  ...{ url, apiKey: 'sk-1', model: 'm', dimensions: 3, shorten: false, concurrency: 2 },
  ...{ inputTypes: null, prefixes: { query: '', passage: '' } },
})
const embedder = (): Embedder => createHttpEmbedder(config(), logger, limits)
const refuse = (status: number, after?: string) => (response: ServerResponse) =>
  response.writeHead(status, after === undefined ? {} : { 'Retry-After': after }).end()

describe('an embedding service', () => {
  it('gives unit vectors in the order of the texts, and gets its key', async () => {
    const [first, second] = await embedder().embed(['a', 'b'], 'passage')
    expect(Array.from(first ?? [])).toEqual([0.6, 0.8, 0].map(Math.fround))
    expect(Math.hypot(...(second ?? []))).toBeCloseTo(1, 5)
    expect(second?.[2]).toBeGreaterThan(0)
    expect(arrived).toMatchObject([{ input: ['a', 'b'], key: 'Bearer sk-1' }])
  })

  it.each(['429', '503'])(
    'that answers %s is left alone by everybody until its Retry-After has passed',
    async (status) => {
      answers = [refuse(Number(status), '1')]
      const one = embedder()
      const held: Date[] = []
      const first = one.embed(['a'], 'passage', { onHeld: (until) => held.push(until) })
      while (arrived.length === 0 || held.length === 0) await new Promise((go) => setTimeout(go, 5))
      await Promise.all([first, one.embed(['b'], 'passage'), one.embed(['c'], 'query')])
      const [refused, ...later] = arrived
      expect(later).toHaveLength(3)
      for (const { at } of later) expect(at - (refused?.at ?? 0)).toBeGreaterThanOrEqual(990)
      expect(held[0]?.getTime()).toBeGreaterThan(refused?.at ?? Infinity)
    },
  )

  it('is asked again and again, longer each time, where it does not say for how long', async () => {
    answers = Array.from({ length: 6 }, () => refuse(429))
    await embedder().embed(['a'], 'passage')
    expect(arrived).toHaveLength(7)
  })

  it('that asks for long keeps no search waiting, and ends for whoever gives up', async () => {
    answers = [refuse(429, '3600')]
    const one = embedder()
    const stop = new AbortController()
    const waiting = one.embed(['a'], 'passage', {
      signal: stop.signal,
      onHeld: () => stop.abort(new Error('cancelled')),
    })
    await expect(waiting).rejects.toThrow('cancelled')
    await expect(one.embed(['b'], 'query')).rejects.toMatchObject({ code: 'embeddings_unavailable' })
    expect(arrived).toHaveLength(1)
  })

  it.each(['0', 'Mon, 23 Nov 2015 12:00:00 GMT'])(
    'that asks for no time at all (%s) is asked less and less often',
    async (after) => {
      answers = Array.from({ length: 6 }, () => refuse(429, after))
      await embedder().embed(['a'], 'passage')
      expect(arrived).toHaveLength(7)
      const gaps = arrived.slice(1).map(({ at }, i) => at - (arrived[i]?.at ?? 0))
      for (const [i, gap] of gaps.entries()) expect(gap).toBeGreaterThanOrEqual(limits.retry * 2 ** i - 2)
    },
  )

  it('that asks for one short break after another keeps a search waiting no longer than one', async () => {
    answers = Array.from({ length: 50 }, () => refuse(429, '1'))
    const short = createHttpEmbedder(config(), logger, { ...limits, patience: 1_500 })
    await expect(short.embed(['a'], 'query')).rejects.toMatchObject({ code: 'embeddings_unavailable' })
    expect(arrived).toHaveLength(2)
  })

  it('gets no more requests at once than it should', async () => {
    const one = embedder()
    await Promise.all(Array.from({ length: 10 }, (_, i) => one.embed([`${i}`], 'passage')))
    expect([arrived.length, mostOpen]).toEqual([10, 2])
  })

  it.each([
    ['fails', refuse(500)],
    ['hangs up', (response: ServerResponse) => response.destroy()],
    ['never answers', () => {}],
    ['answers nonsense', (response: ServerResponse) => response.end('<html>')],
    ['leaves a text out', (response: ServerResponse) => response.end('{"data":[]}')],
  ])('that %s is tried three times', async (_, answer) => {
    const short = createHttpEmbedder(config(), logger, { ...limits, timeout: 100 })
    answers = [answer, answer]
    expect(await short.embed(['a'], 'passage')).toHaveLength(1)
    answers = [answer, answer, answer]
    await expect(short.embed(['a'], 'passage')).rejects.toMatchObject({ code: 'embeddings_unavailable' })
  })

  it('is told which text is a query and which a passage, as it wants to be told', async () => {
    const types = { ...config(), inputTypes: { query: 'search_query', passage: 'search_document' } }
    const typed = createHttpEmbedder(types, logger, limits)
    await typed.embed(['a'], 'query')
    await typed.embed(['b'], 'passage')
    const prefixed = createHttpEmbedder(
      { ...config(), prefixes: { query: 'query: ', passage: 'passage: ' } },
      logger,
      limits,
    )
    await prefixed.embed(['c'], 'query')
    await prefixed.embed(['d'], 'passage', { urgent: true })
    expect(arrived.map(({ input, input_type }) => [input, input_type])).toEqual([
      [['a'], 'search_query'],
      [['b'], 'search_document'],
      [['query: c'], undefined],
      [['passage: d'], undefined],
    ])
    // Other vectors, other names; what is said of queries alone makes no vector that is kept.
    const queries = createHttpEmbedder({ ...config(), prefixes: { query: 'q: ', passage: '' } }, logger, limits)
    expect(queries.model).toBe(embedder().model)
    expect(new Set([embedder(), typed, prefixed].map(({ model }) => model)).size).toBe(3)
    expect(typed.model).toMatch(/^http:m@3-[0-9a-f]{8}$/)
  })

  it('that refuses the key, or gives other dimensions, is not asked twice', async () => {
    answers = [refuse(401)]
    await expect(embedder().embed(['a'], 'passage')).rejects.toMatchObject({ code: 'embeddings_refused' })
    const other = createHttpEmbedder({ ...config(), dimensions: 4 }, logger, limits)
    await expect(other.embed(['a'], 'passage')).rejects.toMatchObject({ code: 'embeddings_refused' })
    // Who searches can change neither.
    await expect(other.embed(['a'], 'query')).rejects.toMatchObject({ code: 'embeddings_unavailable' })
    expect(arrived).toHaveLength(3)
  })

  it('is what the configuration says', async () => {
    const env = { EMBEDDINGS_PROVIDER: 'http', EMBEDDINGS_URL: url, EMBEDDINGS_MODEL: 'e', EMBEDDINGS_DIMENSIONS: '3' }
    const { embeddings } = readSettings(env, { logLevel: 'fatal' })
    const embedders = await openEmbedders(embeddings, logger)
    expect(embedders.current).toMatchObject({ provider: 'http', model: 'http:e@3', dimensions: 3, mode: 'semantic' })
    expect(embedders.find('lexical-1')?.provider).toBe('lexical')
    expect(() => readSettings({ EMBEDDINGS_PROVIDER: 'http' }, { logLevel: 'fatal' })).toThrow(
      /EMBEDDINGS_URL.*\n.*EMBEDDINGS_MODEL.*\n.*EMBEDDINGS_DIMENSIONS/,
    )
  })
})

describe('OpenAI', () => {
  const env = () => ({ EMBEDDINGS_PROVIDER: 'openai', OPENAI_API_KEY: 'sk-openai', EMBEDDINGS_URL: url })
  const opened = async (more: Record<string, string> = {}) =>
    (await openEmbedders(readSettings({ ...env(), ...more }, { logLevel: 'fatal' }).embeddings, logger)).current

  it('is asked for its small model, with the key and nothing that it does not know', async () => {
    const answer = { data: [{ index: 0, embedding: vectorOf(0, 1536) }] }
    answers = [(response) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer))]
    const current = await opened()
    expect(current).toMatchObject({ model: 'http:text-embedding-3-small@1536', dimensions: 1536, mode: 'semantic' })
    const [vector] = await current.embed(['férias'], 'query')
    expect(vector).toHaveLength(1536)
    expect(arrived).toMatchObject([{ model: 'text-embedding-3-small', input: ['férias'], key: 'Bearer sk-openai' }])
    expect(arrived[0]).not.toHaveProperty('dimensions')
  })

  it('shortens vectors where others than its own are wanted', async () => {
    const current = await opened({ EMBEDDINGS_MODEL: 'text-embedding-3-large', EMBEDDINGS_DIMENSIONS: '256' })
    expect(current.model).toBe('http:text-embedding-3-large@256')
    expect((await current.embed(['a'], 'passage'))[0]).toHaveLength(256)
    expect(arrived).toMatchObject([{ model: 'text-embedding-3-large', dimensions: 256 }])
  })
})

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 23, 12, 0, 0)
  it.each([
    ['0', 0],
    ['120', 120_000],
    ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
    ['Monday, 23-Nov-26 12:00:30 GMT', 30_000],
    ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
    ['-1', null],
    ['1.5', null],
    ['soon', null],
    ['', null],
    [null, null],
  ])('%s', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms)
  })
})
