import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer, testConfig } from '../../harness/harness.ts'

const { supabase } = testConfig()
let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const open = async (path: string, language = 'pt-BR,pt;q=0.9,en;q=0.8') => {
  const response = await server.request(path, { headers: { 'Accept-Language': language } })
  return { response, html: await response.text() }
}
const namesIn = (text: string, pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, name]) => name))

describe.each(['/invitations', '/password'])('the page %s', (path) => {
  it('is in the language of who opens it', async () => {
    const [pt, en] = [await open(path), await open(path, 'en-GB,en;q=0.9,pt;q=0.5')]
    expect([pt.response.status, pt.response.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=UTF-8'])
    expect(pt.html).toContain('<html lang="pt-BR">')
    expect(en.html).toContain('<html lang="en">')
    expect([pt.html.includes('Senha'), en.html.includes('Senha')]).toEqual([true, false])
    expect([pt.html.includes('Password'), en.html.includes('Password')]).toEqual([false, true])
  })

  it('runs nothing but our script, is framed by nobody, and sends no form by itself', async () => {
    const { response, html } = await open(path)
    expect(response.headers.get('Content-Security-Policy')?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `connect-src 'self' ${new URL(supabase.url).origin}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ])
    expect(response.headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|\bon\w+=|style=|(src|href)="(\/|\w+:)/)
    for (const [, file] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      const { status, headers } = await server.call('HEAD', `/${file}`)
      expect([file, status, headers.get('X-Content-Type-Options')]).toEqual([file, 200, 'nosniff'])
    }
    expect((await server.request('/pages/account-page.ts', {})).status).toBe(404)
  })

  it('can be used with a keyboard and a screen reader', async () => {
    const { html } = await open(path)
    expect(html.match(/<h1>/g)).toHaveLength(1)
    expect(html).toMatch(/<title>Renum: \S+<\/title>/)
    expect(html).toContain('role="status"')
    const inputs = [...html.matchAll(/<input id="([^"]+)"[^>]*>/g)]
    expect(inputs.length).toBeGreaterThan(0)
    for (const [tag, id] of inputs) {
      expect(html).toContain(`<label for="${id}">`)
      expect(tag).toMatch(/autocomplete="[\w-]+"/)
      const described = /aria-describedby="([^"]+)"/.exec(tag)?.[1]
      if (described !== undefined) expect(html).toContain(`id="${described}"`)
    }
  })

  it('has every text that its script says, and every part that it looks for', async () => {
    const { html } = await open(path)
    const script = await (await server.request('/pages/account.js', {})).text()
    const known = /const known = \{([^}]*)\}/.exec(script)?.[1] ?? ''
    const said = [...namesIn(script, /\btext\('(\w+)'\)/g), ...namesIn(known, /: '(\w+)'/g)]
    expect(said.length).toBeGreaterThan(10)
    for (const name of said) expect(html).toContain(`id="text-${name}"`)
  })
})

it('goes to the Auth that the API stands in front of', async () => {
  const embedded = await startServer({ supabase: { ...supabase, throughApi: true } })
  const response = await embedded.request('http://renum.lan:8080/password', {})
  expect(response.headers.get('Content-Security-Policy')).toContain("connect-src 'self' http://renum.lan:8080;")
  await embedded.close()
})
