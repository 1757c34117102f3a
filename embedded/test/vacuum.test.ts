import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Stack } from '../src/public.ts'
import { connect, start, temporaryFolder } from './support.ts'

let stack: Stack
let removeFolder: () => Promise<void>
beforeAll(async () => {
  const folder = await temporaryFolder()
  removeFolder = folder.remove
  stack = await start(folder.path)
})
afterAll(async () => {
  await stack.stop()
  await removeFolder()
})

it('clears away dead rows and keeps statistics, with nobody telling it to', async () => {
  const client = await connect(stack.connection.db_url)
  try {
    await client.query(`create table public."Some rows" (n int, t text)`)
    await client.query(`insert into public."Some rows" select n, 'x' from generate_series(1, 5000) n`)
    await client.query(`update public."Some rows" set t = 'y' where n <= 3000`)
    await client.query(`create table public.untouched (n int)`)
    await client.query(`insert into public.untouched values (1)`)
    const vacuumed = async () => {
      const { rows } = await client.query(`
        select c.relname, c.reltuples, s.n_dead_tup::int as dead
          from pg_class c join pg_stat_user_tables s on s.relid = c.oid
         where c.relname in ('Some rows', 'untouched') order by c.relname`)
      return rows
    }
    await expect.poll(vacuumed, { timeout: 30_000, interval: 500 }).toEqual([
      { relname: 'Some rows', reltuples: 5000, dead: 0 },
      { relname: 'untouched', reltuples: -1, dead: 0 },
    ])
  } finally {
    await client.end()
  }
})
