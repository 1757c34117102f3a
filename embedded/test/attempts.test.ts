import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Stack } from '../src/public.ts'
import { signUp, start, temporaryFolder } from './support.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let stack: Stack
beforeAll(async () => {
  folder = await temporaryFolder()
  stack = await start(folder.path, { trustProxy: 1 })
})
afterAll(async () => {
  await stack.stop()
  await folder.remove()
})

const send = (path: string, body: object, address: string) =>
  fetch(`${stack.connection.supabase_url}/auth/v1/${path}`, {
    method: 'POST',
    headers: {
      apikey: stack.connection.publishable_key,
      'content-type': 'application/json',
      'x-forwarded-for': `198.51.100.1, ${address}`,
    },
    body: JSON.stringify(body),
  })
const signIn = (email: string, password: string, address = '192.0.2.1') =>
  send('token?grant_type=password', { email, password }, address)
const emailOf = async () => (await (await signUp(stack.connection)).client.auth.getUser()).data.user?.email ?? ''

test('passwords are not tried without end: from one address an account’s share is ten', async () => {
  const [email, other] = [await emailOf(), await emailOf()]
  const statuses = []
  for (let i = 0; i < 9; i++) statuses.push((await signIn(email, 'not it')).status)
  expect(statuses.every((status) => status === 400)).toBe(true)
  // Who gets it right begins anew.
  expect((await signIn(email, 'a long password')).status).toBe(200)
  await Promise.all(Array.from({ length: 12 }, () => signIn(email.toUpperCase(), 'not it')))
  const refused = await signIn(email, 'a long password')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  // Neither another person behind the address, nor the account elsewhere, is kept out.
  expect((await signIn(other, 'a long password')).status).toBe(200)
  expect((await signIn(email, 'a long password', '192.0.2.2')).status).toBe(200)
})

