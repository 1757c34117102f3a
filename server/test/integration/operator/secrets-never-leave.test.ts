import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asAdmin, createOwner, createUser, encryptionKey, readBody } from '../../harness/harness.ts'
import { findMarks } from '../../harness/secret-marks.ts'

/** Secrets that nobody mistakes for anything else are put wherever a secret can be, and looked for wherever anything leaves. */

const environment = inject('environment')
const bin = join(import.meta.dirname, '../../../../cli/bin/renum.mjs')

const marks = new Map<string, string>()
/** A secret of a kind, remembered. */
function mark(kind: string, prefix = ''): string {
  const value = `${prefix}${randomBytes(24).toString('hex')}`
  marks.set(`${kind} ${marks.size}`, value)
  return value
}

/** All that left: by where it did. */
const left = new Map<string, string>()
const keep = (where: string, text: string) => left.set(where, `${left.get(where) ?? ''}${text}\n`)

/** `renum` as a process; what it writes is kept. */
function renum(
  name: string,
  args: string[],
  env: Record<string, string>,
): { child: ChildProcess; ended: Promise<unknown> } {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH: process.env.PATH, EMBEDDINGS_PROVIDER: 'lexical', LOG_LEVEL: 'trace', ...env },
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => keep(`output of ${name}`, String(data)))
  return { child, ended: new Promise((resolve) => child.on('close', resolve)) }
}

const { supabase } = environment
const install = {
  SUPABASE_URL: supabase.url,
  SUPABASE_KEY: supabase.key,
  SUPABASE_SERVICE_KEY: supabase.serviceKey,
  SUPABASE_JWT_SECRET: supabase.jwtSecret ?? '',
  SUPABASE_DB_URL: supabase.dbUrl,
  RENUM_DB_DIRECT_URL: supabase.dbDirectUrl,
  ENCRYPTION_KEY: encryptionKey,
  RENUM_FETCH_ALLOW: '127.0.0.1',
  PORT: '0',
}

let running: ReturnType<typeof renum>
let api = ''
let service: Server
let port: number

