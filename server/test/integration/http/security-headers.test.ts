import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../../src/config.ts'
import { createApp } from '../../../src/http/app.ts'
import { HostError, listen } from '../../../src/start/listen.ts'
import { createOwner, startServer, type TestServer } from '../../harness/harness.ts'

const page = 'https://app.example.com'
let server: TestServer
let open: TestServer
let token: string
beforeAll(async () => {
  server = await startServer()
  open = await startServer({ corsOrigins: [page], publicUrl: 'https://renum.example.com' })
  token = (await createOwner()).token
})
afterAll(async () => {
  await server.close()
  await open.close()
})

describe('pages of other origins', () => {
  const preflight = (at: TestServer, origin: string) =>
    at.request('/v1/search', {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization',
      },
    })

  it('are let in by their exact origin, without credentials of the browser', async () => {
    const asked = await preflight(open, page)
    expect(asked.status).toBe(204)
    expect(asked.headers.get('Access-Control-Allow-Origin')).toBe(page)
    expect(asked.headers.get('Access-Control-Allow-Headers')).toContain('Authorization')
    expect(asked.headers.get('Access-Control-Allow-Headers')).toContain('Idempotency-Key')
    expect(asked.headers.has('Access-Control-Allow-Credentials')).toBe(false)
    const answer = await open.call('GET', '/v1/me', { token, headers: { Origin: page } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(page)
    const exposed = answer.headers.get('Access-Control-Expose-Headers') ?? ''
    for (const name of ['Retry-After', 'RateLimit', 'X-Request-Id', 'Location', 'ETag']) expect(exposed).toContain(name)
    expect(answer.headers.get('Vary')).toContain('Origin')
    // A page can read what is wrong, too.
    const refused = await open.call('GET', '/v1/me', { headers: { Origin: page } })
    expect([refused.status, refused.headers.get('Access-Control-Allow-Origin')]).toEqual([401, page])
  })

  it.each(['https://app.example.com.evil.example', 'https://app.example.com:444', 'http://app.example.com', 'null'])(
    'are not let in from %s',
    async (origin) => {
      expect((await preflight(open, origin)).headers.has('Access-Control-Allow-Origin')).toBe(false)
      const answer = await open.call('GET', '/v1/me', { token, headers: { Origin: origin } })
      expect(answer.headers.has('Access-Control-Allow-Origin')).toBe(false)
    },
  )

  it('are not let in at all, unless somebody says so', async () => {
    expect((await preflight(server, page)).headers.has('Access-Control-Allow-Origin')).toBe(false)
  })

  it('are named exactly', () => {
    const read = (text: string) => readSettings({ RENUM_CORS_ORIGINS: text }, { logLevel: 'fatal' }).corsOrigins
    expect(read('https://a.example, http://localhost:5173')).toEqual(['https://a.example', 'http://localhost:5173'])
    for (const wrong of ['*', 'a.example', 'https://a.example/', 'https://*.example', 'https://a.example/x']) {
      expect(() => read(wrong), wrong).toThrow(/RENUM_CORS_ORIGINS/)
    }
  })
})

describe('every answer', () => {
  it.each(['/healthz', '/v1/config', '/v1/me', '/docs', '/nowhere', '/openapi.json'])(
    'of %s is protected',
    async (path) => {
      const { headers } = await server.request(path, {})
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(headers.get('X-Frame-Options')).toBe('DENY')
      expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('X-Request-Id')).toMatch(/^[\w-]{36}$/)
      expect(headers.has('Strict-Transport-Security')).toBe(false)
      expect((await open.request(path, {})).headers.get('Strict-Transport-Security')).toMatch(/^max-age=\d+$/)
    },
  )

  it('lets /docs run its own scripts, and nothing else any', async () => {
    const policy = async (path: string) => (await server.request(path, {})).headers.get('Content-Security-Policy')
    expect(await policy('/docs')).toContain("script-src 'self'")
    expect(await policy('/v1/config')).toContain("default-src 'none'")
    expect(await policy('/v1/config')).not.toContain('script-src')
  })

  it('to somebody who is signed in is kept by nobody', async () => {
    const { headers } = await server.call('GET', '/v1/me', { token })
    expect(headers.get('Cache-Control')).toBe('no-store')
  })

  it('repeats the id of its request, in a problem’s body too, or makes one', async () => {
    const headers = { 'X-Request-Id': 'pedido-1' }
    const ok = await server.call('GET', '/v1/me', { token, headers })
    expect(ok.headers.get('X-Request-Id')).toBe('pedido-1')
    for (const [method, path, body] of [
      ['GET', '/nowhere', undefined],
      ['GET', '/v1/documents/x', undefined],
      ['PUT', '/v1/me', undefined],
      ['POST', '/v1/search', '{'],
      ['POST', '/v1/search', JSON.stringify({ query: 'x'.repeat(1_100_000) })],
    ] as const) {
      const answer = await server.call(method, path, { token, headers, body })
      expect(answer.status, path).toBeGreaterThanOrEqual(400)
      expect(answer.headers.get('X-Request-Id')).toBe('pedido-1')
      expect(answer.body.request_id).toBe('pedido-1')
    }
    const forged = await server.call('GET', '/nowhere', { headers: { 'X-Request-Id': 'a<script>' } })
    expect(forged.body.request_id).toMatch(/^[\w-]{36}$/)
  })
})

describe('HOST', () => {
  const host = (env: Record<string, string>) => readSettings(env, { logLevel: 'fatal' }).host
  const supabase = {
    SUPABASE_URL: 'http://127.0.0.1:1',
    SUPABASE_KEY: 'k',
    SUPABASE_SERVICE_KEY: 's',
    SUPABASE_DB_URL: 'postgresql://127.0.0.1/x',
  }

  it('is this machine alone for a trial, whatever its port, and every interface where a Supabase is named', () => {
    expect(host({})).toBe('127.0.0.1')
    expect(host({ PORT: '3000' })).toBe('127.0.0.1')
    expect(host(supabase)).toBeNull()
    expect(host({ HOST: '::1', PORT: '3000', ...supabase })).toBe('::1')
    expect(() => host({ HOST: 'http://x' })).toThrow(/HOST/)
  })

  it('is where the API listens, or why it does not start', async () => {
    const listening = await listen(createApp(server.services).fetch, 0, '127.0.0.1')
    const status = await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port: listening.port, path: '/healthz' }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end()
    })
    expect(status).toBe(200)
    await listening.close(0)
    await expect(listen(createApp(server.services).fetch, 0, '192.0.2.1')).rejects.toThrow(HostError)
  })
})
