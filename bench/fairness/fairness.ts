import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SignJWT } from 'jose'
import { composeWorker } from '../../server/src/compose.ts'
import { readSettings } from '../../server/src/config.ts'
import { startJobs } from '../../server/src/jobs/registry.ts'
import { createLogger } from '../../server/src/telemetry/logger.ts'
import type { Bench } from '../bench.ts'
import type { BenchEnvironment } from '../bench-environment.ts'
import { type Figures, quantile, rounded } from '../measure.ts'
import { makeSentences, makeText } from '../sample-texts.ts'
import { makePeople } from '../seed-clients.ts'
import { asking, type Party, type Road, roads } from './requests.ts'

const documents = { native: 20, embedded: 4 }
/** Characters of a document. */
const length = 20_000

/**
 * What one client waits for while a person of another sends 25 requests at a time, against the same alone. Without limits
 * by the minute: they only make a flood shorter.
 */
export const fairness: Bench = {
  description: 'one client’s requests while another sends 25 at a time, by what it sends, against the same alone',
  async run(environment, { rounds, seconds }) {
    const settings = readSettings({ EMBEDDINGS_PROVIDER: 'lexical', RENUM_RATE_LIMITS: '0' }, { logLevel: 'fatal' })
    // As the embedded stack starts it.
    const poolSize = environment.name === 'embedded' ? 4 : settings.database.poolSize
    const config = {
      ...settings,
      database: { ...settings.database, poolSize },
      supabase: environment.supabase,
      port: 0,
    }
    const child = fork(join(import.meta.dirname, '../api-process.ts'))
    child.send(config)
    try {
      const [{ port }] = await once(child, 'message')
      const [victim, attacker] = await seed(environment, `http://127.0.0.1:${port}`, config)
      return await measure(environment, victim, attacker, { rounds, seconds })
    } finally {
      child.disconnect()
    }
  },
}

type Seeded = [victim: Party, attacker: Party]

/** Two clients with documents of the same kind, ready to be searched. */
async function seed(environment: BenchEnvironment, url: string, config: Parameters<typeof composeWorker>[0]) {
  const worker = await composeWorker(config, createLogger('fatal'))
  await startJobs(worker.queue, worker)
  const sentences = await makeSentences()
  try {
    const people = await makePeople(environment.bare, 2)
    const parties = people.map(async ({ user_id }, n): Promise<Party> => {
      const token = await tokenFor(environment, user_id)
      const ask = asking(url, token)
      const make = async (path: string, body: object) => {
        const answer = await ask(path, { method: 'POST', body })
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
        return ((await answer.json()) as { id: string }).id
      }
      const base = await make('/v1/knowledge-bases', { name: 'Bench' })
      const collection = await make(`/v1/knowledge-bases/${base}/collections`, { name: 'Bench' })
      for (let i = 0; i < documents[environment.name === 'native' ? 'native' : 'embedded']; i++) {
        const text = makeText(sentences, length, n * 1000 + i)
        await make(`/v1/collections/${collection}/documents`, { name: `${i}.md`, text })
      }
      return { url, token, base, collection }
    })
    const made = (await Promise.all(parties)) as Seeded
    for (;;) {
      const { rows } = await environment.bare.query(`select from public.documents where status <> 'ready'`)
      if (rows.length === 0) return made
      await sleep(100)
    }
  } finally {
    await worker.close()
  }
}

async function tokenFor({ supabase }: BenchEnvironment, userId: string): Promise<string> {
  return new SignJWT({ role: 'authenticated' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(`${supabase.url}/auth/v1`)
    .setAudience('authenticated')
    .setSubject(userId)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(supabase.jwtSecret ?? ''))
}

async function measure(
  environment: BenchEnvironment,
  victim: Party,
  attacker: Party,
  { rounds, seconds }: { rounds: number; seconds: number },
) {
  const ask = asking(victim.url, victim.token)
  const asked: Record<string, () => Promise<Response>> = {
    read: () => ask('/v1/knowledge-bases'),
    search: () => ask('/v1/search', { method: 'POST', body: { query: 'prazo de entrega' } }),
  }
  const times: Record<string, number[]> = {}
  const failed: Record<string, number> = {}
  const look = async (name: string) => {
    const until = performance.now() + seconds * 1000
    while (performance.now() < until) {
      for (const [what, send] of Object.entries(asked)) {
        const began = performance.now()
        const answer = await send()
        await answer.arrayBuffer()
        const key = `${what}_${name}`
        times[key] ??= []
        times[key].push(performance.now() - began)
        if (!answer.ok) failed[key] = (failed[key] ?? 0) + 1
        await sleep(10)
      }
    }
  }
  const flood = fork(join(import.meta.dirname, 'flood.ts'))
  const tell = async (message: Party | Road | null) => {
    flood.send({ message })
    await once(flood, 'message')
  }
  try {
    await tell(attacker)
    await look('warm')
    for (let round = 0; round < rounds; round++) {
      for (const road of roads) {
        await look('alone')
        await tell(road)
        await sleep(300)
        await look(road)
        await tell(null)
      }
    }
  } finally {
    flood.disconnect()
  }
  const p95 = (key: string) =>
    quantile(
      (times[key] ?? []).toSorted((a, b) => a - b),
      0.95,
    )
  const sides: Record<string, Figures> = {}
  const ratios: Record<string, number> = {}
  const required: Record<string, string> = {}
  for (const [key, of] of Object.entries(times)) {
    if (key.endsWith('_warm')) continue
    const sorted = of.toSorted((a, b) => a - b)
    const total = of.reduce((sum, ms) => sum + ms, 0)
    sides[key] = {
      per_second: Math.round((of.length / total) * 1000),
      p50_ms: rounded(quantile(sorted, 0.5)),
      p95_ms: rounded(p95(key)),
      rounds: [],
    }
    if (key.endsWith('_alone')) continue
    const ratio = `p95_${key}_to_alone`
    ratios[ratio] = rounded(p95(key) / p95(`${key.split('_')[0]}_alone`))
    required[ratio] = environment.name === 'native' ? 'at most 2' : 'at most 4'
  }
  const refused = Object.values(failed).reduce((sum, count) => sum + count, 0)
  return { sides, rates: { refused }, ratios, required }
}
