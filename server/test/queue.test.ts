import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Database, pool } from '../src/db/pool.ts'
import { installQueue, type JobKind, openQueue, type Queue } from '../src/db/queue.ts'
import { withTenant } from '../src/db/tenant.ts'
import { knowledgeBases } from '../src/features/knowledge-bases/knowledge-bases.repository.ts'
import { createOwner, logger, openTestDatabase } from './harness.ts'

const options = { retryLimit: 1, retryDelay: 1, heartbeatSeconds: 15, expireInSeconds: 60 }
const kind = (name: string): JobKind<{ n: number }> => ({ name, payload: z.object({ n: z.int() }), options })
const kept = kind('test-kept')
const dead = kind('test-dead')
const failing = { ...kind('test-failing'), deadLetter: dead }
const kinds = [dead, kept, failing]

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
    const deadline = Date.now() + 30_000
    while (given === undefined && Date.now() < deadline) await sleep(100)
    expect({ attempts, given }).toEqual({ attempts: 2, given: { n: 7 } })
  })
})
