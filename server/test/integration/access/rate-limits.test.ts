import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../../src/config.ts'
import { newKey } from '../../../src/features/api-keys/key.ts'
import { createApp } from '../../../src/http/app.ts'
import { listen } from '../../../src/start/listen.ts'
import {
  asAdmin,
  createKey,
  createMember,
  createOwner,
  createUser,
  readBody,
  startServer,
  type TestServer,
} from '../../harness/harness.ts'

const limits = (text: string) => readSettings({ RENUM_RATE_LIMITS: text }, { logLevel: 'fatal' }).rateLimits

let server: TestServer
/** Over a socket: from within this process, nobody has an address. */
let url: string
let close: () => Promise<void>
beforeAll(async () => {
  server = await startServer({ rateLimits: limits('read=3,write=2,search=0,guess=2'), trustProxy: 1 })
  const listening = await listen(createApp(server.services).fetch, 0, '127.0.0.1')
  url = `http://127.0.0.1:${listening.port}`
  close = () => listening.close(0)
})
afterAll(async () => {
  await close()
  await server.close()
})

const get = (token: string, path = '/v1/knowledge-bases') => server.call('GET', path, { token })

describe('limits', () => {
  it('count each person and key by itself, and say how the count stands', async () => {
    const owner = await createOwner()
    const first = await get(owner.token)
    expect(first.status).toBe(200)
    expect(first.headers.get('RateLimit-Policy')).toBe('"read";q=3;w=60')
    expect(first.headers.get('RateLimit')).toMatch(/^"read";r=2;t=(60|[1-5]?\d)$/)
    await get(owner.token)
    await get(owner.token)
    const refused = await server.call('GET', '/v1/knowledge-bases', {
      token: owner.token,
      headers: { 'Accept-Language': 'en', 'X-Request-Id': 'meu-pedido' },
    })
    expect(refused.status).toBe(429)
    expect(refused.body).toMatchObject({ code: 'rate_limited', request_id: 'meu-pedido' })
    expect(refused.body.title).toContain('Retry-After')
    const wait = Number(refused.headers.get('Retry-After'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60)
    expect(refused.headers.get('RateLimit')).toMatch(/r=0/)
    expect(refused.headers.get('X-Request-Id')).toBe('meu-pedido')

    const key = await createKey(owner, ['read'])
    expect((await get(key.token)).status).toBe(200)
    expect((await get((await createMember(owner.client_id, 'user')).token)).status).toBe(200)
  })

  it('of a client do not count, and are not told to, who is of it no more', async () => {
    const owner = await createOwner()
    const member = await createMember(owner.client_id, 'admin')
    const key = await createKey(member, ['read'])
    const remaining = async (token: string) => {
      const { status, headers } = await get(token)
      return [status, /"read-client";r=(\d+)/.exec(headers.get('RateLimit') ?? '')?.[1]]
    }
    await get(member.token)
    await get(key.token)
    await asAdmin('delete from client_members where user_id = $1', [member.id])
    expect((await get(member.token)).body.code).toBe('no_client')
    expect((await get(key.token)).status).toBe(401)
    expect(await remaining(member.token)).toEqual([403, undefined])
    expect(await remaining(key.token)).toEqual([401, undefined])
    await get(owner.token)
    // But for one request of the key before, and the one of each by which it was noticed.
    expect(await remaining(owner.token)).toEqual([200, '26'])
  })

  it('are of each kind of request apart, and 0 is none', async () => {
    const owner = await createOwner()
    for (let i = 0; i < 4; i++) await get(owner.token)
    const body = { name: 'B' }
    expect((await server.call('POST', '/v1/knowledge-bases', { token: owner.token, body })).status).toBe(201)
    for (let i = 0; i < 12; i++) {
      const searched = await server.call('POST', '/v1/search', { token: owner.token, body: { query: 'x' } })
      expect(searched.status).toBe(200)
      expect(searched.headers.has('RateLimit')).toBe(false)
    }
  })

  it('count all of a client together, ten times as high', async () => {
    const owner = await createOwner()
    const statuses: number[] = []
    for (let i = 0; i < 11; i++) {
      const { token } = await createKey(owner, ['read'])
      for (let j = 0; j < 3; j++) statuses.push((await get(token)).status)
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(30)
    expect(statuses.slice(30)).toEqual([429, 429, 429])
    expect((await get((await createOwner()).token)).status).toBe(200)
  })

  it('count by address who asks about an invitation without an account', async () => {
    const preview = (address: string) =>
      fetch(`${url}/v1/invitations/preview`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address },
        body: '{"token":"x"}',
      })
    expect([(await preview('198.51.100.7')).status, (await preview('198.51.100.7')).status]).toEqual([404, 404])
    const refused = await preview('198.51.100.7')
    expect([refused.status, Number(refused.headers.get('Retry-After')) > 0]).toEqual([429, true])
    expect((await preview('198.51.100.8')).status).toBe(404)
  })

  it('count what could be guessed by address, as the trusted proxy tells it', async () => {
    const accept = async (address: string) => {
      const { token } = await createUser()
      const response = await fetch(`${url}/v1/invitations/accept`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'X-Forwarded-For': `198.51.100.9, ${address}`,
        },
        body: JSON.stringify({ token: 'x'.repeat(43) }),
      })
      return response.status
    }
    expect([await accept('192.0.2.1'), await accept('192.0.2.1'), await accept('192.0.2.1')]).toEqual([404, 404, 429])
    expect(await accept('192.0.2.2')).toBe(404)
    expect([await accept('::ffff:192.0.2.2'), await accept('::ffff:192.0.2.2')]).toEqual([404, 429])
    // One subscriber has a whole network of IPv6.
    const network = [
      '2001:db8:0:7::1',
      '2001:DB8::7:8000:0:0:2',
      '2001:0db8:0:7:1:2:3:4',
      '2001:db8:0:8::1',
      'fe80::1%eth0',
    ]
    const statuses = []
    for (const address of network) statuses.push(await accept(address))
    expect(statuses).toEqual([404, 404, 429, 404, 404])
  })

  it('count keys that are not known by address too, and known ones not', async () => {
    const foreign = await createOwner()
    const ask = async (token: string) => {
      const headers = { Authorization: `Bearer ${token}`, 'X-Forwarded-For': '192.0.2.7' }
      const response = await fetch(`${url}/v1/knowledge-bases`, { headers })
      return readBody(await response.text()).code ?? response.status
    }
    const known = (await createKey(await createOwner(), ['read'])).token
    expect([await ask(known), await ask(known)]).toEqual([200, 200])
    // Those that turn out to be somebody's were no guesses: many may come from one address.
    for (let i = 0; i < 4; i++) expect(await ask((await createKey(foreign, ['read'])).token)).toBe(200)
    expect([await ask(newKey().key), await ask(newKey().key)]).toEqual(['key_unknown', 'key_unknown'])
    const { token } = await createKey(foreign, ['read'])
    expect(await ask(token)).toBe('rate_limited')
    expect(await ask(known)).toBe(200)
  })
})

