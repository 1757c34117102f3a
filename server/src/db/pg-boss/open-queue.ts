import { setTimeout as sleep } from 'node:timers/promises'
import { repeat } from '../../concurrency/repeat.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { fromDatabaseError } from '../errors.ts'
import { type Database, pool } from '../pool.ts'
import type { Queue } from '../queue.ts'
import { takeConnection } from '../tenant.ts'
import { bossOn, schema } from './boss.ts'
import { openJobAttempt } from './job-attempt.ts'

/** Connects to the queue that `installQueue` made. `supervise`: whether this process also retries the dead's jobs. */
export async function openQueue(database: Database, logger: Logger, supervise: boolean): Promise<Queue> {
  const boss = bossOn(database, logger, { migrate: false, supervise })
  try {
    await boss.start()
  } catch (error) {
    throw fromDatabaseError(error)
  }
  const timers = new Set<{ end(): Promise<void> }>()
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  let counted: { since: number; workers: Promise<number> } | undefined
  return {
    async enqueue(tx, kind, ...payloads) {
      const priorities: number[] = []
      for (const payload of payloads) priorities.push((await kind.priority?.(tx, payload)) ?? 0)
      const client = takeConnection(tx)
      await client.query('set local role none')
      const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
      for (const [i, payload] of payloads.entries()) {
        const key = kind.key?.(payload)
        const group = kind.group?.(payload)
        await boss.send(kind.name, payload, {
          db,
          priority: priorities[i] ?? 0,
          ...(key === undefined ? {} : { singletonKey: key }),
          ...(group === undefined ? {} : { group: { id: group } }),
        })
      }
    },
    async work(kind, concurrency, handler) {
      const options = {
        // For the attempts that were granted.
        includeMetadata: true as const,
        pollingIntervalSeconds: kind.lookEvery ?? 0.5,
        ...(kind.onePerGroup ? { localGroupConcurrency: 1 } : {}),
      }
      for (let i = 0; i < concurrency; i++) {
        const worker: string = await boss.work(kind.name, options, async ([job]) => {
          if (!job) return
          // Looks for the next one right after this, instead of waiting for the next poll.
          boss.notifyWorker(worker)
          const { attempt, requeue } = openJobAttempt(database, kind, job, stopping.signal)
          const handling = handler(attempt)
          running.add(handling)
          try {
            await handling
          } catch (error) {
            if (stopping.signal.aborted) await requeue().catch(() => undefined)
            throw error
          } finally {
            running.delete(handling)
          }
        })
      }
    },
    async findLost(kinds, keys) {
      const names = kinds.map(({ name }) => name)
      // Two questions, for pg-boss has an index on the keys of those that wait, and few are active.
      const { rows } = await database[pool].query<{ key: string }>(
        `select p.key from unnest($2::text[]) p (key)
          where not exists (
            select from ${schema}.job j
             where j.name = any ($1::text[]) and j.state < 'active' and j.singleton_key = p.key)
            and p.key not in (
            select j.singleton_key from ${schema}.job j
             where j.name = any ($1::text[]) and j.state = 'active' and j.singleton_key is not null)`,
        [names, keys],
      )
      return new Set(rows.map(({ key }) => key))
    },
    countWorkers() {
      if (!counted || performance.now() - counted.since > 1_000) {
        counted = { since: performance.now(), workers: askForWorkers(database) }
      }
      return counted.workers
    },
    every(seconds, name, work, { first } = { first: 0 }) {
      const onError = (error: unknown) => logger.error({ err: error, task: name }, 'a task failed')
      timers.add(repeat(seconds * 1000, work, onError, first * 1000))
    },
    async ping() {
      if (!(await boss.isInstalled())) throw new Error('the queue is not installed')
    },
    async stop(timeoutMs) {
      await Promise.all([...timers].map((timer) => timer.end()))
      // What is nearly done is done; what takes longer goes on elsewhere from what it has saved.
      const timer = setTimeout(() => stopping.abort(new Error('the worker stops')), timeoutMs / 4)
      await boss.stop({ graceful: true, timeout: timeoutMs, close: false })
      clearTimeout(timer)
      stopping.abort(new Error('the worker stops'))
      // pg-boss does not wait for handlers that it has given up on, and the caller closes their pool next.
      await Promise.race([Promise.allSettled(running), sleep(timeoutMs / 4, undefined, { ref: false })])
    },
  }
}

/** A worker is what looks after the queue: pg-boss keeps a row of each process, with its heartbeat. */
async function askForWorkers(database: Database): Promise<number> {
  try {
    const { rows } = await database[pool].query<{ workers: number }>(
      `select count(*)::int as workers from ${schema}.instance
        where supervise and stopped_on is null
          and heartbeat_on > ${schema}.job_now() - 3 * heartbeat_seconds * interval '1 second'`,
    )
    return rows[0]?.workers ?? 0
  } catch (error) {
    throw fromDatabaseError(error)
  }
}
