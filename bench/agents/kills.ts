import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { openQueue } from '../../server/src/db/pg-boss/open-queue.ts'
import { endSilentExecutions } from '../../server/src/features/executions/end-silent.ts'
import { createLogger } from '../../server/src/telemetry/logger.ts'
import type { BenchEnvironment } from '../bench-environment.ts'
import type { Helper } from '../helper-process.ts'
import { type Asker, startApi } from './install.ts'
import { questionOf } from './script.ts'

export interface AfterKills {
  runs: number
  kills: number
  succeeded: number
  interrupted: number
  left_running: number
  /** Executions of one question beyond its first, calls of the model beyond the first, and ends beyond the first. */
  charged_twice: number
}

/**
 * Asks many questions, each with a key of its own, of processes that are killed while they answer, asks again whatever was
 * cut off, and then looks what there is.
 */
export async function killWhileRunning(
  environment: BenchEnvironment,
  asker: Asker,
  model: { helper: Helper; url: string },
  { runs, kills }: { runs: number; kills: number },
): Promise<AfterKills> {
  const { bare, database } = environment
  const began = new Date().toISOString()
  let unanswered: { key: string; question: string }[] = []
  let asked = 0
  const ask = async (url: string, { key, question }: { key: string; question: string }) => {
    const response = await fetch(`${url}/v1/agents/${asker.direct}/executions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${asker.token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify({ question }),
    })
    await response.arrayBuffer()
    // Too many wait already: it is asked again, too.
    if (response.status !== 201) throw new Error(`answered ${response.status}`)
  }
  for (let kill = 0; kill < kills; kill++) {
    const { helper, url } = await startApi(environment, model.url)
    const fresh = Array.from({ length: Math.floor((runs * (kill + 1)) / kills) - asked }, () => {
      const run = `k${asked++}`
      // From 50 to 800 ms: some end before the kill, some after.
      return { key: randomUUID(), question: questionOf({ tokens: 5 + ((asked * 7) % 75), every_ms: 10, run }) }
    })
    // What the last process left unanswered is asked again, as a program would.
    const answers = [...unanswered, ...fresh].map((one) =>
      ask(url, one).then(
        () => undefined,
        () => one,
      ),
    )
    await sleep(150 + ((kill * 37) % 500))
    await helper.kill()
    unanswered = (await Promise.all(answers)).flatMap((one) => one ?? [])
  }
  const { helper, url } = await startApi(environment, model.url)
  for (const one of unanswered) await ask(url, one)
  await helper.kill()
  // A worker does so every few seconds, once the lease of the dead is over.
  const logger = createLogger('silent')
  const queue = await openQueue(database, logger, false)
  try {
    for (let waited = 0; waited < 60; waited++) {
      await endSilentExecutions({ database, queue, logger }, { quietMs: 0 })
      const { rows } = await bare.query(
        `select count(*)::int as open from public.agent_executions where created_at >= $1 and status in ('queued', 'running')`,
        [began],
      )
      if (rows[0].open === 0) break
      await sleep(1_000)
    }
  } finally {
    await queue.stop(1_000)
  }
  const { rows } = await bare.query<Record<string, number>>(
    `with e as (select * from public.agent_executions where created_at >= $1)
     select count(distinct input ->> 'question')::int as runs,
            count(*)::int - count(distinct input ->> 'question')::int as repeated,
            (count(*) filter (where status = 'succeeded'))::int as succeeded,
            (count(*) filter (where error_code = 'execution_interrupted'))::int as interrupted,
            (count(*) filter (where status in ('queued', 'running')))::int as left_running,
            (select count(*)::int from (select 1 from public.execution_events v join e on e.client_id = v.client_id
               and e.id = v.execution_id where v.event in ('usage', 'end') group by v.execution_id, v.event having count(*) > 1) x)
              as ends
       from e`,
    [began],
  )
  const [found] = rows
  if (!found) throw new Error('nothing was counted')
  const { calls } = await model.helper.ask<{ calls: [string, number][] }>({})
  const again = calls.reduce((sum, [run, count]) => sum + (run.startsWith('k') ? count - 1 : 0), 0)
  const { runs: seen = 0, repeated = 0, succeeded = 0, interrupted = 0, left_running = 0, ends = 0 } = found
  if (seen !== runs) throw new Error(`${seen} of ${runs} questions have an execution`)
  return { runs: seen, kills, succeeded, interrupted, left_running, charged_twice: repeated + again + ends }
}
