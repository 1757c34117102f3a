import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { pipelinedReadQuery } from '../../../src/db/connection/read-query-pipelined.ts'
import { plainReadQuery } from '../../../src/db/connection/read-query-plain.ts'
import { type Database, pool } from '../../../src/db/pool.ts'
import { readAsTenant, type TenantTx, withTenant } from '../../../src/db/tenant.ts'
import { asAdmin, createOwner, openTestDatabase } from '../../harness/harness.ts'

/** Two statements leave as one: whatever becomes of either, the next read gets its own answer and nobody else's. */

const schema = `read_${randomUUID().replaceAll('-', '')}`
/** One connection, so that every read meets what the one before it left behind. */
let database: Database
let owner: Awaited<ReturnType<typeof createOwner>>
let other: typeof owner
beforeAll(async () => {
  await asAdmin(`create schema ${schema}`)
  await asAdmin(`grant usage on schema ${schema} to renum_tenant`)
})
afterAll(async () => {
  await asAdmin(`drop schema ${schema} cascade`)
})

async function createTable(): Promise<string> {
  const table = `${schema}.t${randomUUID().replaceAll('-', '')}`
  await asAdmin(`create table ${table} (id integer)`)
  await asAdmin(`insert into ${table} values (1)`)
  await asAdmin(`grant select on ${table} to renum_tenant`)
  return table
}

const run = (tx: TenantTx, text: string, values: unknown[] = []) =>
  tx.run<Record<string, unknown>>(CompiledQuery.raw(text, values) as CompiledQuery<Record<string, unknown>>)
const read = (text: string, values: unknown[] = [], { principal } = owner) =>
  readAsTenant(database, principal, (tx) => run(tx, text, values))

/** Both people read at once, twice over the one connection, and each gets their own. */
async function expectInStep() {
  for (let round = 0; round < 2; round++) {
    const answers = await Promise.all(
      [owner, other].map((who) => read('select private.current_client_id() as id, $1::text as said', [who.id], who)),
    )
    expect(answers).toEqual([owner, other].map((who) => [{ id: who.client_id, said: who.id }]))
  }
}

/** Both ways in which a read is sent: the second one is there for a node-postgres that does not carry the first. */
const ways = [
  ['pipelined', pipelinedReadQuery],
  ['plain', plainReadQuery],
] as const

