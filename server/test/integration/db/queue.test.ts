import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { installQueue } from '../../../src/db/pg-boss/install-queue.ts'
import { openQueue } from '../../../src/db/pg-boss/open-queue.ts'
import { type Database, pool } from '../../../src/db/pool.ts'
import type { JobKind, Queue } from '../../../src/db/queue.ts'
import { withTenant } from '../../../src/db/tenant.ts'
import { knowledgeBases } from '../../../src/features/knowledge-bases/knowledge-bases.repository.ts'
import { asAdmin, createOwner, logger, openTestDatabase, withoutRetryDelays } from '../../harness/harness.ts'

const options = { retryLimit: 1, retryDelay: 1, heartbeatSeconds: 15, expireInSeconds: 60 }
const kind = (name: string): JobKind<{ n: number }> => ({ name, payload: z.object({ n: z.int() }), options })
const kept = kind('test-kept')
const dead = kind('test-dead')
const failing = { ...kind('test-failing'), deadLetter: dead }
const once = { ...kind('test-once'), key: ({ n }: { n: number }) => `${n}`, once: true }
const grouped = {
  ...kind('test-grouped'),
  group: ({ n }: { n: number }): 'few' | 'many' => (n < 10 ? 'few' : 'many'),
  onePerGroup: true,
}
const yielding = { ...grouped, name: 'test-yielding', priority: async (_: unknown, { n }: { n: number }) => -n }
const later = { ...kind('test-later'), options: { ...options, retryLimit: 3 }, priority: async () => 5 }
const slow = { ...kind('test-slow'), key: ({ n }: { n: number }) => `slow ${n}` }
const stubborn = kind('test-stubborn')
const kinds = [dead, kept, failing, once, grouped, later, slow, stubborn, yielding]

let database: Database
let queue: Queue
let owner: Awaited<ReturnType<typeof createOwner>>
beforeAll(async () => {
  database = openTestDatabase()
  // The last of several: what makes the queues is safe to run again, and at once.
  await Promise.all([installQueue(database, logger, kinds), installQueue(database, logger, kinds)])
  queue = await openQueue(database, logger, true)
  owner = await createOwner()
})
afterAll(async () => {
  await queue.stop(5_000)
  await database.close()
})

async function jobs(name: string): Promise<number> {
  const { rows } = await database[pool].query('select count(*)::int as n from pgboss.job where name = $1', [name])
  return rows[0].n
}

