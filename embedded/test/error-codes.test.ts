import { createHmac } from 'node:crypto'
import { isAuthError, StorageApiError } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Stack } from '../src/public.ts'
import { start, supabase, temporaryFolder } from './support.ts'

/**
 * What supabase-js reads where something is refused: the codes are those of supabase/auth (internal/api/apierrors) and
 * supabase/storage (src/internal/errors), as docs/supabase.md promises but for its table.
 */
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let stack: Stack
beforeAll(async () => {
  folder = await temporaryFolder()
  stack = await start(folder.path)
  const { error } = await admin().storage.createBucket('small', {
    public: false,
    fileSizeLimit: 100,
    allowedMimeTypes: ['text/plain'],
  })
  expect(error).toBeNull()
})
afterAll(async () => {
  await stack.stop()
  await folder.remove()
})

const admin = () => supabase(stack.connection, stack.connection.secret_key)
const anonymous = () => supabase(stack.connection)
const password = 'a long password'

let people = 0
async function person() {
  const email = `code-${people++}@example.com`
  const client = anonymous()
  const { data, error } = await client.auth.signUp({ email, password })
  if (error || !data.session) throw error ?? new Error('no session')
  return { client, email, session: data.session }
}

function of({ error }: { error: unknown }): string {
  if (!isAuthError(error)) throw new Error(`no error of Auth: ${error}`)
  return `${error.status} ${error.code}`
}

describe('Auth', () => {
  test('at sign-up', async () => {
    const { email } = await person()
    const signUp = async (credentials: object) =>
      of(await anonymous().auth.signUp({ email: 'new@example.com', password, ...credentials }))
    expect(await signUp({ password: 'abc' })).toBe('422 weak_password')
    expect(await signUp({ password: 'a'.repeat(73) })).toBe('400 validation_failed')
    expect(await signUp({ email: 'no address' })).toBe('400 validation_failed')
    expect(await signUp({ email })).toBe('422 user_already_exists')
    expect(of(await anonymous().auth.signUp({ phone: '+5511999999999', password }))).toBe('400 phone_provider_disabled')
    expect(of(await anonymous().auth.signInAnonymously())).toBe('422 anonymous_provider_disabled')
  })

  test('at a sign-in', async () => {
    const { email } = await person()
    const signIn = async (credentials: object) =>
      of(await anonymous().auth.signInWithPassword({ email, password, ...credentials }))
    expect(await signIn({ password: 'wrong' })).toBe('400 invalid_credentials')
    expect(await signIn({ email: 'nobody@example.com' })).toBe('400 invalid_credentials')
    const { auth } = anonymous()
    expect(of(await auth.signInWithPassword({ phone: '+5511999999999', password }))).toBe('422 phone_provider_disabled')
    expect(of(await auth.signInWithOtp({ phone: '+5511999999999' }))).toBe('400 phone_provider_disabled')
    const without = { email: 'nobody@example.com', options: { shouldCreateUser: false } }
    expect(of(await auth.signInWithOtp(without))).toBe('422 otp_disabled')
    for (const type of ['magiclink', 'recovery', 'signup', 'email_change'] as const) {
      expect(of(await auth.verifyOtp({ email, token: '000000', type }))).toBe('403 otp_expired')
    }
    expect(of(await auth.verifyOtp({ token_hash: 'nonsense', type: 'email' }))).toBe('403 otp_expired')
  })

  test('of a session', async () => {
    const { client, email, session } = await person()
    expect(of(await client.auth.updateUser({ password: 'abc' }))).toBe('422 weak_password')
    expect(of(await client.auth.updateUser({ password }))).toBe('422 same_password')
    const other = await person()
    expect(of(await other.client.auth.updateUser({ email }))).toBe('422 email_exists')
    expect(of(await client.auth.getUser('a.b.c'))).toBe('403 bad_jwt')

    const refresh = async (refresh_token: string) => anonymous().auth.refreshSession({ refresh_token })
    const second = (await refresh(session.refresh_token)).data.session
    expect((await refresh(second?.refresh_token ?? '')).error).toBeNull()
    expect(of(await refresh(session.refresh_token))).toBe('400 refresh_token_already_used')

    expect((await other.client.auth.signOut({ scope: 'global' })).error).toBeNull()
    expect(of(await refresh(other.session.refresh_token))).toBe('400 refresh_token_not_found')
    const gone = await fetch(`${stack.connection.supabase_url}/auth/v1/user`, {
      headers: { apikey: stack.connection.publishable_key, authorization: `Bearer ${other.session.access_token}` },
    })
    expect([gone.status, await gone.json()]).toMatchObject([403, { error_code: 'session_not_found' }])
  })

  test('of a limit, for guesses and for mails', async () => {
    const { auth } = anonymous()
    const guess = () => auth.signInWithPassword({ email: 'guessed@example.com', password: 'wrong' })
    for (let i = 0; i < 10; i++) await guess()
    expect(of(await guess())).toBe('429 over_request_rate_limit')
    const { email } = await person()
    const mail = () => auth.resetPasswordForEmail(email)
    for (let i = 0; i < 10; i++) await mail()
    expect(of(await mail())).toBe('429 over_email_send_rate_limit')
  })

  test('without the right key', async () => {
    expect(of(await anonymous().auth.admin.listUsers())).toBe('401 no_authorization')
    const { session } = await person()
    const { supabase_url, publishable_key } = stack.connection
    const ask = async (apikey: string) => {
      const response = await fetch(`${supabase_url}/auth/v1/admin/users`, {
        headers: { apikey, authorization: `Bearer ${session.access_token}` },
      })
      return [response.status, await response.json()]
    }
    expect(await ask(publishable_key)).toMatchObject([403, { error_code: 'not_admin' }])
    const wrong = await fetch(`${supabase_url}/auth/v1/signup`, { method: 'POST', headers: { apikey: 'sb_wrong' } })
    expect([wrong.status, await wrong.json()]).toMatchObject([401, { message: 'Invalid API key' }])
    expect(of(await admin().auth.admin.getUserById(crypto.randomUUID()))).toBe('404 user_not_found')
  })
})

