import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Config } from '../../../src/config.ts'
import { createOwner, startServer, type TestServer, testConfig } from '../../harness/harness.ts'

const { supabase } = testConfig()

/** What an API with this configuration says to who reaches it as `http://renum.lan:8080`. */
async function said(changes: Partial<Config>, headers: Record<string, string> = {}) {
  const server = await startServer(changes)
  try {
    const { token } = await createOwner()
    const config = await server.request('http://renum.lan:8080/v1/config', { headers })
    const invited = await server.request('http://renum.lan:8080/v1/invitations', {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ email: 'bia@test.example', role: 'user' }),
    })
    const [{ supabase_url }, { link }] = [JSON.parse(await config.text()), JSON.parse(await invited.text())]
    return { supabase_url, link: link.replace(/#.*/, '') }
  } finally {
    await server.close()
  }
}

describe('where people reach an install', () => {
  it('is where they came by, or what RENUM_PUBLIC_URL says', async () => {
    const embedded = { supabase: { ...supabase, throughApi: true } }
    const here = 'http://renum.lan:8080'
    expect(await said(embedded)).toEqual({ supabase_url: here, link: `${here}/invitations` })
    const publicUrl = 'https://example.com/renum'
    expect(await said({ ...embedded, publicUrl })).toEqual({
      supabase_url: publicUrl,
      link: `${publicUrl}/invitations`,
    })
    expect(await said({})).toEqual({ supabase_url: supabase.url, link: `${here}/invitations` })
  })

  it('is https behind a proxy that says so, and is believed', async () => {
    const embedded = { supabase: { ...supabase, throughApi: true } }
    const forwarded = { 'X-Forwarded-Proto': 'https' }
    expect((await said(embedded, forwarded)).supabase_url).toBe('http://renum.lan:8080')
    expect((await said({ ...embedded, trustProxy: 1 }, forwarded)).supabase_url).toBe('https://renum.lan:8080')
  })
})

describe('the way to Auth', () => {
  let gone: TestServer
  beforeAll(async () => {
    gone = await startServer({ supabase: { ...supabase, throughApi: true, url: 'http://127.0.0.1:1' } })
  })
  afterAll(() => gone.close())

  it('says so where Auth does not answer, and is none where Supabase has an address of its own', async () => {
    const headers = { apikey: supabase.key }
    expect(await gone.call('GET', '/auth/v1/settings', { headers })).toMatchObject({
      status: 503,
      body: { code: 'auth_unavailable' },
    })
    const hosted = await startServer()
    expect((await hosted.call('GET', '/auth/v1/settings', { headers })).status).toBe(401)
    await hosted.close()
  })
})
