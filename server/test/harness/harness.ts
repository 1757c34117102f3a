import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { SignJWT } from 'jose'
import pg from 'pg'
import { inject } from 'vitest'
import { composeApi } from '../../src/compose.ts'
import { repeat } from '../../src/concurrency/repeat.ts'
import { type Config, readSettings } from '../../src/config.ts'
import type { ReadQuery } from '../../src/db/connection/read-query.ts'
import { type Database, openDatabase } from '../../src/db/pool.ts'
import type { Queue } from '../../src/db/queue.ts'
import type { Principal, Scope } from '../../src/db/tenant.ts'
import { newKey } from '../../src/features/api-keys/key.ts'
import { createApp } from '../../src/http/app.ts'
import { startJobs } from '../../src/jobs/registry.ts'
import { createLogger } from '../../src/telemetry/logger.ts'

export const logger = createLogger('fatal')

/** Of every server that is started on the environment: its database knows no other. */
export const encryptionKey = Buffer.alloc(32, 'renum test').toString('base64').replaceAll('+', '-').replaceAll('/', '_')

export function testConfig(): Config {
  return {
    ...readSettings(
      { RENUM_RATE_LIMITS: '0', RENUM_WEB_APP: '0', EMBEDDINGS_PROVIDER: 'lexical', ENCRYPTION_KEY: encryptionKey },
      { logLevel: 'fatal' },
    ),
    supabase: inject('environment').supabase,
    port: 0,
  }
}

/** With named statements on the one environment whose sessions are one's own. */
export function openTestDatabase(poolSize = 4, reads?: ReadQuery): Database {
  const { name, supabase } = inject('environment')
  const reached = { config: { connectionString: supabase.dbUrl }, ownSessions: name === 'native' }
  return openDatabase(reached, { poolSize, connectTimeoutMs: 10_000 }, logger, reads)
}

/** The whole server in this process, reached through its routes. */
export async function startServer(changes: Partial<Config> = {}) {
  const services = await composeApi({ ...testConfig(), ...changes }, logger, { worksOnJobs: true })
  const { queue } = services
  // What waits for seconds in production, because nobody waits for it there, is looked for as often as the rest.
  const work: Queue['work'] = ({ lookEvery: _, ...kind }, ...rest) => queue.work(kind, ...rest)
  await startJobs({ ...queue, work }, services)
  const app = createApp(services)
  return {
    services,
    /** A request as somebody with a token, or as nobody. */
    async call(method: string, path: string, { token, body, headers = {} }: CallOptions = {}) {
      const form = body instanceof FormData
      const response = await app.request(path, {
        method,
        headers: {
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
          ...(body === undefined || form ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: form || typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      return {
        status: response.status,
        headers: response.headers,
        body: readBody(text),
      }
    },
    /** A request as it is. */
    request: (path: string, init: RequestInit) => Promise.resolve(app.request(path, init)),
    /** The answer itself, for what is no JSON. */
    raw: (method: string, path: string, token: string) =>
      Promise.resolve(app.request(path, { method, headers: { Authorization: `Bearer ${token}` } })),
    close: () => services.close(),
  }
}

/** Untyped on purpose: a test says what it expects of an answer by asserting it. */
export function readBody(text: string): ReturnType<typeof JSON.parse> {
  return text === '' ? null : JSON.parse(text)
}

export type TestServer = Awaited<ReturnType<typeof startServer>>

interface CallOptions {
  token?: string
  body?: unknown
  headers?: Record<string, string>
}

/** Runs statements as the superuser that the product never is. */
export async function asAdmin<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: inject('environment').adminUrl })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** A person of Supabase Auth, without the detour over its sign-up. */
export async function createUser(): Promise<{ id: string; principal: Principal; token: string }> {
  const id = randomUUID()
  await asAdmin('insert into auth.users (id, email) values ($1, $2)', [id, `${id}@test.example`])
  return { id, principal: { kind: 'user', user_id: id }, token: await tokenFor(id) }
}

/** A person with a client of their own, whose owner they are. */
export async function createOwner() {
  const user = await createUser()
  const [client] = await asAdmin<{ id: string }>(
    `with c as (insert into clients (name) values ('Test') returning id),
          m as (insert into client_members (client_id, user_id, role) select id, $1, 'owner' from c)
     select id from c`,
    [user.id],
  )
  if (!client) throw new Error('no client')
  await asAdmin('update users set client_id = $1 where id = $2', [client.id, user.id])
  return { ...user, client_id: client.id }
}

/** Another person of a client. */
export async function createMember(client_id: string, role: 'owner' | 'admin' | 'user' | 'viewer') {
  const user = await createUser()
  await asAdmin('insert into client_members (client_id, user_id, role) values ($1, $2, $3)', [client_id, user.id, role])
  await asAdmin('update users set client_id = $1 where id = $2', [client_id, user.id])
  return { ...user, client_id }
}

/** A key of a client, that somebody of it made. */
export async function createKey(
  { client_id, id: created_by }: { client_id: string; id: string },
  scopes: Scope[],
  { expires_at = null, collection_ids = null }: { expires_at?: string | null; collection_ids?: string[] | null } = {},
) {
  const { key, kept } = newKey()
  const { key_hash } = kept
  const [row] = await asAdmin<{ id: string }>(
    `insert into api_keys (client_id, created_by, name, key_hash, prefix, last_four, scopes, expires_at, limited)
     values ($1, $2, 'Key', $3, $4, $5, $6, $7, $8) returning id`,
    [client_id, created_by, key_hash, kept.prefix, kept.last_four, scopes, expires_at, collection_ids !== null],
  )
  if (!row) throw new Error('no key')
  for (const collection of collection_ids ?? []) {
    await asAdmin('insert into api_key_collections values ($1, $2, $3)', [client_id, row.id, collection])
  }
  return { id: row.id, client_id, token: key, key_hash, principal: { kind: 'api_key', key_hash } satisfies Principal }
}

/** An access token as Supabase Auth signs it with the shared secret. */
export function tokenFor(userId: string, claims: Record<string, unknown> = {}): Promise<string> {
  const { url, jwtSecret } = inject('environment').supabase
  return new SignJWT({ role: 'authenticated', ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(`${url}/auth/v1`)
    .setAudience('authenticated')
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(jwtSecret ?? ''))
}

export function textFile(name: string, content: string | Uint8Array<ArrayBuffer>): FormData {
  const form = new FormData()
  form.append('file', new File([content], name))
  return form
}

/** As `textFile`, also where the collection has the same text already. */
export function repeatedFile(name: string, content: string | Uint8Array<ArrayBuffer>): FormData {
  const form = textFile(name, content)
  form.append('allow_duplicate', 'true')
  return form
}

/** While `body` runs, a job that failed is tried again at once instead of after its delay of seconds. */
export async function withoutRetryDelays<T>(body: () => Promise<T>): Promise<T> {
  const hurry = async () => {
    await asAdmin(`update pgboss.job set start_after = now() where state = 'retry' and start_after > now()`)
  }
  const timer = repeat(100, hurry, (error) => logger.error({ err: error }, 'retries keep their delays'))
  try {
    return await body()
  } finally {
    await timer.end()
  }
}

/** Polls until a document ended, however it did. */
export async function waitForDocument(server: TestServer, token: string, id: string) {
  const deadline = Date.now() + 60_000
  for (;;) {
    const { body } = await server.call('GET', `/v1/documents/${id}`, { token })
    if (body.status !== 'pending' && body.status !== 'processing') return body
    if (Date.now() > deadline) throw new Error(`document still ${body.status}`)
    await sleep(100)
  }
}
