import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Stack } from '../src/public.ts'
import { signUp, start, supabase, temporaryFolder } from './support.ts'

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

test('passwords are not tried without end: an account’s share is ten, from wherever', async () => {
  const [email, other] = [await emailOf(), await emailOf()]
  const statuses = []
  for (let i = 0; i < 9; i++) statuses.push((await signIn(email, 'not it', `192.0.2.${i}`)).status)
  expect(statuses.every((status) => status === 400)).toBe(true)
  // Who gets it right begins anew.
  expect((await signIn(email, 'a long password')).status).toBe(200)
  await Promise.all(Array.from({ length: 12 }, (_, i) => signIn(email.toUpperCase(), 'not it', `192.0.2.${i}`)))
  const refused = await signIn(email, 'a long password')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  const { error } = await supabase(stack.connection).auth.signInWithPassword({ email, password: 'a long password' })
  expect(error?.code).toBe('over_request_rate_limit')
  expect((await signIn(other, 'a long password')).status).toBe(200)
})

test('however the request is written', async () => {
  const email = await emailOf()
  const url = `${stack.connection.supabase_url}/auth/v1`
  const guess = async (path: string, type: string, i: number) => {
    const headers = { apikey: stack.connection.publishable_key, 'x-forwarded-for': `192.0.2.${i}` }
    const body = JSON.stringify({ email, password: 'not it' })
    return (await fetch(url + path, { method: 'POST', headers: { ...headers, 'content-type': type }, body })).status
  }
  const statuses = []
  for (let i = 0; i < 4; i++) {
    statuses.push(await guess('/%74oken?grant_type=password', 'application/json', i))
    statuses.push(await guess('/token?grant_type=password', 'text/plain', i))
    statuses.push(await guess('/tok%65n?grant_type=password', 'application/x-www-form-urlencoded', i))
  }
  expect(statuses.slice(10)).toEqual([429, 429])
})

test('and who goes on being signed in takes nothing back of another’s share', async () => {
  const email = await emailOf()
  const { client } = await signUp(stack.connection)
  const refresh = async () => {
    const { data } = await client.auth.refreshSession()
    const refresh_token = data.session?.refresh_token
    return send('token?grant_type=refresh_token', { refresh_token, email }, '192.0.2.5')
  }
  for (let i = 0; i < 9; i++) await signIn(email, 'not it', `192.0.2.${i}`)
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

test('nor are mails sent to one person', async () => {
  const email = await emailOf()
  const statuses = []
  for (let i = 0; i < 12; i++) statuses.push((await send('recover', { email }, '192.0.2.3')).status)
  expect(statuses.slice(10)).toEqual([429, 429])
  expect(statuses.slice(0, 9)).not.toContain(429)
})

test('nor is a long request read', async () => {
  expect((await send('signup', { email: 'a@example.com', password: 'x'.repeat(70_000) }, '192.0.2.4')).status).toBe(413)
  // A stream says nothing of its length.
  const endless = { method: 'POST', body: new Blob(['{}']).stream(), duplex: 'half' } as RequestInit
  expect((await fetch(`${stack.connection.supabase_url}/auth/v1/signup`, endless)).status).toBe(413)
})

test('what is no attempt is not counted', async () => {
  const { client } = await signUp(stack.connection)
  for (let i = 0; i < 20; i++) expect((await client.auth.getUser()).error).toBeNull()
  for (let i = 0; i < 12; i++) expect((await client.auth.refreshSession()).error).toBeNull()
})
