import { setTimeout as sleep } from 'node:timers/promises'
import { SignJWT } from 'jose'
import { composeApi } from '../server/src/compose.ts'
import { readSettings } from '../server/src/config.ts'
import { createApp } from '../server/src/http/app.ts'
import { startJobs } from '../server/src/jobs/registry.ts'
import { createLogger } from '../server/src/telemetry/logger.ts'
import type { BenchEnvironment } from './bench-environment.ts'
import { rounded } from './measure.ts'
import { makeText } from './sample-texts.ts'
import { makePeople } from './seed-clients.ts'

const documents = { native: 60, embedded: 6 }
/** Characters of a document: some ten pages. */
const length = 20_000
const uploadsAtOnce = 8
const patienceMs = 600_000

/**
 * Uploads documents through the routes of a server with its worker in the same process, and waits until all of them
 * are ready: bytes in Storage, parsed, split, embedded with the lexical embedder, written.
 */
export async function endToEnd(environment: BenchEnvironment, sentences: readonly string[]) {
  const logger = createLogger('fatal')
  const settings = readSettings({ EMBEDDINGS_PROVIDER: 'lexical', RENUM_RATE_LIMITS: '0' }, { logLevel: 'fatal' })
  const services = await composeApi({ ...settings, supabase: environment.supabase }, logger, { worksOnJobs: true })
  try {
    await startJobs(services.queue, services)
    const app = createApp(services)
    const [person] = await makePeople(environment.bare, 1)
    if (!person) throw new Error('no member was made')
    const authorization = `Bearer ${await tokenFor(environment, person.user_id)}`
    const call = async (path: string, body: object) => {
      const response = await app.request(path, init(authorization, body))
      const answer = (await response.json()) as { id: string }
      if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`)
      return answer.id
    }
    const knowledge_base_id = await call('/v1/knowledge-bases', { name: 'Bench' })
    const collection = await call(`/v1/knowledge-bases/${knowledge_base_id}/collections`, { name: 'Bench' })
    const count = environment.name === 'native' ? documents.native : documents.embedded

    const began = performance.now()
    const waiting = Array.from({ length: count }, (_, i) => i).values()
    const lanes = Array.from({ length: uploadsAtOnce }, async () => {
      for (const i of waiting) {
        const form = new FormData()
        form.append('file', new File([makeText(sentences, length, i)], `documento-${i}.md`))
        await call(`/v1/collections/${collection}/documents`, form)
      }
    })
    await Promise.all(lanes)
    const uploaded = performance.now()
    const chunks = await untilReady(environment, collection, count)
    const ready = performance.now()
    return {
      data: { end_to_end_documents: count, end_to_end_chunks: chunks },
      uploads_per_second: rounded(count / ((uploaded - began) / 1000)),
      documents_per_second: rounded(count / ((ready - began) / 1000)),
    }
  } finally {
    await services.close()
  }
}

function init(authorization: string, body: object): RequestInit {
  if (body instanceof FormData) return { method: 'POST', headers: { authorization }, body }
  return {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
}

async function untilReady({ bare }: BenchEnvironment, collection: string, count: number): Promise<number> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    const { rows } = await bare.query(
      `select count(*) filter (where status = 'ready')::int as ready, sum(chunk_count)::int as chunks,
              count(*) filter (where status in ('failed', 'cancelled'))::int as failed
         from public.documents where collection_id = $1`,
      [collection],
    )
    const { ready, failed, chunks } = rows[0]
    if (failed > 0) throw new Error(`${failed} of ${count} documents failed`)
    if (ready === count) return chunks
    if (performance.now() > deadline) throw new Error(`${ready} of ${count} documents are ready`)
    await sleep(20)
  }
}

/** A token as Auth would give it. */
export function tokenFor({ supabase }: BenchEnvironment, userId: string): Promise<string> {
  return new SignJWT({ role: 'authenticated' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(`${supabase.url}/auth/v1`)
    .setAudience('authenticated')
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(supabase.jwtSecret ?? ''))
}