beforeAll(async () => {
  for (const [name, value] of [
    ['encryption key', encryptionKey],
    ['secret key', supabase.serviceKey],
    ['JWT secret', supabase.jwtSecret ?? ''],
    ['database password', decodeURIComponent(new URL(supabase.dbUrl).password)],
  ] as const) {
    if (value !== '') marks.set(name, value)
  }
  // A service that says back all it was told, as some do.
  service = createServer(({ headers }, response) => {
    response.writeHead(418, { 'X-Echo': JSON.stringify(headers) }).end(JSON.stringify(headers))
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  port = (service.address() as AddressInfo).port
  running = renum('renum start', ['start'], install)
  for (let i = 0; i < 600 && api === ''; i++) {
    api = /http:\/\/localhost:\d+/.exec(left.get('output of renum start') ?? '')?.[0] ?? ''
    if (running.child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  if (api === '') throw new Error(left.get('output of renum start'))
})
afterAll(async () => {
  running.child.kill('SIGKILL')
  await running.ended
  service.close()
})

/** Sends, and keeps the answer, but for what it is there to tell: then that is a mark from here on. */
async function send(token: string, method: string, path: string, body?: unknown, shown?: string[]) {
  const response = await fetch(api + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const answer = text.startsWith('{') ? JSON.parse(text) : {}
  const told: string[] = []
  for (const name of shown ?? []) {
    if (typeof answer[name] !== 'string') throw new Error(`${method} ${path} shows no ${name}: ${text}`)
    told.push(answer[name])
  }
  let rest = text
  for (const secret of told) rest = rest.replaceAll(secret, '')
  for (const secret of told) marks.set(`${path} ${marks.size}`, secret)
  keep(`${method} ${path}`, `${response.status} ${JSON.stringify([...response.headers])} ${rest}`)
  return answer
}

const given = (value: string, more: object = {}) => ({
  name: 'C',
  service_name: 'c',
  credential_type: 'openai_compatible',
  settings: { base_url: `http://127.0.0.1:${port}/v1` },
  value,
  ...more,
})

async function sowCredentials(token: string): Promise<void> {
  const path = '/v1/credentials'
  const created = await send(token, 'POST', path, given(mark('credential')))
  const one = `${path}/${created.id}`
  await send(token, 'GET', one)
  await send(token, 'GET', path)
  await send(token, 'POST', `${one}/test`)
  await send(token, 'PATCH', one, { settings: { base_url: `http://127.0.0.1:${port}/v2` } })
  await send(token, 'PUT', `${one}/value`, { value: mark('credential') })
  await send(token, 'POST', `${one}/test`)
  // All that goes wrong.
  await send(token, 'POST', path, given(mark('credential'), { credential_type: 'no' }))
  await send(token, 'POST', path, given(`${mark('credential')}\n`))
  await send(token, 'POST', path, given(mark('credential'), { extra: 1 }))
  await send(token, 'POST', path, given(mark('credential'), { name: '' }))
  await send(token, 'POST', path, { ...given('x'), value: { inner: mark('credential') } })
  await send(token, 'POST', path, `{"value": "${mark('credential')}", broken`)
  await send(token, 'POST', path, given('x', { settings: { base_url: `https://u:${mark('credential')}@a.example` } }))
  await send(token, 'POST', path, given('x', { settings: { base_url: `https://a.example/?k=${mark('credential')}` } }))
  await send(token, 'PUT', `${path}/${crypto.randomUUID()}/value`, { value: mark('credential') })
  await send(token, 'PATCH', one, { value: mark('credential') })
  const unreachable = given(mark('credential'), { settings: { base_url: 'http://127.0.0.1:1/v1' } })
  await send(token, 'POST', `${path}/${(await send(token, 'POST', path, unreachable)).id}/test`)
  const broken = await send(token, 'POST', path, given(mark('credential')))
  await asAdmin(`update api_credentials set encrypted_value = 'nada' where id = $1`, [broken.id])
  await send(token, 'POST', `${path}/${broken.id}/test`)
}

async function sowTheRest(owner: { token: string; client_id: string }): Promise<void> {
  const { token } = owner
  for (const header of [mark('header'), mark('header', 'rnm_'), `${token}${mark('header')}`, mark('header', 'a.b.')]) {
    await send(header, 'GET', '/v1/me')
    await send(header, 'POST', '/v1/search', { query: 'x' })
  }
  marks.set('access token', token.split('.')[2] ?? '')
  const email = `${crypto.randomUUID()}@test.example`
  const invited = await fetch(`${api}/v1/invitations`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, role: 'user' }),
  })
  const { token: invitation } = readBody(await invited.text())
  marks.set('invitation', invitation)
  const guest = await createUser()
  for (const each of [invitation, mark('invitation')]) {
    await send(guest.token, 'POST', '/v1/invitations/accept', { token: each })
  }
  await send(guest.token, 'POST', '/v1/invitations/accept', { token: [mark('invitation')] })
  const key = await send(token, 'POST', '/v1/api-keys', { name: 'K', scopes: ['read'] }, ['key'])
  await send(key.key, 'GET', '/v1/knowledge-bases')
  await send(key.key, 'POST', '/v1/knowledge-bases', { name: 'B' })
  await send(token, 'GET', '/v1/api-keys')
  const hook = { url: `http://127.0.0.1:${port}/hook`, events: ['document.ready'] }
  const endpoint = await send(token, 'POST', '/v1/webhook-endpoints', hook, ['secret'])
  const rotated = `/v1/webhook-endpoints/${endpoint.id}`
  await send(token, 'POST', `${rotated}/rotate-secret`, undefined, ['secret'])
  await send(token, 'POST', `${rotated}/test`)
  await send(token, 'GET', rotated)
  const password = mark('password')
  const signUp = await fetch(`${supabase.url}/auth/v1/signup`, {
    method: 'POST',
    headers: { apikey: supabase.key, 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: `${crypto.randomUUID()}@test.example`, password }),
  })
  expect(signUp.status).toBeLessThan(300)
  // Something for the worker, and its queue.
  const base = await send(token, 'POST', '/v1/knowledge-bases', { name: 'B' })
  const collection = await send(token, 'POST', `/v1/knowledge-bases/${base.id}/collections`, { name: 'C' })
  await send(token, 'POST', `/v1/collections/${collection.id}/documents`, { name: 'D', text: 'Texto.' })
  await send(token, 'GET', '/v1/audit-log')
}

/** Starts that fail, each with a secret in what was wrong. */
async function failToStart(): Promise<void> {
  const wrong = (password: string, host?: string) => {
    const url = new URL(supabase.dbUrl)
    url.password = password
    if (host !== undefined) url.host = host
    return url.href
  }
  const once = { RENUM_DB_WAIT_MS: '0', RENUM_DB_CONNECT_TIMEOUT_MS: '3000' }
  const faulty = `${encryptionKey},${mark('encryption key')}`
  for (const [name, args, env] of [
    ['a wrong password', ['api'], { SUPABASE_DB_URL: wrong(mark('database password')), ...once }],
    [
      'no database',
      ['doctor', '--json'],
      { SUPABASE_DB_URL: wrong(mark('database password'), '127.0.0.1:1'), ...once },
    ],
    ['no URL', ['api'], { SUPABASE_DB_URL: `postgres//u:${mark('database password')}@h` }],
    ['half a list of keys', ['doctor'], { ENCRYPTION_KEY: faulty }],
    ['another key', ['api'], { ENCRYPTION_KEY: otherKey() }],
    ['another key', ['keys', 'rotate'], { ENCRYPTION_KEY: otherKey() }],
  ] as const) {
    await renum(`${args[0]} with ${name}`, [...args], { ...install, ...env }).ended
  }
}

function otherKey(): string {
  const key = randomBytes(32).toString('base64').replaceAll('+', '-').replaceAll('/', '_')
  marks.set(`other key ${marks.size}`, key)
  return key
}

/** Every row of every table as text. */
async function dumpTables(): Promise<string> {
  const client = new pg.Client({ connectionString: environment.adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')`,
    )
    const texts: string[] = []
    for (const { name } of rows) {
      const { rows: found } = await client.query<{ text: string | null }>(
        `select string_agg(t::text, E'\\n') as text from ${name} t`,
      )
      texts.push(`${name}\n${found[0]?.text ?? ''}`)
    }
    return texts.join('\n')
  } finally {
    await client.end()
  }
}

/** What everybody on this machine sees of every process. */
function processList(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      } catch {
        return ''
      }
    })
    .join('\n')
}