describe.each(ways)('a read, %s', (_, reads) => {
  beforeAll(async () => {
    database = openTestDatabase(1, reads)
    ;[owner, other] = [await createOwner(), await createOwner()]
  })
  afterAll(() => database.close())

  it('whose table a migration changed between two reads answers as if nothing had been', async () => {
    const table = await createTable()
    const [select, count] = [`select * from ${table}`, `select count(*) as n, $1::text as t from ${table}`]
    for (let i = 0; i < 2; i++) expect(await read(select)).toEqual([{ id: 1 }])
    await asAdmin(`alter table ${table} add column name text default 'a'`)
    expect(await read(select)).toEqual([{ id: 1, name: 'a' }])
    // Also beside others, and where the same one is sent several times at once.
    await read(select)
    await asAdmin(`alter table ${table} alter column id type text`)
    const several = await readAsTenant(database, owner.principal, (tx) =>
      Promise.all([run(tx, select), run(tx, count, ['x']), run(tx, select)]),
    )
    expect(several).toEqual([[{ id: '1', name: 'a' }], [{ n: 1, t: 'x' }], [{ id: '1', name: 'a' }]])
    await asAdmin(`alter table ${table} drop column name`)
    expect(await read(select)).toEqual([{ id: '1' }])
    await expectInStep()
  })

  it.runIf(inject('environment').name === 'native')('goes on in a session that lost its names', async () => {
    const claims = () => readAsTenant(database, owner.principal, (tx) => tx.claims())
    for (const again of [() => read('select 1 as one'), claims]) {
      const expected = await again()
      const { rows } = await database[pool].query('deallocate all; select pg_backend_pid() as pid').then((results) =>
        // Two statements have two results.
        Array.isArray(results) ? results[1] : results,
      )
      expect(await again()).toEqual(expected)
      // The session is not used again.
      expect((await database[pool].query('select pg_backend_pid() as pid')).rows).not.toEqual(rows)
    }
    await expectInStep()
  })

  it('that fails in its own statement leaves the connection in step', async () => {
    const ways: [string, unknown[], string][] = [
      ['selec 1', [], '42601'],
      ['select * from nowhere', [], '42P01'],
      ['select 1 / $1::int', [0], '22012'],
      ['select $1::int', ['x'], 'invalid_input'],
      ['select $1::text', ['\u0000'], 'invalid_input'],
      ['select 1; select 2', [], '42601'],
      ['vacuum', [], '25001'],
    ]
    for (const [text, values, code] of ways) {
      for (let i = 0; i < 2; i++) await expect(read(text, values), text).rejects.toMatchObject({ code })
      await expectInStep()
    }
  })

  it('that returns nothing gives no rows', async () => {
    for (const text of ['', `set local application_name = 'renum'`, 'select 1 where false']) {
      for (let i = 0; i < 2; i++) expect(await read(text), text).toEqual([])
    }
    expect(await read('select')).toEqual([{}])
    await expectInStep()
  })

  it('of a value that cannot be sent fails alone, and its statement is of use afterwards', async () => {
    const circular: Record<string, unknown> = {}
    circular.self = circular
    for (const known of [false, true]) {
      const text = `select ${known} as known, $1::jsonb ->> 'a' as a`
      if (known) await read(text, [{ a: 'b' }])
      await expect(read(text, [circular])).rejects.toThrow('circular')
      const mixed = await readAsTenant(database, owner.principal, (tx) =>
        Promise.allSettled([run(tx, text, [{ a: '1' }]), run(tx, text, [circular]), run(tx, text, [{ a: '2' }])]),
      )
      expect(mixed.map((each) => (each.status === 'fulfilled' ? each.value[0]?.a : each.status))).toEqual([
        '1',
        'rejected',
        '2',
      ])
      expect(await read(text, [{ a: 'c' }])).toEqual([{ known, a: 'c' }])
    }
    await expectInStep()
  })

  it('of nobody among those of others, all sent at once, changes nothing for them', async () => {
    const nobody = { kind: 'user', user_id: randomUUID() } as const
    const answers = await Promise.allSettled(
      Array.from({ length: 30 }, (_, i) =>
        i % 3 === 0
          ? readAsTenant(database, nobody, (tx) => Promise.all([run(tx, 'select 1 as a'), run(tx, 'select 1 as a')]))
          : read('select private.current_client_id() as id', [], i % 3 === 1 ? owner : other),
      ),
    )
    for (const [i, answer] of answers.entries()) {
      if (i % 3 === 0) expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'unauthenticated' } })
      else expect(answer).toEqual({ status: 'fulfilled', value: [{ id: (i % 3 === 1 ? owner : other).client_id }] })
    }
    await expectInStep()
  })

  it.runIf(inject('environment').name === 'native')(
    'whose connection is cut says so, and the next one has another',
    async () => {
      const sleeping = readAsTenant(database, owner.principal, (tx) =>
        Promise.allSettled([run(tx, 'select pg_sleep(30) /* cut */'), run(tx, 'select 1 as one')]),
      )
      for (let cut: unknown[] = []; cut.length === 0; ) {
        cut = await asAdmin(
          `select pg_terminate_backend(pid) from pg_stat_activity where query like '%/* cut */' and state = 'active'
          and pid <> pg_backend_pid()`,
        )
      }
      const unavailable = { status: 'rejected', reason: { code: 'database_unavailable' } }
      expect(await sleeping).toMatchObject([unavailable, unavailable])
      await expectInStep()
    },
  )

  it('sees what a transaction before it wrote, and a failed one leaves nothing', async () => {
    const count = () => read('select count(*) as n from knowledge_bases')
    await withTenant(database, owner.principal, (tx) => run(tx, `insert into knowledge_bases (name) values ('A')`))
    expect(await count()).toEqual([{ n: 1 }])
    const failed = withTenant(database, owner.principal, async (tx) => {
      await run(tx, `insert into knowledge_bases (name) values ('B')`)
      await run(tx, 'select 1 / 0')
    })
    await expect(failed).rejects.toThrow('division by zero')
    expect(await count()).toEqual([{ n: 1 }])
    await expectInStep()
  })
})
