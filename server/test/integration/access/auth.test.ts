import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { configRoutes } from '../../../src/http/routes/system/config.ts'
import { logRefusals } from '../../../src/providers/auth/refused-tokens.ts'
import { createTokenVerifier } from '../../../src/providers/auth/verify-token.ts'
import { createUser, readBody, startServer, type TestServer, tokenFor } from '../../harness/harness.ts'
import { earlyBird } from '../../harness/test-environment.ts'

const user = randomUUID()
const publishable = 'sb_publishable_test'

/** Publishes keys as a Supabase project does. */
let published: JWK[] = []
let keyServer: Server
let url: string
beforeAll(async () => {
  keyServer = createServer((request, response) => {
    const known = request.url === '/auth/v1/.well-known/jwks.json'
    response.writeHead(known ? 200 : 404, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ keys: published }))
  })
  await new Promise<void>((resolve) => keyServer.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}`
})
afterAll(() => keyServer.close())

async function keyPair(kid: string) {
  const pair = await generateKeyPair('ES256', { extractable: true })
  return { ...pair, kid, jwk: { ...(await exportJWK(pair.publicKey)), kid, alg: 'ES256', use: 'sig' } }
}

type Key = Awaited<ReturnType<typeof keyPair>>
type Changes = { issuer?: string | undefined; audience?: string; expires?: string; role?: string; subject?: string }

function claims(changes: Changes, withoutIssuer = false) {
  const {
    issuer = `${url}/auth/v1`,
    audience = 'authenticated',
    expires = '1h',
    role = 'authenticated',
    subject = user,
  } = changes
  const token = new SignJWT({ role }).setAudience(audience).setSubject(subject).setIssuedAt().setExpirationTime(expires)
  return withoutIssuer ? token : token.setIssuer(issuer)
}

function signed(key: Key, changes: Changes = {}): Promise<string> {
  return claims(changes).setProtectedHeader({ alg: 'ES256', kid: key.kid }).sign(key.privateKey)
}

describe('a token signed with a published key', () => {
  let key: Key
  beforeEach(async () => {
    key = await keyPair('first')
    published = [key.jwk]
  })
  const verify = (token: string) => createTokenVerifier({ url, key: publishable, jwtSecret: null })(token)

  it('says who it is', async () => {
    expect(await verify(await signed(key))).toEqual({ user_id: user })
  })

  it.each([
    ['another issuer', { issuer: 'https://evil.example/auth/v1' }, 'unauthenticated'],
    ['another audience', { audience: 'anon' }, 'unauthenticated'],
    ['another role', { role: 'service_role' }, 'unauthenticated'],
    ['a subject that is no id', { subject: 'admin' }, 'unauthenticated'],
    ['an expiry in the past', { expires: '-1m' }, 'token_expired'],
  ])('is refused with %s', async (_, changes, code) => {
    await expect(verify(await signed(key, changes))).rejects.toMatchObject({ code })
  })

  it('is refused when another key signed it, under the published one’s name', async () => {
    await expect(verify(await signed(await keyPair('first')))).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('is refused without a signature', async () => {
    const none = new UnsecuredJWT({ role: 'authenticated' })
      .setIssuer(`${url}/auth/v1`)
      .setAudience('authenticated')
      .setSubject(user)
      .setExpirationTime('1h')
      .encode()
    await expect(verify(none)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('is refused when the public key served as the shared secret', async () => {
    const secrets = [await exportSPKI(key.publicKey), JSON.stringify(key.jwk), String(key.jwk.x)]
    for (const secret of secrets) {
      const forged = await claims({})
        .setProtectedHeader({ alg: 'HS256', kid: key.kid })
        .sign(new TextEncoder().encode(secret))
      await expect(verify(forged)).rejects.toMatchObject({ code: 'unauthenticated' })
      const withSecret = createTokenVerifier({ url, key: publishable, jwtSecret: 's'.repeat(40) })
      await expect(withSecret(forged)).rejects.toMatchObject({ code: 'unauthenticated' })
    }
  })

  it('is accepted after the keys were rotated, without a restart', async () => {
    const verifier = createTokenVerifier({ url, key: publishable, jwtSecret: null }, { cooldownMs: 0 })
    await verifier(await signed(key))
    const next = await keyPair('second')
    published = [next.jwk]
    expect(await verifier(await signed(next))).toEqual({ user_id: user })
    await expect(verifier(await signed(key))).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('is no reason to blame the caller when the keys cannot be fetched', async () => {
    const unreachable = createTokenVerifier({ url: 'http://127.0.0.1:1', key: publishable, jwtSecret: null })
    await expect(unreachable(await signed(key))).rejects.toMatchObject({ code: 'auth_unavailable' })
  })
})

describe('a token signed with the shared secret', () => {
  const secret = 'a secret of at least thirty-two characters'
  const sign = (text: string) => claims({}).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(text))

  it('is accepted where that secret is configured, and only then', async () => {
    expect(await createTokenVerifier({ url, key: publishable, jwtSecret: secret })(await sign(secret))).toEqual({
      user_id: user,
    })
    const refused: [string | null, string][] = [
      [null, secret],
      [secret, `${secret}.`],
    ]
    for (const [jwtSecret, signer] of refused) {
      const attempt = createTokenVerifier({ url, key: publishable, jwtSecret })(await sign(signer))
      await expect(attempt).rejects.toMatchObject({ code: 'unauthenticated' })
    }
  })
})

describe('a token of a self-hosted Auth', () => {
  const secret = 'a secret of at least thirty-two characters'
  const elsewhere = 'https://auth.example.com/auth/v1'
  let key: Key
  beforeEach(async () => {
    key = await keyPair('first')
    published = [key.jwk]
  })
  const sign = (issuer: string | null, signer: Key | string = secret) => {
    const token = claims({ issuer: issuer ?? undefined }, issuer === null)
    return typeof signer === 'string'
      ? token.setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(signer))
      : token.setProtectedHeader({ alg: 'ES256', kid: signer.kid }).sign(signer.privateKey)
  }
  const accepts = async (settings: { issuers?: (string | null)[]; publicUrl?: string }, token: string) => {
    const verify = createTokenVerifier({ url, key: publishable, jwtSecret: secret, ...settings })
    return verify(token).then(
      () => true,
      (error) => {
        expect(error).toMatchObject({ code: 'unauthenticated' })
        return false
      },
    )
  }

  it('may name no issuer where the shared secret signs it, not where a published key does', async () => {
    expect(await accepts({}, await sign(null))).toBe(true)
    expect(await accepts({}, await sign(null, key))).toBe(false)
    expect(await accepts({ issuers: [null] }, await sign(null, key))).toBe(true)
    expect(await accepts({ issuers: [elsewhere] }, await sign(null))).toBe(false)
  })

  it('may name what the setting names, several if need be, and nothing else', async () => {
    const own = `${url}/auth/v1`
    const cases: [{ issuers?: (string | null)[]; publicUrl?: string }, string, boolean][] = [
      [{}, elsewhere, false],
      [{ publicUrl: 'https://auth.example.com' }, elsewhere, true],
      [{ publicUrl: 'https://auth.example.com' }, own, true],
      [{ issuers: [elsewhere] }, elsewhere, true],
      [{ issuers: [elsewhere] }, own, false],
      [{ issuers: [own, elsewhere] }, own, true],
      [{ issuers: [null] }, elsewhere, false],
      [{ issuers: [elsewhere] }, `${elsewhere}/`, false],
    ]
    for (const [settings, issuer, accepted] of cases) {
      expect([settings, issuer, await accepts(settings, await sign(issuer))]).toEqual([settings, issuer, accepted])
      expect([settings, issuer, await accepts(settings, await sign(issuer, key))]).toEqual([settings, issuer, accepted])
    }
  })
})

describe('a refused token', () => {
  const secret = 'a secret of at least thirty-two characters'

  it('leaves a line that says why and where it is from, not the token, and few of them', async () => {
    const lines: object[] = []
    let now = 0
    const onRefused = logRefusals({ warn: (line: object) => lines.push(line) }, () => now)
    const verify = createTokenVerifier({ url, key: publishable, jwtSecret: secret }, { onRefused })
    const token = await claims({ issuer: 'https://evil.example/\u001b[2J\u202eauth' })
      .setProtectedHeader({ alg: 'HS256', kid: 'k\n1' })
      .sign(new TextEncoder().encode(secret))
    for (let tries = 0; tries < 50; tries++) await expect(verify(token)).rejects.toThrow()
    expect(lines).toEqual([{ reason: 'issuer', alg: 'HS256', kid: 'k1', iss: 'https://evil.example/[2Jauth' }])
    now = 60_001
    await expect(verify(token)).rejects.toThrow()
    expect(lines[1]).toMatchObject({ reason: 'issuer', more: 49 })
    expect(JSON.stringify(lines)).not.toContain(token.split('.')[2])
  })

  it.each<[string, string, () => string | Promise<string>]>([
    ['malformed', 'nonsense', () => 'nonsense'],
    ['signature', 'another secret', () => shared({}, 'x'.repeat(40))],
    ['audience', 'another audience', () => shared({ audience: 'anon' })],
    ['role', 'another role', () => shared({ role: 'service_role' })],
    ['subject', 'a subject that is no id', () => shared({ subject: 'admin' })],
    ['unknown_key', 'an unknown key', async () => signed(await keyPair('unknown'))],
    [
      'algorithm',
      'no algorithm',
      () => new UnsecuredJWT({}).setSubject(user).setAudience('authenticated').setExpirationTime('1h').encode(),
    ],
  ])('is refused as %s for %s', async (reason, _, token) => {
    const reasons: string[] = []
    const options = { onRefused: (why: string) => reasons.push(why) }
    const verify = createTokenVerifier({ url, key: publishable, jwtSecret: secret }, options)
    await expect(verify(await token())).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(reasons).toEqual([reason])
  })

  const shared = (changes: Changes, signer = secret) =>
    claims(changes).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(signer))
})

describe('the routes', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.close())

  it('answer 401 without a token, with nonsense, and for a person who does not exist', async () => {
    const attempts = [
      await server.call('GET', '/v1/me'),
      await server.call('GET', '/v1/me', { token: 'nonsense' }),
      await server.call('GET', '/v1/me', { headers: { Authorization: 'Basic YTpi' } }),
      await server.call('GET', '/v1/me', { token: await tokenFor(randomUUID()) }),
      await server.call('POST', '/v1/clients', { token: await tokenFor(randomUUID()), body: { name: 'x' } }),
    ]
    for (const { status, body, headers } of attempts) {
      expect([status, body.code]).toEqual([401, 'unauthenticated'])
      expect(headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  it('hand out Supabase as browsers reach it', async () => {
    const { services } = server
    const named = async (supabase: object) => {
      const config = { ...services.config, supabase: { ...services.config.supabase, ...supabase } }
      const response = await configRoutes({ ...services, config }).request('/v1/config')
      return readBody(await response.text()).supabase_url
    }
    expect(await named({})).toBe(services.config.supabase.url)
    expect(await named({ publicUrl: 'https://sb.example.com' })).toBe('https://sb.example.com')
  })

  it('know a person who had an account before Renum came, and their second factor', async () => {
    if (inject('environment').name === 'embedded') return
    const ask = async (aal: string) => server.call('GET', '/v1/me', { token: await tokenFor(earlyBird, { aal }) })
    const { status, body } = await ask('aal2')
    expect([status, body.email]).toEqual([200, 'early@test.example'])
    expect((await ask('aal1')).body.code).toBe('second_factor_required')
  })

  it('take nothing of who asks from anything but the token', async () => {
    const [ana, bruno] = [await createUser(), await createUser()]
    const headers = { 'X-User-Id': bruno.id, 'X-Client-Id': randomUUID(), Cookie: `sub=${bruno.id}` }
    const { body } = await server.call('GET', `/v1/me?user_id=${bruno.id}`, { token: ana.token, headers })
    expect(body).toMatchObject({ id: ana.id, client_id: null })
  })
})