describe('a key that nobody has', () => {
  it('gets no count of its own', async () => {
    const counted: string[] = []
    const { rateLimits } = server.services
    const count: typeof rateLimits.count = (limit, subject, id) => {
      counted.push(subject)
      return rateLimits.count(limit, subject, id)
    }
    const app = createApp({ ...server.services, rateLimits: { ...rateLimits, count } })
    const ask = async (token: string) => {
      const headers = { Authorization: `Bearer ${token}` }
      const answers = [
        await app.request('/v1/knowledge-bases', { headers }),
        await app.request('/v1/members', { headers }),
      ]
      return answers.map(({ status }) => status)
    }
    expect((await ask(newKey().key))[0]).toBe(401)
    expect(counted).toEqual([])
    expect((await ask((await createKey(await createOwner(), ['read'])).token))[0]).toBe(200)
    expect(counted).toContain('caller')
  })
})

describe('RENUM_RATE_LIMITS', () => {
  it('changes what it names, and 0 switches all off', () => {
    const usual = readSettings({}, { logLevel: 'fatal' }).rateLimits
    expect(Object.values(usual).every((quota) => quota > 0)).toBe(true)
    expect(limits('search=5, guess=0')).toEqual({ ...usual, search: 5, guess: 0 })
    expect(Object.values(limits('0')).every((quota) => quota === 0)).toBe(true)
    for (const wrong of ['5', 'query=5', 'search=-1', 'search=', 'search=1;read=2']) {
      expect(() => limits(wrong), wrong).toThrow(/RENUM_RATE_LIMITS/)
    }
  })
})
