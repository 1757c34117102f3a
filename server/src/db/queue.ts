import { setTimeout as sleep } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import type { z } from 'zod'
import { repeat } from '../concurrency/repeat.ts'
import type { Logger } from '../telemetry/logger.ts'
import { fromDatabaseError } from './errors.ts'
import { type Database, pool } from './pool.ts'
import { leaveTenant, type TenantTx } from './tenant.ts'

/** A kind of background work: its name, what its payload looks like, and how often it may fail. */
export interface JobKind<Payload> {
  name: string
  payload: z.ZodType<Payload>
  options: {
    /** Attempts after the first one. */
    retryLimit: number
    /** Seconds before the first retry; it doubles with each. */
    retryDelay: number
    /** A worker that has not reported for so many seconds is taken for dead, and the job is started elsewhere. */
    heartbeatSeconds: number
    /** The longest a job may run, in seconds. */
    expireInSeconds: number
  }
  /**
   * The kind that a job becomes, with the same payload, after its last attempt: whether the handler raised, or the
   * worker died with it.
   */
  deadLetter?: JobKind<Payload>
  /** What comes first: higher before lower, 0 without this. Asked in the transaction that enqueues. */
  priority?(tx: TenantTx, payload: Payload): Promise<number>
  /** What a job is about: it is found by this as long as it waits or runs. */
  key?(payload: Payload): string
  /** Of jobs with the same key one waits at most, and one runs: another is not enqueued. */
  once?: boolean
  /** Seconds between two looks for a job, 0.5 without this: each of a kind's places in a process looks by itself. */
  lookEvery?: number
  /** Whose a job is. */
  group?(payload: Payload): string
  /** A process works on one job of each group at a time, whatever else waits. */
  onePerGroup?: boolean
}

export interface JobAttempt<Payload> {
  payload: Payload
  /** Aborted when the job is no longer this worker's, or the worker is to stop. */
  signal: AbortSignal
  /** 1 for the first attempt; one that does not count is not counted here either. */
  number: number
  /** Gives the attempt after this one, where it comes to that, another priority than the first had. */
  retryAt(priority: number): Promise<void>
  /** Whether a job of this kind but of another group waits, and comes before one of that priority. */
  othersWait(priority: number): Promise<boolean>
  /** Ends this attempt as one that does not count: the job waits again, with this priority. For a handler that is done. */
  putBack(priority: number): Promise<void>
}

export interface Queue {
  /**
   * Enqueues jobs in the tenant's transaction: they exist if, and only if, the transaction commits. This must be the
   * transaction's last statement: it goes back to the login role, for no tenant has rights on the queue.
   */
  enqueue<Payload extends object>(tx: TenantTx, kind: JobKind<Payload>, ...payloads: Payload[]): Promise<void>
  /** Starts to work on jobs of a kind, `concurrency` at a time. */
  work<Payload extends object>(
    kind: JobKind<Payload>,
    concurrency: number,
    handler: (attempt: JobAttempt<Payload>) => Promise<void>,
  ): Promise<void>
  /** Those of the keys that no job of these kinds has, neither waiting nor running. */
  findLost(kinds: readonly { name: string }[], keys: readonly string[]): Promise<Set<string>>
  /**
   * How many processes work on jobs, as of at most a second ago. One that was killed counts for another quarter of a
   * minute, one that was stopped does not. Raises `database_unavailable`.
   */
  countWorkers(): Promise<number>
  /**
   * Runs `work` now, or in `first` seconds, and then every `seconds`, in this process, until the queue stops; its
   * failures go to the log. Every worker does so for itself: two at once must do no harm. The signal is aborted when the
   * queue stops.
   */
  every(seconds: number, name: string, work: (signal: AbortSignal) => Promise<void>, options?: { first: number }): void
  /** Raises `database_unavailable` where the queue does not answer. */
  ping(): Promise<void>
  /**
   * Takes no more jobs and waits for those that run: a quarter of `timeoutMs` passes before their signals are aborted,
   * and after `timeoutMs` they are taken from this process. Handlers that still run then get as long as a quarter more.
   * What was aborted waits again, for another process; the attempt does not count.
   */
  stop(timeoutMs: number): Promise<void>
}

const schema = 'pgboss'

