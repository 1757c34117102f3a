// The server's part in the web app: which addresses are its, what may run on them, and what is sent how. What the app does, the lane
// `web` tries in a browser.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer, testConfig } from '../../harness/harness.ts'

const { supabase } = testConfig()
const script = 'export const renum = 1 // once more, once more, once more, once more'
let folder: string
let server: TestServer
let without: TestServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'renum-web-'))
  await mkdir(join(folder, 'assets'))
  await mkdir(join(folder, 'samples'))
  const tag = '<script type="module" src="/assets/index-1.js" nonce="__CSP_NONCE__"></script>'
  await writeFile(join(folder, 'index.html'), `<!doctype html><title>Renum</title>${tag}`)
  await writeFile(join(folder, 'assets/index-1.js'), script)
  await writeFile(join(folder, 'assets/index-1.js.gz'), gzipSync(script))
  await writeFile(join(folder, 'samples/index.json'), '[]')
  await writeFile(join(folder, 'secret.txt'), 'none of the app’s')
  server = await startServer({ webApp: folder })
  without = await startServer({ webApp: join(folder, 'missing') })
})
afterAll(async () => {
  await server.close()
  await without.close()
  await rm(folder, { recursive: true })
})

const html = { Accept: 'text/html,*/*;q=0.8' }

describe('the web app', () => {
  it.each(['/', '/sign-in', '/sign-up', '/password', '/invitations', '/welcome', '/c/some-client/documents/some-id'])(
    'is what a browser gets at %s',
    async (path) => {
      const response = await server.request(path, { headers: html })
      expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=UTF-8'])
      expect(response.headers.get('Cache-Control')).toBe('no-store')
      expect(await response.text()).toContain('<title>Renum</title>')
    },
  )

  it('leaves the API and the reference where they were', async () => {
    expect((await server.request('/', { headers: { Accept: '*/*' } })).status).toBe(401)
    expect((await server.call('GET', '/v1/me')).body.code).toBe('unauthenticated')
    expect((await server.call('GET', '/v1/config')).status).toBe(200)
    expect((await server.request('/docs', { headers: html })).status).toBe(200)
  })

  it('runs nothing but what came from here, and asks nobody but this server and its Supabase', async () => {
    const [one, two] = await Promise.all(['/', '/'].map((path) => server.request(path, { headers: html })))
    const policy = one?.headers.get('Content-Security-Policy')?.split('; ') ?? []
    expect(policy[0]).toBe("default-src 'none'")
    expect(policy).toContain(`connect-src 'self' ${new URL(supabase.url).origin}`)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy.join()).not.toMatch(/unsafe-(inline|eval)|https?:\/\/\*/)
    const [, nonce] = /'nonce-([^']+)'/.exec(policy.join()) ?? []
    expect(nonce?.length).toBeGreaterThan(20)
    expect(await one?.text()).toContain(`nonce="${nonce}"`)
    expect(two?.headers.get('Content-Security-Policy')).not.toContain(nonce)
  })

  it('has files that are kept for ever, compressed for whoever takes that', async () => {
    const plain = await server.request('/assets/index-1.js', {})
    expect([plain.status, await plain.text(), plain.headers.get('Content-Encoding')]).toEqual([200, script, null])
    expect(plain.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    expect(plain.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
    expect(plain.headers.get('X-Content-Type-Options')).toBe('nosniff')
    const packed = await server.request('/assets/index-1.js', { headers: { 'Accept-Encoding': 'br;q=0, gzip' } })
    expect([packed.headers.get('Content-Encoding'), packed.headers.get('Vary')]).toEqual(['gzip', 'Accept-Encoding'])
    expect(gunzipSync(await packed.arrayBuffer()).toString()).toBe(script)
    const refused = await server.request('/assets/index-1.js', { headers: { 'Accept-Encoding': 'gzip;q=0' } })
    expect(refused.headers.get('Content-Encoding')).toBeNull()
    const again = await server.request('/assets/index-1.js', {
      headers: { 'If-None-Match': plain.headers.get('ETag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  it.each(['/assets/..%2Fsecret.txt', '/assets/%2e%2e%2fsecret.txt', '/samples/..%2fsecret.txt', '/assets/secret.txt'])(
    'gives no other file of the machine: %s',
    async (path) => {
      expect((await server.request(path, {})).status).toBe(404)
    },
  )

  it('leaves its places to the pages that stand in for it where it is not built', async () => {
    const start = await without.request('/', { headers: html, redirect: 'manual' })
    expect([start.status, start.headers.get('Location')]).toEqual([302, 'docs'])
    expect(await (await without.request('/password', { headers: html })).text()).toContain('pages/account.js')
    expect((await without.request('/sign-in', { headers: html })).status).toBe(401)
  })
})