describe('a secret', () => {
  it('leaves the process nowhere, whether things go well or wrong', async () => {
    const owner = await createOwner()
    const failing = failToStart()
    await sowCredentials(owner.token)
    await sowTheRest(owner)
    await failing
    keep('process list', processList())
    running.child.kill('SIGTERM')
    await running.ended

    keep('tables', await dumpTables())
    const [file, ...args] = process.env.RENUM_TEST_PG_DUMP?.split(' ') ?? []
    if (file !== undefined) {
      const options = { encoding: 'utf8', maxBuffer: 1024 ** 3 } as const
      const { password } = new URL(environment.adminUrl)
      const url = environment.adminUrl.replace(`:${password}@`, '@')
      keep('pg_dump', execFileSync(file, [...args, url], { ...options, env: { ...process.env, PGPASSWORD: password } }))
    } else expect(environment.name).not.toBe('native')

    const searched = [...left].map(([where, text]) => `${where}: ${text.length}`)
    expect(searched.length).toBeGreaterThan(25)
    expect(left.get('output of renum start')).toContain('"level":30')
    expect(left.get('tables')).toContain('pgboss.job')
    expect(left.get('tables')).toContain('credential.created')
    const found = [...left].flatMap(([where, text]) => findMarks(text, marks).map((name) => `${name} in ${where}`))
    process.stdout.write(
      `hygiene: ${JSON.stringify({ marks: marks.size, places: left.size, characters: [...left.values()].reduce((sum, { length }) => sum + length, 0), found: found.length })}\n`,
    )
    expect(found).toEqual([])
  }, 600_000)

  it('would be found, in whatever form it left', () => {
    const value = randomBytes(24).toString('hex')
    const planted = new Map([['planted', value]])
    for (const text of [
      value,
      `postgres://u:${value}@h`,
      Buffer.from(value).toString('hex'),
      ...['', 'a', 'ab'].map((before) => Buffer.from(`${before}${value}!`).toString('base64')),
      Buffer.from(`u:${value}`).toString('base64url'),
      value.toUpperCase(),
      [...value].reverse().join(''),
    ]) {
      expect(findMarks(`before ${text} after`, planted), text).toEqual(['planted'])
    }
    expect(findMarks('nothing', planted)).toEqual([])
  })
})
