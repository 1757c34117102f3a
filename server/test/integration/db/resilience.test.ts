import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startStack } from '@renum/embedded'
import { createClient } from '@supabase/supabase-js'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Config } from '../../../src/config.ts'
import { startAll } from '../../../src/start/all.ts'
import { migrateAll } from '../../../src/start/migrate.ts'
import { logger, readBody, testConfig, textFile } from '../../harness/harness.ts'

/** A whole install of its own, whose database is going to be hurt. */
let stack: Awaited<ReturnType<typeof startStack>>
let running: Awaited<ReturnType<typeof startAll>>
let api: string
let folder: string
let token: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'renum-test-'))
  stack = await startStack({
    dataDir: folder,
    supabasePort: 0,
    dbPort: 0,
    siteUrl: 'http://localhost:3000',
    statementLimitMs: 3_000,
    command: 'resilience test',
  })
  const { supabase_url, publishable_key, secret_key, jwt_secret, db_url } = stack.connection
  const config: Config = {
    ...testConfig(),
    supabase: {
      url: supabase_url,
      key: publishable_key,
      serviceKey: secret_key,
      jwtSecret: jwt_secret,
      dbUrl: db_url,
      dbDirectUrl: db_url,
    },
  }
  await migrateAll(config, logger)
  running = await startAll(config, logger)
  api = `http://127.0.0.1:${running.port}`
  const supabase = createClient(supabase_url, publishable_key, { auth: { persistSession: false } })
  const { data } = await supabase.auth.signUp({ email: 'a@test.example', password: crypto.randomUUID() })
  token = data.session?.access_token ?? ''
})
afterAll(async () => {
  await running.stop()
  await stack.stop()
  await rm(folder, { recursive: true, force: true })
})

async function call(method: string, path: string, body?: FormData | object) {
  const form = body instanceof FormData
  const response = await fetch(api + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...(body && !form ? { 'Content-Type': 'application/json' } : {}) },
    ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
  })
  return { status: response.status, body: readBody(await response.text()) }
}

async function untilReady(id: string): Promise<string> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const { body } = await call('GET', `/v1/documents/${id}`)
    if (body.status === 'ready' || body.status === 'failed' || Date.now() > deadline) return body.status
    await sleep(200)
  }
}

describe('a runaway statement in the embedded database', () => {
  it('does not keep /healthz waiting, and afterwards everything works again', async () => {
    await call('POST', '/v1/clients', { name: 'Aurora' })
    const base = await call('POST', '/v1/knowledge-bases', { name: 'B' })
    const collection = await call('POST', `/v1/knowledge-bases/${base.body.id}/collections`, { name: 'C' })
    const documents = `/v1/collections/${collection.body.id}/documents`

    const client = new pg.Client({ connectionString: stack.connection.db_url })
    client.on('error', () => {})
    await client.connect()
    const runaway = client.query('select count(*) from generate_series(1, 1e12)').then(
      () => 'finished',
      () => 'ended',
    )
    await sleep(300)
    let slowest = 0
    let answers = 0
    const meanwhile = call('GET', '/v1/me')
    const until = Date.now() + 2_000
    while (Date.now() < until) {
      const started = performance.now()
      expect((await fetch(`${api}/healthz`)).status).toBe(200)
      slowest = Math.max(slowest, performance.now() - started)
      answers++
      await sleep(50)
    }
    expect(answers).toBeGreaterThan(10)
    expect(slowest).toBeLessThan(1_000)
    expect(await runaway).toBe('ended')
    // Whoever waited for the database gets an answer, not silence.
    expect([200, 503]).toContain((await meanwhile).status)

    const deadline = Date.now() + 20_000
    while ((await fetch(`${api}/readyz`)).status !== 200 && Date.now() < deadline) await sleep(100)
    expect(stack.restarts).toBe(1)
    const uploaded = await call('POST', documents, textFile('a.txt', 'depois da queda, tudo de pé'))
    expect(uploaded.status).toBe(202)
    expect(await untilReady(uploaded.body.id)).toBe('ready')
    const found = await call('POST', '/v1/search', { query: 'queda' })
    expect(found.body.results).toHaveLength(1)
  })
})