function bossOn(database: Database, logger: Logger, options: { migrate: boolean; supervise: boolean }): PgBoss {
  const boss = new PgBoss({
    schema,
    db: { executeSql: (text, values) => database[pool].query(text, values) },
    migrate: options.migrate,
    createSchema: options.migrate,
    supervise: options.supervise,
    // A dead worker's job waits for its heartbeat to run out and for one of these sweeps.
    monitorIntervalSeconds: 10,
    superviseIntervalSeconds: 10,
    schedule: false,
    // A process that was killed is known to be gone after three of them.
    instanceHeartbeatSeconds: 5,
  })
  boss.on('error', (error) => logger.error({ err: error }, 'queue'))
  boss.on('warning', (warning) => logger.warn({ warning }, 'queue'))
  return boss
}

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
      const client = leaveTenant(tx)
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
          // pg-boss makes the retry of this row, and says nothing about changing it. Only as long as it is ours.
          const change = (set: string, values: unknown[] = []) =>
            database[pool].query(
              `update ${schema}.job set ${set}
                where name = $1 and id = $2 and state = 'active' and retry_count = $3`,
              [kind.name, job.id, job.retryCount, ...values],
            )
          // More than the kind has; where it has been given fewer since, all are taken for granted.
          const granted = Math.max(0, Math.min(job.retryCount, job.retryLimit - kind.options.retryLimit))
          // Counted, or what ends this attempt would end the next one, too; and granted, so that none is lost.
          const again = `state = 'retry', retry_limit = retry_limit + 1, start_after = ${schema}.job_now()`
          const handling = handler({
            payload: kind.payload.parse(job.data),
            signal: AbortSignal.any([job.signal, stopping.signal]),
            number: job.retryCount + 1 - granted,
            async retryAt(priority) {
              await change('priority = $4', [priority])
            },
            async othersWait(priority) {
              const { rows } = await database[pool].query<{ wait: boolean }>(
                // None is ever blocked: it is what pg-boss's index by priority asks for.
                `select exists (
                   select from ${schema}.job
                    where name = $1 and state < 'active' and not blocked and start_after <= ${schema}.job_now()
                      and priority > $3 and group_id is distinct from $2) as wait`,
                [kind.name, job.groupId ?? null, priority],
              )
              return rows[0]?.wait === true
            },
            async putBack(priority) {
              await change(`${again}, priority = $4`, [priority])
            },
          })
          running.add(handling)
          try {
            await handling
          } catch (error) {
            if (stopping.signal.aborted) await change(again).catch(() => undefined)
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
      // pg-boss waits for no handler that it has given up on, and whoever calls closes the pool under them.
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

/**
 * Makes or updates the queue's own schema and its queues, those that take dead letters first. Safe to run twice at
 * once: pg-boss takes a lock.
 */
export async function installQueue(
  database: Database,
  logger: Logger,
  kinds: readonly (Pick<JobKind<never>, 'name' | 'options' | 'once'> & { deadLetter?: { name: string } })[],
): Promise<void> {
  const boss = bossOn(database, logger, { migrate: true, supervise: false })
  await boss.start()
  try {
    for (const { name, options, once, deadLetter } of kinds) {
      const wanted = {
        ...options,
        retryBackoff: true,
        retryDelayMax: 60,
        deleteAfterSeconds: 7 * 24 * 3600,
        ...(deadLetter ? { deadLetter: deadLetter.name } : {}),
      }
      if (await boss.getQueue(name)) await boss.updateQueue(name, wanted)
      else await boss.createQueue(name, { ...wanted, policy: once ? 'stately' : 'standard' })
    }
    // One implicit transaction: two installations at once would touch the same rows of the catalogue.
    await database[pool].query(`
      select pg_advisory_xact_lock(hashtextextended('renum.queue', 0));
      grant usage on schema ${schema} to renum_login;
      grant select, insert, update, delete on all tables in schema ${schema} to renum_login;
      grant execute on all functions in schema ${schema} to renum_login;
      -- As with our own: pg-boss names everything with its schema, and leaves the search path to whoever calls.
      do $$
      declare
        theirs regprocedure;
      begin
        for theirs in
          select p.oid from pg_proc p
           where p.pronamespace = '${schema}'::regnamespace and p.proconfig is null and pg_has_role(p.proowner, 'usage')
        loop
          execute format('alter function %s set search_path = %L', theirs, '');
        end loop;
      end $$`)
  } finally {
    await boss.stop({ graceful: false, close: false })
  }
}