describe('Storage', () => {
  /** The status that is in the body, which is 400 on the wire. */
  function refusalOf({ error }: { error: unknown }): string {
    if (!(error instanceof StorageApiError)) throw new Error(`no error of Storage: ${error}`)
    return `${error.statusCode} ${error.message}`
  }
  const files = (client = admin()) => client.storage.from('small')
  const at = (path: string, init: RequestInit = {}) =>
    fetch(`${stack.connection.supabase_url}/storage/v1${path}`, init).then(async (response) => {
      const { statusCode, error }: Record<string, unknown> = JSON.parse(await response.text())
      return `${response.status} ${statusCode} ${error}`
    })

  test('of what is not there, or there already', async () => {
    expect(refusalOf(await admin().storage.getBucket('none'))).toBe('404 Bucket not found')
    expect(refusalOf(await admin().storage.createBucket('small', { public: false }))).toMatch(/^409 /)
    expect(refusalOf(await admin().storage.from('none').upload('a.txt', 'x'))).toBe('404 Bucket not found')
    expect(refusalOf(await files().info('none.txt'))).toBe('404 Object not found')
    expect(refusalOf(await files().createSignedUrl('none.txt', 60))).toBe('404 Object not found')
    expect(refusalOf(await files().move('none.txt', 'b.txt'))).toBe('404 Object not found')
    expect((await files().upload('a.txt', 'x', { contentType: 'text/plain' })).error).toBeNull()
    expect(refusalOf(await files().upload('a.txt', 'x', { contentType: 'text/plain' }))).toMatch(/^409 /)
    expect(refusalOf(await admin().storage.deleteBucket('small'))).toMatch(/^409 /)
  })

  test('of what a bucket does not take, and from whom', async () => {
    const large = await files().upload('l.txt', 'x'.repeat(101), { contentType: 'text/plain' })
    expect(refusalOf(large)).toMatch(/^413 /)
    expect(refusalOf(await files().upload('h.html', 'x', { contentType: 'text/html' }))).toMatch(/^415 /)
    const { client } = await person()
    for (const who of [client, anonymous()]) {
      expect(refusalOf(await files(who).upload('x.txt', 'x', { contentType: 'text/plain' }))).toMatch(/^403 /)
    }
  })

  test('of a signed URL that is no good', async () => {
    expect((await files().upload('s.txt', 'signed', { contentType: 'text/plain' })).error).toBeNull()
    const { data } = await files().createSignedUrl('s.txt', 60)
    const path = (data?.signedUrl ?? '').split('/storage/v1')[1] ?? ''
    expect(await at(path.replace('s.txt', 'other.txt'))).toBe('400 400 InvalidSignature')
    expect(await at(path.slice(0, -3))).toBe('400 400 InvalidJWT')
    expect(await at(path.replace(/token=.*/, 'token=nonsense'))).toBe('400 400 InvalidJWT')
    expect(await at(path.replace(/\?.*/, ''))).toBe('400 400 InvalidRequest')
    const expired = sign({ url: 'small/s.txt', exp: Math.floor(Date.now() / 1000) - 1 })
    for (const [method, to] of [
      ['GET', `/object/sign/small/s.txt?token=${expired}`],
      ['PUT', `/object/upload/sign/small/s.txt?token=${expired}`],
    ] as const) {
      const headers = { apikey: stack.connection.publishable_key }
      expect(await at(to, { method, headers, body: method === 'PUT' ? 'x' : null })).toBe('400 400 InvalidJWT')
    }
    const head = await fetch(`${stack.connection.supabase_url}/storage/v1${path.slice(0, -3)}`, { method: 'HEAD' })
    expect(head.status).toBe(400)
  })

  test('of a session that has expired or is forged, but where none is asked for', async () => {
    const expired = sign({ role: 'authenticated', sub: crypto.randomUUID(), exp: Math.floor(Date.now() / 1000) - 1 })
    expect((await files().upload('e.txt', 'x', { contentType: 'text/plain' })).error).toBeNull()
    const { data } = await files().createSignedUrl('e.txt', 60)
    for (const token of [expired, `${expired.slice(0, -2)}AA`, 'nonsense']) {
      const headers = { apikey: stack.connection.publishable_key, authorization: `Bearer ${token}` }
      expect(await at('/object/small/e.txt', { headers })).toBe('400 403 Unauthorized')
      expect(await at('/object/small/n.txt', { method: 'POST', headers, body: 'x' })).toBe('400 403 Unauthorized')
      expect(await at('/object/public/small/e.txt', { headers })).toBe('400 404 Bucket not found')
      expect((await fetch(data?.signedUrl ?? '', { headers })).status).toBe(200)
    }
  })

  /** As Auth and Storage sign. */
  function sign(claims: object): string {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
    const signature = createHmac('sha256', stack.connection.jwt_secret).update(signed).digest('base64url')
    return `${signed}.${signature}`
  }
})
