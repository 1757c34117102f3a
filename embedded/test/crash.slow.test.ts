import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findStack, type StackEvent } from '../src/public.ts'
import { newFolder, startElsewhere, startHere } from './disposed-stacks.ts'
import { connect, connectAgain, signUp } from './support.ts'

async function childPid(dataDir: string): Promise<number> {
  return JSON.parse(await readFile(join(dataDir, 'owner.json'), 'utf8')).child_pid
}

test('kill -9 of the database process in the middle of commits loses no acknowledged row', async () => {
  const dataDir = await newFolder()
  const events: StackEvent[] = []
  const stack = await startHere(dataDir, { onEvent: (event) => events.push(event) })
  const setup = await connect(stack.connection.db_url)
  await setup.query('create table rows (id int primary key)')
  await setup.end()
  const acknowledged: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const client = await connectAgain(stack.connection.db_url)
    const timer = setTimeout(() => void childPid(dataDir).then((pid) => process.kill(pid, 'SIGKILL')), 400)
    await insertUntilItFails(client, acknowledged)
    clearTimeout(timer)
  }
  const client = await connectAgain(stack.connection.db_url)
  const { rows } = await client.query('select id from rows')
  const kept = new Set(rows.map((row) => row.id))
  expect(acknowledged.length).toBeGreaterThan(10)
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
  expect(stack.restarts).toBe(3)
  expect(events.filter((event) => event.kind === 'restart')).toHaveLength(3)
  await client.end()
})

async function insertUntilItFails(client: Awaited<ReturnType<typeof connect>>, acknowledged: number[]): Promise<void> {
  try {
    for (;;) {
      const id = (acknowledged.at(-1) ?? 0) + 2
      await client.query('insert into rows values ($1) on conflict do nothing', [id])
      acknowledged.push(id)
    }
  } catch {}
}

test('kill -9 of the owner: the folder can be started again at once, with everything in it', async () => {
  const dataDir = await newFolder()
  const owner = await startElsewhere(dataDir)
  const before = await findStack(dataDir)
  const client = await connect(before?.db_url ?? '')
  await client.query('create table notes (body text)')
  await client.query('insert into notes values ($1)', ['kept'])
  owner.kill('SIGKILL')
  const stack = await startHere(dataDir)
  const reader = await connect(stack.connection.db_url)
  expect((await reader.query('select body from notes')).rows).toEqual([{ body: 'kept' }])
  await reader.end()
})

test('kill -9 of the owner while a statement runs away: the next start ends the orphan', async () => {
  const dataDir = await newFolder()
  const owner = await startElsewhere(dataDir)
  const orphan = await childPid(dataDir)
  const client = await connect((await findStack(dataDir))?.db_url ?? '')
  client.query('select count(*) from generate_series(1, 1e12)').catch(() => {})
  await new Promise((resolve) => setTimeout(resolve, 300))
  owner.kill('SIGKILL')
  const stack = await startHere(dataDir)
  expect(await childPid(dataDir)).not.toBe(orphan)
  const reader = await connect(stack.connection.db_url)
  expect((await reader.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await reader.end()
})

test('a runaway statement: this process goes on answering, the database comes back on the same ports', async () => {
  const dataDir = await newFolder()
  const events: StackEvent[] = []
  const stack = await startHere(dataDir, { statementLimitMs: 2_000, onEvent: (event) => events.push(event) })
  const { db_url, supabase_url } = stack.connection
  const client = await connect(db_url)
  let longestPause = 0
  let last = performance.now()
  const pulse = setInterval(() => {
    longestPause = Math.max(longestPause, performance.now() - last)
    last = performance.now()
  }, 20)
  const begun = performance.now()
  await expect(client.query('select count(*) from generate_series(1, 1e12)')).rejects.toThrow()
  const stoppedMs = performance.now() - begun
  const next = await connectAgain(db_url)
  expect((await next.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await next.end()
  clearInterval(pulse)
  await expect.poll(() => signUp(stack.connection), { timeout: 20_000 }).toMatchObject({ id: expect.any(String) })

  expect(stoppedMs).toBeGreaterThan(1_900)
  expect(stoppedMs).toBeLessThan(6_000)
  expect(longestPause).toBeLessThan(500)
  expect(stack.restarts).toBe(1)
  expect(stack.connection).toMatchObject({ db_url, supabase_url })
  const restart = events.find((event) => event.kind === 'restart')
  expect(restart).toEqual({ kind: 'restart', reason: 'a statement ran longer than 2000 ms' })
})

test('many statements in a row that are each within the limit are not taken for a runaway one', async () => {
  const stack = await startHere(await newFolder(), { statementLimitMs: 1_500 })
  const clients = await Promise.all(Array.from({ length: 8 }, () => connect(stack.connection.db_url)))
  const slow = `select pg_sleep(0.3)`
  await Promise.all(clients.map((client) => client.query(slow)))
  await Promise.all(clients.map((client) => client.end()))
  expect(stack.restarts).toBe(0)
})

test('a statement that is known to take long, as a migration of much data, is waited for', async () => {
  const stack = await startHere(await newFolder(), { statementLimitMs: 1_000 })
  const client = await connect(stack.connection.db_url)
  const long = `select count(*) from generate_series(1, 60000000)`
  const began = performance.now()
  await stack.withoutLimit(() => client.query(long))
  expect(performance.now() - began).toBeGreaterThan(2_500)
  await client.end()
  expect(stack.restarts).toBe(0)
})