describe('a job', () => {
  it('exists if and only if the tenant’s transaction commits', async () => {
    const enqueue = (n: number, then: () => void) =>
      withTenant(database, owner.principal, async (tx) => {
        await knowledgeBases.create(tx, { name: `job ${n}` })
        await queue.enqueue(tx, kept, { n })
        then()
      })
    await enqueue(1, () => {})
    expect(await jobs(kept.name)).toBe(1)
    const failed = enqueue(2, () => {
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await jobs(kept.name)).toBe(1)
    const { data } = await withTenant(database, owner.principal, (tx) => knowledgeBases.list(tx, { limit: 10 }))
    expect(data.map(({ name }) => name)).toEqual(['job 1'])
  })

  it('is the last thing a transaction does: afterwards it is no tenant any more', async () => {
    const late = withTenant(database, owner.principal, async (tx) => {
      await queue.enqueue(tx, kept, { n: 3 })
      await knowledgeBases.create(tx, { name: 'late' })
    })
    await expect(late).rejects.toThrow('ended')
    expect(await jobs(kept.name)).toBe(1)
  })

  it('is tried again after a failure, and becomes its dead letter after the last attempt', async () => {
    let attempts = 0
    let given: unknown
    await queue.work(failing, 1, async () => {
      attempts++
      throw new Error('on purpose')
    })
    await queue.work(dead, 1, async ({ payload }) => {
      given = payload
    })
    await withTenant(database, owner.principal, (tx) => queue.enqueue(tx, failing, { n: 7 }))
    await withoutRetryDelays(() => expect.poll(() => given, { timeout: 30_000 }).toBeDefined())
    expect({ attempts, given }).toEqual({ attempts: 2, given: { n: 7 } })
  })

  const enqueue = <T extends object>(kind: JobKind<T>, ...payloads: T[]) =>
    withTenant(database, owner.principal, (tx) => queue.enqueue(tx, kind, ...payloads))

  it('waits once, where its kind says so', async () => {
    await enqueue(once, { n: 1 }, { n: 1 }, { n: 2 })
    await enqueue(once, { n: 1 })
    expect(await jobs(once.name)).toBe(2)
    expect(await queue.findLost([kept, once], ['1', '2', '3'])).toEqual(new Set(['3']))
  })

  it('of a group keeps no place from another group’s', async () => {
    const begun: number[] = []
    const running = { few: 0, many: 0 }
    let most = 0
    const { promise: free, resolve } = Promise.withResolvers<void>()
    await enqueue(grouped, { n: 10 }, { n: 11 }, { n: 12 }, { n: 1 })
    await queue.work(grouped, 2, async ({ payload }) => {
      const group = grouped.group(payload)
      begun.push(payload.n)
      most = Math.max(most, ++running[group])
      if (group === 'many') await free
      running[group]--
    })
    // Which of a group's is first is not promised: jobs of one transaction have the same age, and two places look at once.
    const groups = () => begun.map((n) => grouped.group({ n })).sort()
    await expect.poll(groups, { timeout: 10_000 }).toEqual(['few', 'many'])
    resolve()
    await expect.poll(() => begun.toSorted((a, b) => a - b), { timeout: 10_000 }).toEqual([1, 10, 11, 12])
    expect(most).toBe(1)
  })

  it('is told which attempt it is, and may give the next one another priority', async () => {
    const numbers: number[] = []
    await enqueue(later, { n: 1 })
    await queue.work(later, 1, async ({ number, retryAt }) => {
      numbers.push(number)
      if (number > 1) return
      await retryAt(-7)
      throw new Error('on purpose')
    })
    await withoutRetryDelays(() => expect.poll(() => numbers, { timeout: 20_000 }).toEqual([1, 2]))
    const { rows } = await database[pool].query('select priority from pgboss.job where name = $1', [later.name])
    expect(rows).toEqual([{ priority: -7 }])
  })

  it('makes room for another group’s that comes first, and the attempt does not count', async () => {
    const begun: number[] = []
    const told: boolean[] = []
    const numbers = new Set<number>()
    await enqueue(yielding, { n: 10 })
    await queue.work(yielding, 1, async ({ payload, number, othersWait, putBack }) => {
      begun.push(payload.n)
      numbers.add(number)
      if (payload.n !== 10 || begun.filter((n) => n === 10).length > 4) return
      if (begun.length === 1) await enqueue(yielding, { n: 1 }, { n: 11 })
      told.push(await othersWait(-10))
      await putBack(-10)
    })
    // More attempts than the kind has.
    await expect.poll(() => begun, { timeout: 20_000 }).toEqual([10, 1, 10, 10, 10, 10, 11])
    expect(told).toEqual([true, false, false, false])
    expect(numbers).toEqual(new Set([1]))
    const rows = await asAdmin(`select state, data from pgboss.job where name = $1 order by data ->> 'n'`, [
      yielding.name,
    ])
    expect(rows.map(({ state }) => state)).toEqual(['completed', 'completed', 'completed'])
  })

  it('is told when its worker stops, and has ended before the worker has', async () => {
    const stopped = await openQueue(database, logger, false)
    const steps: string[] = []
    await enqueue(slow, { n: 1 })
    await stopped.work(slow, 1, async ({ signal }) => {
      steps.push('begun')
      await new Promise((end) => signal.addEventListener('abort', end))
      expect(await queue.findLost([slow], ['slow 1', 'slow 2'])).toEqual(new Set(['slow 2']))
      await sleep(300)
      steps.push('ended')
      throw signal.reason
    })
    await expect.poll(() => steps, { timeout: 10_000 }).toEqual(['begun'])
    await stopped.stop(2_000)
    expect(steps).toEqual(['begun', 'ended'])
    const { rows } = await database[pool].query(
      'select state, retry_limit - retry_count as left from pgboss.job where name = $1',
      [slow.name],
    )
    // One more than it had: this one does not count.
    expect(rows).toEqual([{ state: 'retry', left: slow.options.retryLimit + 1 }])
  })

  it('whose handler outlasts the patience of a stop is waited for nevertheless', async () => {
    const stopped = await openQueue(database, logger, false)
    let ended = false
    const state = async () => {
      const { rows } = await database[pool].query('select state from pgboss.job where name = $1', [stubborn.name])
      return rows[0]?.state
    }
    await enqueue(stubborn, { n: 1 })
    await stopped.work(stubborn, 1, async () => {
      while ((await state()) === 'active') await sleep(10)
      ended = true
    })
    await expect.poll(state, { timeout: 10_000 }).toBe('active')
    await stopped.stop(4_000)
    expect(ended).toBe(true)
  })
})

describe('a task', () => {
  it('is done at once and again, or a while after it was given', async () => {
    const done: string[] = []
    const task = (name: string) => async () => {
      done.push(name)
    }
    const other = await openQueue(database, logger, false)
    other.every(3600, 'now', task('now'))
    other.every(0.02, 'often', task('often'), { first: 0.2 })
    other.every(3600, 'later', task('later'), { first: 3600 })
    await expect.poll(() => done.filter((name) => name === 'often').length, { timeout: 10_000 }).toBeGreaterThan(1)
    await other.stop(1_000)
    expect(done[0]).toBe('now')
    expect(new Set(done)).toEqual(new Set(['now', 'often']))
  })
})
