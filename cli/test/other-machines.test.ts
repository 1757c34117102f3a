import { request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressesOf } from '../src/addresses.ts'
import { caller, freePort, renum, temporaryFolder } from './renum.ts'

/** This machine, as others reach it; undefined where it is in no network. */
const address = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address

describe.skipIf(address === undefined)('an install that other machines reach', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let running: ReturnType<typeof renum>
  let env: Record<string, string>
  let api: string

  beforeAll(async () => {
    folder = await temporaryFolder()
    env = {
      RENUM_DATA_DIR: folder.path,
      PORT: String(await freePort()),
      HOST: '0.0.0.0',
      RENUM_SUPABASE_PORT: String(await freePort()),
      RENUM_DB_PORT: String(await freePort()),
      EMBEDDINGS_PROVIDER: 'lexical',
    }
    running = renum(['start'], env)
    api = `http://${address}:${env.PORT}`
    await running.says('Ctrl\\+C')
  }, 120_000)
  afterAll(async () => {
    running.child.kill('SIGTERM')
    await running.exit
    await folder.remove()
  })

  const config = async (at = api) => JSON.parse(await (await fetch(`${at}/v1/config`)).text())
  const supabase = async () => {
    const { supabase_url, supabase_key } = await config()
    return createClient(supabase_url, supabase_key, { auth: { persistSession: false } })
  }

  it('says every address that it has, and no other port of it is open', async () => {
    for (const url of addressesOf('0.0.0.0', Number(env.PORT))) {
      expect(running.stdout()).toContain(url)
      // Who asks on this machine reaches Supabase itself.
      const local = /^(localhost|127\.)/.test(new URL(url).hostname)
      expect((await config(url)).supabase_url).toBe(local ? `http://127.0.0.1:${env.RENUM_SUPABASE_PORT}` : url)
    }
    for (const port of [env.RENUM_SUPABASE_PORT, env.RENUM_DB_PORT]) {
      await expect(fetch(`http://${address}:${port}/`)).rejects.toThrow('fetch failed')
    }
  })

  it('lets people sign up, sign in and ask for a mail there', { timeout: 60_000 }, async () => {
    const account = { email: 'ana@test.example', password: 'uma-senha-comprida' }
    expect((await (await supabase()).auth.signUp(account)).error).toBeNull()
    const there = await supabase()
    const { data, error } = await there.auth.signInWithPassword(account)
    expect(error).toBeNull()
    const call = caller(api, data.session?.access_token ?? '')
    expect(await call('POST', '/v1/clients', { name: 'Aurora' })).toMatchObject({ name: 'Aurora' })
    const invited = await call('POST', '/v1/invitations', { email: 'bia@test.example', role: 'user' })
    expect(invited.link).toMatch(`${api}/invitations#`)
    expect((await there.auth.refreshSession()).error).toBeNull()
    expect((await there.auth.resetPasswordForEmail(account.email)).error).toBeNull()
    await expect.poll(() => running.stderr()).toContain(`${api}/password#token_hash=`)
    const [, token_hash = ''] = /\/password#token_hash=([^&\s]+)/.exec(running.stderr()) ?? []
    expect((await fetch(`${api}/password`)).status).toBe(200)
    const opened = await (await supabase()).auth.verifyOtp({ token_hash, type: 'recovery' })
    expect([opened.error, opened.data.user?.email]).toEqual([null, account.email])
  })

  it('keeps the rules of Auth’s own port, and counts by the caller’s address', { timeout: 60_000 }, async () => {
    const { supabase_key: apikey } = await config()
    const email = 'carla@test.example'
    await (await supabase()).auth.signUp({ email, password: 'uma-senha-comprida' })
    const ask = (base: string, path: string, body: object, headers: Record<string, string> = {}) =>
      fetch(`${base}/auth/v1/${path}`, {
        method: 'POST',
        headers: { apikey, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
    const statuses = []
    for (let tried = 0; tried < 12; tried += 1) {
      const guess = { email, password: `uma-senha-errada-${tried}` }
      const forged = { 'x-forwarded-for': `203.0.113.${tried}`, 'x-renum-proxy': apikey }
      statuses.push((await ask(api, 'token?grant_type=password', guess, forged)).status)
    }
    expect(statuses.slice(-2)).toEqual([429, 429])
    // From another address, which is this machine's own, the right password is none too late.
    const right = { email, password: 'uma-senha-comprida' }
    expect((await ask(`http://127.0.0.1:${env.PORT}`, 'token?grant_type=password', right)).status).toBe(200)
    expect((await ask(api, 'token?grant_type=password', right)).status).toBe(429)

    expect((await fetch(`${api}/auth/v1/admin/users`, { headers: { apikey } })).status).toBe(401)
    expect((await fetch(`${api}/auth/v1/health`, { method: 'HEAD', headers: { apikey } })).status).toBe(405)
    expect((await ask(api, 'signup', right, { apikey: '' })).status).toBe(401)
    for (const path of ['/rest/v1/', '/storage/v1/bucket', '/auth/v1/%2e%2e/rest/v1/', '/auth/v1/..%2frest/v1/']) {
      expect([401, 404], path).toContain((await fetch(api + path, { headers: { apikey } })).status)
    }
  })

  it('reads no body that Auth would not take', { timeout: 60_000 }, async () => {
    const { supabase_key: apikey } = await config()
    const sent = await new Promise<{ status: number; megabytes: number }>((resolve) => {
      const piece = Buffer.alloc(1024 * 1024, 'a')
      let [status, megabytes] = [0, 0]
      const asked = request(`${api}/auth/v1/signup`, { method: 'POST', headers: { apikey } }, (response) => {
        status = response.statusCode ?? 0
        response.resume()
        asked.destroy()
      })
      asked.on('error', () => {}).on('close', () => resolve({ status, megabytes }))
      const more = () => {
        while (status === 0 && megabytes < 200 && !asked.destroyed) {
          megabytes += 1
          if (!asked.write(piece)) return void asked.once('drain', more)
        }
      }
      more()
    })
    expect(sent.status).toBe(413)
    expect(sent.megabytes).toBeLessThan(50)
    expect((await fetch(`${api}/healthz`)).status).toBe(200)
  })
})
