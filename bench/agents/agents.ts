import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import type { BenchEnvironment } from '../bench-environment.ts'
import { type Helper, startHelper, type Taken } from '../helper-process.ts'
import { type Figures, median, quantile, rounded } from '../measure.ts'
import { makeSentences } from '../sample-texts.ts'
import { makeClient } from '../search/search.ts'
import { makePeople } from '../seed-clients.ts'
import { askAgent } from './ask.ts'
import { type Asker, makeAsker, startApi, startModel } from './install.ts'
import { killWhileRunning } from './kills.ts'
import { questionOf } from './script.ts'

const streams = 100
const tokensPerSecond = 100
const kills = { runs: 1_000, kills: 50 }

/** What Renum adds to a model: until the first token, a token, and over many executions. */
export const agents: Bench = {
  description: 'an agent’s first token, 100 streams at once, memory and kills, against the bare provider of the AI SDK',
  rows: { native: 10_000, embedded: 1_000 },
  async run(environment, { rounds, seconds, rows }) {
    const sentences = await makeSentences()
    const large = await makeAsker(environment, await makeClient(environment, sentences, rows))
    const people = await makePeople(environment.bare, 4)
    const askers = await Promise.all(people.map((person) => makeAsker(environment, person)))
    await environment.bare.query('vacuum analyze')
    const model = await startModel()
    const bare = startHelper(join(import.meta.dirname, 'bare-process.ts'), ['--expose-gc'])
    const api = await startApi(environment, model.url)
    const sides: Side = { environment, model, bare, api, askers, large }
    try {
      const first = tell(await firstTokens(sides, rounds * 20))
      const many = tell(await manyStreams(sides, rounds, Math.max(seconds, 3)))
      const growth = tell(await memory(sides))
      await api.helper.kill()
      const after = tell(await killWhileRunning(environment, askers[0] as Asker, model, kills))
      const p50 = (name: string) => first[name]?.p50_ms ?? Number.NaN
      return {
        data: { chunks: rows, streams, tokens_per_second: tokensPerSecond, ...kills },
        sides: first,
        rates: {
          stream_errors: many.errors,
          event_loop_p99_ms: many.event_loop_p99_ms,
          cpu_us_a_token_renum: many.renum,
          cpu_us_a_token_bare: many.bare,
          heap_mb_at_200: rounded(growth.at200 / 2 ** 20),
          heap_mb_at_1000: rounded(growth.at1000 / 2 ** 20),
          succeeded_before_a_kill: after.succeeded,
          interrupted_by_a_kill: after.interrupted,
          left_running: after.left_running,
          charged_twice: after.charged_twice,
        },
        ratios: {
          first_token_added_ms: rounded(p50('first_token_direct') - p50('first_token_bare')),
          first_token_added_ms_with_retrieval: rounded(p50('first_token_searching') - p50('first_token_bare')),
          cpu_a_token_renum_to_bare: rounded(many.renum / many.bare),
          heap_at_1000_to_200: rounded(growth.at1000 / growth.at200),
        },
        required: {
          first_token_added_ms: 'at most 15',
          first_token_added_ms_with_retrieval: 'at most 60',
          stream_errors: '0',
          event_loop_p99_ms: 'at most 100',
          cpu_a_token_renum_to_bare: 'at most 1.5',
          heap_at_1000_to_200: 'at most 1.05',
          left_running: '0',
          charged_twice: '0',
        },
      }
    } finally {
      await Promise.all([model.helper.kill(), bare.kill(), api.helper.kill()])
    }
  },
}

/** All of it takes minutes: each part is told as it is there. */
function tell<Part>(part: Part): Part {
  process.stderr.write(`${JSON.stringify(part)}\n`)
  return part
}

interface Side {
  environment: BenchEnvironment
  model: { helper: Helper; url: string }
  bare: Helper
  api: { helper: Helper; url: string }
  askers: Asker[]
  large: Asker
}

