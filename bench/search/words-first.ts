import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { composeApi } from '../../server/src/compose.ts'
import { readSettings } from '../../server/src/config.ts'
import { createApp } from '../../server/src/http/app.ts'
import { startJobs } from '../../server/src/jobs/registry.ts'
import { createLogger } from '../../server/src/telemetry/logger.ts'
import type { Bench } from '../bench.ts'
import type { BenchEnvironment } from '../bench-environment.ts'
import { tokenFor } from '../end-to-end.ts'
import { quantile, rounded } from '../measure.ts'
import { makeSentences, makeText } from '../sample-texts.ts'
import { makePeople } from '../seed-clients.ts'

/** Characters of a page, and of a document of fifty of them. */
const page = 2_000
const uploaded = 50 * page

/**
 * How soon the words of fifty pages are found after their upload, while thousands of chunks wait for the model in the box, and what
 * questions by meaning and the event loop of a process that is API and worker at once take meanwhile.
 */
export const wordsFirst: Bench = {
  description:
    'words of fifty pages found after their upload, while chunks wait for their vectors; questions meanwhile',
  rows: { native: 2_000, embedded: 2_000 },
  async run(environment, { rounds, rows }) {
    const sentences = await makeSentences()
    const settings = readSettings({ RENUM_RATE_LIMITS: '0', EMBEDDINGS_DOWNLOAD: '0' }, { logLevel: 'fatal' })
    const services = await composeApi({ ...settings, supabase: environment.supabase }, createLogger('fatal'), {
      worksOnJobs: true,
    })
    try {
      const app = createApp(services)
      await startJobs(services.queue, services)
      const clients = await Promise.all(
        (await makePeople(environment.bare, 2)).map(async ({ user_id }) => {
          const authorization = `Bearer ${await tokenFor(environment, user_id)}`
          const call = async <Answer>(path: string, body?: object): Promise<Answer> => {
            const response = await app.request(path, {
              method: body ? 'POST' : 'GET',
              headers: { authorization, 'content-type': 'application/json' },
              ...(body && { body: JSON.stringify(body) }),
            })
            const answer = await response.json()
            if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`)
            return answer as Answer
          }
          const base = await call<{ id: string }>('/v1/knowledge-bases', { name: 'Bench' })
          const { id } = await call<{ id: string }>(`/v1/knowledge-bases/${base.id}/collections`, { name: 'Bench' })
          return { call, documents: `/v1/collections/${id}/documents` }
        }),
      )
      const [busy, other] = clients
      if (!busy || !other) throw new Error('no member was made')
      for (let i = 0; (await waitingChunks(environment)) < rows; i++) {
        await busy.call(busy.documents, { name: `acervo-${i}.txt`, text: makeText(sentences, 400_000, i) })
        await sleep(500)
      }
      const waitingAtFirst = await waitingChunks(environment)
      const delay = monitorEventLoopDelay({ resolution: 5 })
      delay.enable()
      const found: number[] = []
      const asked: number[] = []
      for (let round = 0; round < rounds; round++) {
        // In turn the client whose chunks wait, and one that has none.
        const { call, documents } = round % 2 === 0 ? busy : other
        const word = `palavrachave${round}${'x'.repeat(3)}`
        const text = `${makeText(sentences, uploaded, 1_000 + round)} ${word}`
        const began = performance.now()
        await call(documents, { name: `manual-${round}.txt`, text })
        for (;;) {
          const { results } = await call<{ results: unknown[] }>('/v1/search', { query: word, mode: 'full_text' })
          if (results.length > 0) break
          await sleep(20)
        }
        found.push(performance.now() - began)
        for (let n = 0; n < 10; n++) {
          const question = makeText(sentences, 60, 5_000 + round * 10 + n).slice(0, 90)
          const since = performance.now()
          await call('/v1/search', { query: question })
          asked.push(performance.now() - since)
        }
      }
      delay.disable()
      for (const times of [found, asked]) times.sort((a, b) => a - b)
      const waitingAtLast = await waitingChunks(environment)
      const p99 = rounded(delay.percentile(99) / 1e6)
      const figures = (times: number[]) => ({
        per_second: rounded(1000 / quantile(times, 0.5)),
        p50_ms: rounded(quantile(times, 0.5)),
        p95_ms: rounded(quantile(times, 0.95)),
        rounds: times.map(Math.round),
      })
      return {
        data: { pages: 50, waiting_at_first: waitingAtFirst, waiting_at_last: waitingAtLast },
        sides: { words_found: figures(found), question: figures(asked) },
        rates: { words_found_max_ms: Math.round(found.at(-1) ?? 0), event_loop_p99_ms: p99 },
        ratios: {},
        required: { words_found_max_ms: 'at most 2000', event_loop_p99_ms: 'at most 50' },
      }
    } finally {
      await services.close()
    }
  },
}

async function waitingChunks({ bare }: BenchEnvironment): Promise<number> {
  const { rows } = await bare.query(
    'select coalesce(sum(missing_count), 0)::int as waiting from public.pending_embeddings',
  )
  return rows[0].waiting
}
