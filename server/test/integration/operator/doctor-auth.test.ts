import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { SupabaseConfig } from '../../../src/config.ts'
import { examineAuth } from '../../../src/doctor/examine-auth.ts'
import { asAdmin } from '../../harness/harness.ts'

const secret = 'the shared secret of this self-hosted one'
const anotherSecret = 'the shared secret of another self-hosted one'
const keyOf = (role: string, signedWith = secret) =>
  new SignJWT({ role }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1h').sign(encoded(signedWith))
const encoded = (text: string) => new TextEncoder().encode(text)

/** What a Supabase behind its gateway answers: a self-hosted one with older keys, or a hosted one with today's. */
interface Answers {
  publishable: string
  secret: string
  keys: object[]
  /** Undefined: an Auth too old to say it. */
  issuer: string | undefined
  jwksNeedsKey: boolean
}

let answers: Answers
let server: Server
let url: string
let supabase: SupabaseConfig
const written: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.method !== 'GET') written.push(`${request.method} ${request.url}`)
    const { status, body } = answer(request.url ?? '', request.headers.apikey)
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

function answer(path: string, key: unknown): { status: number; body: object } {
  const known = key === answers.publishable || key === answers.secret
  const unauthorized = { status: 401, body: { message: 'Invalid API key' } }
  if (path === '/auth/v1/.well-known/jwks.json') {
    return answers.jwksNeedsKey && !known ? unauthorized : { status: 200, body: { keys: answers.keys } }
  }
  if (!known) return unauthorized
  if (path === '/auth/v1/settings') return { status: 200, body: { disable_signup: false } }
  if (path.startsWith('/auth/v1/admin/users/')) {
    const notFound = { code: 404, error_code: 'user_not_found', msg: 'User not found' }
    return key === answers.secret ? { status: 404, body: notFound } : { status: 403, body: { error_code: 'not_admin' } }
  }
  if (path === '/auth/v1/.well-known/openid-configuration' && answers.issuer !== undefined) {
    return { status: 200, body: { issuer: answers.issuer } }
  }
  return { status: 404, body: {} }
}

beforeEach(async () => {
  const [key, serviceKey] = await Promise.all([keyOf('anon'), keyOf('service_role')])
  answers = { publishable: key, secret: serviceKey, keys: [], issuer: `${url}/auth/v1`, jwksNeedsKey: true }
  supabase = { url, key, serviceKey, jwtSecret: secret, dbUrl: '', dbDirectUrl: '' }
})

async function publishKey(): Promise<void> {
  const { publicKey } = await generateKeyPair('ES256')
  answers.keys = [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }]
}

describe('the examination of Auth', () => {
  it('finds nothing wrong with a self-hosted one, whether it says an issuer, none, or nothing about it', async () => {
    for (const issuer of [`${url}/auth/v1`, '', undefined]) {
      answers.issuer = issuer
      expect(await examineAuth(supabase)).toMatchObject({ status: 'ok' })
    }
    expect(written).toEqual([])
  })

  it('finds nothing wrong with a hosted one, whose keys say what they are', async () => {
    await publishKey()
    Object.assign(answers, { publishable: 'sb_publishable_x', secret: 'sb_secret_x' })
    const hosted = { ...supabase, key: 'sb_publishable_x', serviceKey: 'sb_secret_x', jwtSecret: null }
    expect(await examineAuth(hosted)).toMatchObject({ status: 'ok' })
  })

  it('finds nothing wrong with the one that the tests run on, and leaves nothing there', async () => {
    const count = async () => (await asAdmin('select id from auth.users')).length
    const before = await count()
    expect(await examineAuth(inject('environment').supabase)).toEqual({
      status: 'ok',
      text: expect.objectContaining({ en: expect.stringContaining('issuer http') }),
    })
    expect(await count()).toBe(before)
  })

  it.each<[string, () => Partial<SupabaseConfig> | Promise<Partial<SupabaseConfig>>, RegExp]>([
    ['the secret of another project', () => ({ jwtSecret: anotherSecret }), /not the secret that signed SUPABASE_KEY/],
    [
      'a publishable key of another project',
      async () => ({ key: await keyOf('anon', anotherSecret) }),
      /SUPABASE_KEY.*HTTP 401/,
    ],
    [
      'a secret key of another project',
      async () => ({ serviceKey: await keyOf('service_role', anotherSecret) }),
      /SUPABASE_SERVICE_KEY.*HTTP 401/,
    ],
    ['swapped keys', () => ({ key: supabase.serviceKey, serviceKey: supabase.key }), /swapped/],
    ['the publishable key twice', () => ({ serviceKey: supabase.key }), /is the publishable/],
    [
      'swapped keys that say nothing of themselves',
      () => {
        Object.assign(answers, { publishable: 'opaque-one', secret: 'opaque-two' })
        return { key: 'opaque-two', serviceKey: 'opaque-one' }
      },
      /swapped/,
    ],
    ['no secret where no keys are published', () => ({ jwtSecret: null }), /SUPABASE_JWT_SECRET is not set/],
    [
      'a custom domain that the tokens name',
      () => {
        answers.issuer = 'https://auth.example.com/auth/v1'
        return {}
      },
      /SUPABASE_JWT_ISSUER=https:\/\/auth\.example\.com\/auth\/v1$/,
    ],
    [
      'tokens without an issuer where the setting names one',
      () => {
        answers.issuer = ''
        return { issuers: ['https://auth.example.com/auth/v1'] }
      },
      /SUPABASE_JWT_ISSUER=none$/,
    ],
    [
      'tokens without an issuer, signed with a published key',
      async () => {
        await publishKey()
        answers.issuer = ''
        return {}
      },
      /SUPABASE_JWT_ISSUER=none$/,
    ],
    ['the URL of something else', () => ({ url: `${url}/elsewhere` }), /HTTP 404|HTTP 401/],
  ])('is red for %s', async (_, broken, words) => {
    const given = { ...supabase, ...(await broken()) }
    const { status, text } = await examineAuth(given)
    expect(text.en).toMatch(words)
    expect(status).toBe('failed')
    expect(text.pt).not.toBe(text.en)
    for (const hidden of [given.key, given.serviceKey, given.jwtSecret]) {
      if (hidden) expect(text.en).not.toContain(hidden)
    }
  })

  it('says what to set, and that is right', async () => {
    answers.issuer = 'https://auth.example.com/auth/v1'
    expect(await examineAuth({ ...supabase, issuers: [answers.issuer] })).toMatchObject({ status: 'ok' })
    expect(await examineAuth({ ...supabase, publicUrl: 'https://auth.example.com' })).toMatchObject({ status: 'ok' })
  })
})