/** One question at a time, on each side in turn. */
async function firstTokens({ model, bare, api, large }: Side, times: number): Promise<Record<string, Figures>> {
  const question = questionOf({ tokens: 5, every_ms: 5, run: 'first' })
  const seen: Record<string, number[]> = { bare: [], direct: [], searching: [] }
  // The first ten warm connections, plans and the compiler.
  for (let n = -10; n < times; n++) {
    const { first_ms } = await bare.ask<{ first_ms: number }>({ url: model.url, first: question })
    const direct = await askAgent({ ...api, token: large.token, agent: large.direct }, question)
    const searching = await askAgent({ ...api, token: large.token, agent: large.searching }, question)
    for (const { status } of [direct, searching]) if (status !== 'succeeded') throw new Error(status)
    if (n < 0) continue
    seen.bare?.push(first_ms)
    seen.direct?.push(direct.first_ms)
    seen.searching?.push(searching.first_ms)
  }
  return Object.fromEntries(
    Object.entries(seen).map(([name, all]) => {
      const sorted = all.toSorted((a, b) => a - b)
      const p50_ms = rounded(quantile(sorted, 0.5))
      const figures = {
        per_second: rounded(1000 / p50_ms),
        p50_ms,
        p95_ms: rounded(quantile(sorted, 0.95)),
        rounds: [],
      }
      return [`first_token_${name}`, figures]
    }),
  )
}

/** A hundred streams at once, measured while all of them run; on each side in turn. */
async function manyStreams({ model, bare, api, askers }: Side, rounds: number, seconds: number) {
  const perToken: Record<'renum' | 'bare', number[]> = { renum: [], bare: [] }
  const delays: number[] = []
  let errors = 0
  const fail = (why: string) => {
    errors++
    process.stderr.write(`${why}\n`)
  }
  // Behind the beginnings, and before the first end.
  const lead = 2_000
  const tokens = Math.ceil((seconds + (lead + 1_500) / 1000) * tokensPerSecond)
  const questions = Array.from({ length: streams }, (_, n) =>
    questionOf({ tokens, every_ms: 1000 / tokensPerSecond, run: `stream-${n}` }),
  )
  const window = async (side: Helper) => {
    await sleep(lead)
    const sent = async () => (await model.helper.ask<{ sent: number }>({})).sent
    await side.ask({ measure: 'begin' })
    const before = await sent()
    await sleep(seconds * 1000)
    const taken = await side.ask<Taken>({ measure: 'end' })
    return { ...taken, us: (taken.cpu_ms * 1000) / ((await sent()) - before) }
  }
  for (let round = 0; round < rounds; round++) {
    await bare.ask({ url: model.url, stream: questions })
    perToken.bare.push((await window(bare)).us)
    await bare.ask({ wait: true })
    const running = questions.map((question, n) => {
      const { token, direct } = askers[n % askers.length] as Asker
      return askAgent({ ...api, token, agent: direct }, question).then(
        ({ status }) => {
          if (status !== 'succeeded') fail(status)
        },
        (error) => fail(String(error)),
      )
    })
    const { us, event_loop_p99_ms } = await window(api.helper)
    perToken.renum.push(us)
    delays.push(event_loop_p99_ms)
    await Promise.all(running)
  }
  return {
    errors,
    event_loop_p99_ms: rounded(Math.max(...delays)),
    renum: rounded(median(perToken.renum)),
    bare: rounded(median(perToken.bare)),
  }
}

/** What is left in memory behind the 200th execution, and behind the 1,000th. */
async function memory({ api, askers }: Side): Promise<{ at200: number; at1000: number }> {
  const runs = async (count: number) => {
    const left = Array.from({ length: count }, (_, n) => n).values()
    const lanes = Array.from({ length: 20 }, async () => {
      for (const n of left) {
        const { token, searching, direct } = askers[n % askers.length] as Asker
        const agent = n % 2 === 0 ? direct : searching
        await askAgent({ ...api, token, agent }, questionOf({ tokens: 50, every_ms: 1, run: `memory-${n}` }))
      }
    })
    await Promise.all(lanes)
    // What has ended can be read from memory for a moment.
    await sleep(6_000)
    await api.helper.ask({ measure: 'begin' })
    return (await api.helper.ask<Taken>({ measure: 'end' })).heap_bytes
  }
  const at200 = await runs(200)
  return { at200, at1000: await runs(800) }
}