test('nor from everywhere, but for where the account was signed in lately', async () => {
  const email = await emailOf()
  const home = '198.51.100.7'
  expect((await signIn(email, 'a long password', home)).status).toBe(200)
  const guesses = Array.from({ length: 45 }, (_, i) => signIn(email, 'not it', `203.0.113.${i}`))
  const statuses = (await Promise.all(guesses)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  expect((await signIn(email, 'a long password', '203.0.113.200')).status).toBe(429)
  expect((await signIn(email, 'a long password', home)).status).toBe(200)
})

test('addresses that one subscriber has are one', async () => {
  for (const [email, address] of [
    [await emailOf(), (i: number) => `2001:db8:1:2::${i.toString(16)}`],
    [await emailOf(), (i: number) => `127.${i}.0.1`],
    [await emailOf(), (i: number) => ['192.0.2.77', '::ffff:192.0.2.77'][i % 2] ?? ''],
  ] as const) {
    const statuses = []
    for (let i = 0; i < 12; i++) statuses.push((await signIn(email, 'not it', address(i))).status)
    expect(statuses.slice(10)).toEqual([429, 429])
  }
})

test('however the request is written', async () => {
  const email = await emailOf()
  const url = `${stack.connection.supabase_url}/auth/v1`
  const guess = async (path: string, type: string, body = JSON.stringify({ email, password: 'not it' })) => {
    const headers = { apikey: stack.connection.publishable_key, 'x-forwarded-for': '192.0.2.50' }
    return (await fetch(url + path, { method: 'POST', headers: { ...headers, 'content-type': type }, body })).status
  }
  const query = '/token?grant_type=password'
  const twice = `{"email":"nobody@example.com","email":${JSON.stringify(email)},"password":"not it"}`
  const spellings: [path: string, type: string, body?: string][] = [
    ['/%74oken?grant_type=password', 'application/json'],
    [query, 'text/plain'],
    ['/tok%65n?grant_type=password', 'application/x-www-form-urlencoded'],
    ['/token?grant%5Ftype=password', 'application/json'],
    ['/token?x=1&grant_type=password&grant_type=refresh_token', 'application/json'],
    [query, 'application/json', twice],
    [query, 'application/json', `{"\\u0065mail":${JSON.stringify(` ${email.toUpperCase()} `)},"password":"not it"}`],
  ]
  const statuses = []
  for (const spelling of [...spellings, ...spellings]) statuses.push(await guess(...spelling))
  expect(statuses).toEqual([...Array(10).fill(400), ...Array(4).fill(429)])
  // A name stands once: what was judged as a refresh is one for Auth too, and tries no password.
  const right = JSON.stringify({ email, password: 'a long password' })
  const hidden = ['grant%5Ftype=refresh_token&grant_type=password', 'grant_type=refresh_token&grant_type=password']
  for (const query of hidden) expect(await guess(`/token?${query}`, 'application/json', right)).toBe(400)
  for (const path of [
    '/token/?grant_type=password',
    '//token?grant_type=password',
    '/x/..%2ftoken?grant_type=password',
  ]) {
    expect(await guess(path, 'application/json', right)).toBe(404)
  }
})

test('and who goes on being signed in takes nothing back of another’s share', async () => {
  const email = await emailOf()
  const { client } = await signUp(stack.connection)
  const refresh = async () => {
    const { data } = await client.auth.refreshSession()
    const refresh_token = data.session?.refresh_token
    return send('token?grant_type=refresh_token', { refresh_token, email }, '192.0.2.5')
  }
  for (let i = 0; i < 9; i++) await signIn(email, 'not it')
  expect((await refresh()).status).toBe(200)
  expect((await signIn(email, 'not it')).status).toBe(400)
  expect((await signIn(email, 'not it')).status).toBe(429)
})

test('nor are accounts, from one address', async () => {
  const tried = Array.from({ length: 310 }, (_, i) => `nobody-${i}@example.com`)
  const statuses = []
  for (const email of tried) statuses.push((await signIn(email, 'not it', '192.0.2.99')).status)
  expect(statuses.filter((status) => status === 429)).toHaveLength(10)
  expect((await signIn('nobody@example.com', 'not it', '192.0.2.98')).status).toBe(400)
}, 120_000)

test('one person’s guesses keep nobody behind the same address from staying, or getting, signed in', async () => {
  const office = '192.0.2.120'
  const [colleague, resetting] = [await emailOf(), await emailOf()]
  const signedIn = await signIn(colleague, 'a long password', office)
  expect(signedIn.status).toBe(200)
  const { refresh_token } = JSON.parse(await signedIn.text())
  const tried = Array.from({ length: 310 }, (_, i) => async () => {
    await signIn(`guessed-${i}@example.com`, 'not it', office)
    await send('token?grant_type=refresh_token', { refresh_token: `none-${i}` }, office)
    await send('verify', { type: 'recovery', token_hash: `none-${i}` }, office)
  })
  for (const guess of tried) await guess()
  // The attacker has had enough, and so has whoever was never signed in from there.
  expect((await signIn('guessed@example.com', 'not it', office)).status).toBe(429)
  const refreshed = await send('token?grant_type=refresh_token', { refresh_token }, office)
  expect(refreshed.status).toBe(200)
  expect((await signIn(colleague, 'a long password', office)).status).toBe(200)
  expect((await send('recover', { email: resetting }, office)).status).toBe(200)
  expect((await send('verify', { type: 'recovery', token_hash: 'none' }, office)).status).toBe(403)
}, 240_000)

test('nor are mails sent to one person', async () => {
  const email = await emailOf()
  const statuses = []
  for (let i = 0; i < 12; i++) statuses.push((await send('recover', { email }, '192.0.2.3')).status)
  expect(statuses.slice(10)).toEqual([429, 429])
  expect(statuses.slice(0, 9)).not.toContain(429)
})

test('nor is a long request read', async () => {
  expect((await send('signup', { email: 'a@example.com', password: 'x'.repeat(70_000) }, '192.0.2.4')).status).toBe(413)
  // A stream says nothing of its length: it is counted.
  const headers = { apikey: stack.connection.publishable_key }
  const endless = { method: 'POST', headers, body: new Blob(['{"a":"', 'x'.repeat(70_000)]).stream(), duplex: 'half' }
  expect((await fetch(`${stack.connection.supabase_url}/auth/v1/signup`, endless as RequestInit)).status).toBe(413)
})

test('what is no attempt is not counted', async () => {
  const { client } = await signUp(stack.connection)
  for (let i = 0; i < 20; i++) expect((await client.auth.getUser()).error).toBeNull()
  for (let i = 0; i < 12; i++) expect((await client.auth.refreshSession()).error).toBeNull()
})

test('nor is a password changed without end: each costs the process of the database a tenth of a second', async () => {
  const { token } = await signUp(stack.connection)
  const change = async (address: string) => {
    const response = await fetch(`${stack.connection.supabase_url}/auth/v1/user`, {
      method: 'PUT',
      headers: {
        apikey: stack.connection.publishable_key,
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-forwarded-for': address,
      },
      body: JSON.stringify({ password: 'short' }),
    })
    return response.status
  }
  for (let i = 0; i < 60; i++) expect(await change('192.0.2.77')).toBe(422)
  expect(await change('192.0.2.77')).toBe(429)
  expect(await change('192.0.2.78')).toBe(422)
})
