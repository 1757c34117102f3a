import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, inject, it } from 'vitest'
import { composeApi } from '../../../src/compose.ts'
import { createApp } from '../../../src/http/app.ts'
import { startEmbeddingService } from '../../harness/embedding-service.ts'
import { asAdmin, createOwner, logger, readBody, testConfig } from '../../harness/harness.ts'
import { startFailingProxy } from './chaos/proxy.ts'
import { type ChaosReport, type Expected, report } from './chaos/report.ts'
import { type Step, steps } from './chaos/steps.ts'
import { startWorkers } from './chaos/workers.ts'

/** `npm run test:chaos` asks for a hundred; thirteen are the short version. */
const asked = process.env.RENUM_TEST_CHAOS
const documents = Number(asked ?? 13)
const limit = 90_000 + documents * 15_000
const often = (part: number) => () => Math.random() < part

const { name: environment, adminUrl, supabase } = inject('environment')

/** A text of one chunk, or of several batches of them. */
function textOf(n: number): string {
  const words = (section: number) => Array.from({ length: 200 }, (_, i) => `d${n}s${section}w${i}`).join(' ')
  const sections = n % 4 === 0 ? 40 : 2
  return Array.from({ length: sections }, (_, i) => `# Seção ${i}\n\n${words(i)}`).join('\n\n')
}

/** Kills the session that asks: Postgres takes all others down with it and recovers from its log. */
async function crashDatabase(): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  process.kill(rows[0]?.pid ?? 0, 'SIGKILL')
  await client.end().catch(() => {})
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === 60) throw error
      await sleep(500)
    }
  }
}

// Who pools the connections changes nothing here, and a minute is a minute.
it.skipIf(environment === 'pgbouncer')(
  'whatever dies, and at whichever step, every document ends right',
  { timeout: limit + 60_000 },
  async () => {
    const deaths = await mkdtemp(join(tmpdir(), 'renum-chaos-'))
    const fails = often(0.1)
    const service = await startEmbeddingService(async (response) => {
      await sleep(Math.random() * 200)
      if (!fails()) return undefined
      const how = Math.floor(Math.random() * 3)
      if (how === 0) response.destroy()
      else response.writeHead(how === 1 ? 500 : 429, how === 1 ? {} : { 'Retry-After': '1' }).end()
      return 'answered'
    })
    const proxy = await startFailingProxy(supabase.url, often(0.15))
    const services = await composeApi({ ...testConfig(), embeddings: service.config }, logger)
    const app = createApp(services)
    const owner = await createOwner()
    const call = (method: string, path: string, body?: object) =>
      patiently(async () => {
        const response = await app.request(path, {
          method,
          headers: { Authorization: `Bearer ${owner.token}`, 'Content-Type': 'application/json' },
          ...(body ? { body: JSON.stringify(body) } : {}),
        })
        if (response.status >= 500) throw new Error(`${method} ${path}: ${response.status}`)
        return { status: response.status, body: readBody(await response.text()) }
      })
    const base = await call('POST', '/v1/knowledge-bases', { name: 'B' })
    const path = `/v1/knowledge-bases/${base.body.id}/collections`
    const collection = (await call('POST', path, { name: 'C' })).body.id

    const expected: Expected[] = []
    for (let n = 0; n < documents; n++) {
      // Now and then one without a word in it.
      const text = n % 10 === 9 ? '…' : textOf(n)
      const body = { name: `${n}.md`, text, file_type: 'text/markdown', allow_duplicate: true }
      const { body: document } = await call('POST', `/v1/collections/${collection}/documents`, body)
      expected.push({ id: document.id, text, version: 1, ends: n % 10 === 9 ? 'failed' : 'ready' })
    }

    const workers = startWorkers(2, {
      environment: { ...service.environment, LOG_LEVEL: 'debug', RENUM_DB_POOL_SIZE: '6' },
      supabase: { ...supabase, url: proxy.url },
      dieAt: Object.fromEntries(expected.map(({ id }, n) => [id, steps[n % steps.length] as Step])),
      deaths,
    })
    let crashes = 0
    let result: ChaosReport | undefined
    try {
      // While they are at it: one is cancelled, and one gets another version.
      const [cancelled, changed] = [expected.at(-2), expected.at(-3)]
      if (cancelled && (await call('POST', `/v1/documents/${cancelled.id}/cancel`)).status === 200)
        cancelled.ends = 'cancelled'
      if (changed) {
        Object.assign(changed, { text: textOf(documents + 1), version: 2 })
        await call('POST', `/v1/documents/${changed.id}/versions`, { text: changed.text, file_type: 'text/markdown' })
      }
      const deadline = Date.now() + limit
      for (;;) {
        await sleep(500)
        const [row] = await patiently(() =>
          asAdmin<{ going: number; jobs: number }>(
            `select (select count(*)::int from documents where client_id = $1
                      and (status in ('pending', 'processing') or embedding_status <> 'ready')) as going,
                  (select count(*)::int from pgboss.job where data ->> 'client_id' = $1::text
                      and state in ('created', 'retry', 'active')) as jobs`,
            [owner.client_id],
          ),
        )
        if (!row || Date.now() > deadline || (row.going === 0 && row.jobs === 0)) break
        // Not under other tests, which share it.
        if (asked && environment === 'native' && crashes === 0 && row.going <= documents / 2) {
          crashes++
          await crashDatabase()
        }
      }
      result = await patiently(() => report(owner.client_id, expected))
    } finally {
      await workers.end()
      await services.close()
      await proxy.close()
      await service.close()
    }
    const killed_at: Partial<Record<Step, number>> = {}
    for (const death of await readdir(deaths)) {
      const step = (await readFile(join(deaths, death), 'utf8')) as Step
      killed_at[step] = (killed_at[step] ?? 0) + 1
    }
    await rm(deaths, { recursive: true, force: true })
    const happened = {
      workers_killed: workers.killed(),
      killed_at,
      database_crashes: crashes,
      storage_failures: proxy.failures(),
    }
    process.stdout.write(`${JSON.stringify({ ...result, ...happened })}\n`)
    if (workers.complaints.length > 0) process.stdout.write(`${workers.complaints.join('\n')}\n`)
    expect(result).toMatchObject({ documents, ended: documents, duplicates: 0, orphans: 0, lost: 0 })
    expect(Object.keys(killed_at).sort()).toEqual([...steps].sort())
  },
)
