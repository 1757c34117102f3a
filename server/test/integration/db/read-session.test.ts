import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pipelinedReadQuery } from '../../../src/db/connection/read-query-pipelined.ts'
import { plainReadQuery } from '../../../src/db/connection/read-query-plain.ts'
import { type Database, pool } from '../../../src/db/pool.ts'
import { queries } from '../../../src/db/query-builder.ts'
import { readAsTenant, type TenantTx, withTenant } from '../../../src/db/tenant.ts'
import { knowledgeBases } from '../../../src/features/knowledge-bases/knowledge-bases.repository.ts'
import { asAdmin, createMember, createOwner, createUser, openTestDatabase } from '../../harness/harness.ts'

let database: Database
/** Both ways in which a read is sent: the second one is there for a node-postgres that does not carry the first. */
const ways = [
  ['pipelined', pipelinedReadQuery],
  ['plain', plainReadQuery],
] as const

const list = (tx: TenantTx) => knowledgeBases.list(tx, { limit: 10 })
const divide = (tx: TenantTx) => tx.run(sql`select 1 / 0`.compile(queries))

async function expectBareSessions() {
  for (let i = 0; i < 4; i++) {
    const { rows } = await database[pool].query(
      `select current_user = session_user as itself, current_setting('transaction_read_only') as read_only,
         nullif(current_setting('request.jwt.claims', true), '') as claims`,
    )
    expect(rows).toEqual([{ itself: true, read_only: 'off', claims: null }])
  }
}

describe.each(ways)('a read as a tenant, %s', (_, reads) => {
  beforeAll(() => {
    database = openTestDatabase(2, reads)
  })
  afterAll(() => database.close())

  it('gives what a tenant transaction gives, to each their own, and leaves nothing in the session', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => createOwner()))
    for (const person of people) {
      await withTenant(database, person.principal, (tx) => knowledgeBases.create(tx, { name: person.client_id }))
    }
    const answers = await Promise.all(
      Array.from({ length: 300 }, async (_, n) => {
        const person = people[(n * 5) % people.length] ?? people[0]
        if (!person) throw new Error('nobody')
        const { data } = await readAsTenant(database, person.principal, list)
        return data.length === 1 && data[0]?.name === person.client_id
      }),
    )
    expect(answers.filter((right) => !right)).toEqual([])
    await expectBareSessions()
  })

  it('runs several statements, one after the other or at once, and knows for whom', async () => {
    const owner = await createOwner()
    const viewer = await createMember(owner.client_id, 'viewer')
    const who = sql<{ role: string; client_id: string }>`
      select current_user::text as role, private.current_client_id() as client_id`.compile(queries)
    const [first, ...others] = await readAsTenant(database, viewer.principal, async (tx) => [
      await tx.run(who),
      ...(await Promise.all([tx.run(who), tx.run(who), tx.run(who)])),
    ])
    expect(first).toEqual([{ role: 'renum_tenant', client_id: owner.client_id }])
    expect(others).toEqual([first, first, first])
    expect(await readAsTenant(database, viewer.principal, (tx) => tx.claims())).toMatchObject({ role: 'viewer' })
  })

  it('cannot write', async () => {
    const owner = await createOwner()
    const write = readAsTenant(database, owner.principal, (tx) => knowledgeBases.create(tx, { name: 'Não' }))
    await expect(write).rejects.toMatchObject({ code: '25006' })
    expect((await readAsTenant(database, owner.principal, list)).data).toEqual([])
  })

  it('leaves a clean connection after a failed statement, also where others run beside it', async () => {
    const owner = await createOwner()
    await expect(readAsTenant(database, owner.principal, divide)).rejects.toThrow('division by zero')
    const mixed = await readAsTenant(database, owner.principal, (tx) =>
      Promise.allSettled([list(tx), divide(tx), list(tx)]),
    )
    expect(mixed.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    await expectBareSessions()
  })

  it('shows nothing to whom the database does not know, and lets the next one in', async () => {
    const unknown = { kind: 'user', user_id: randomUUID() } as const
    const owner = await createOwner()
    for (let i = 0; i < 4; i++) {
      let ran = false
      const attempt = readAsTenant(database, unknown, async (tx) => {
        await list(tx)
        ran = true
      })
      await expect(attempt).rejects.toMatchObject({ code: 'unauthenticated' })
      expect(ran).toBe(false)
      expect((await readAsTenant(database, owner.principal, list)).data).toEqual([])
    }
    const alone = await createUser()
    await expect(readAsTenant(database, alone.principal, list)).rejects.toMatchObject({ code: 'no_client' })
    await asAdmin(`update clients set status = 'suspended' where id = $1`, [owner.client_id])
    await expect(readAsTenant(database, owner.principal, list)).rejects.toMatchObject({ code: 'client_suspended' })
    await expectBareSessions()
  })

  it('ends with its body', async () => {
    const owner = await createOwner()
    let kept: TenantTx | undefined
    await readAsTenant(database, owner.principal, async (tx) => {
      kept = tx
    })
    await expect(kept && list(kept)).rejects.toThrow('this transaction has ended')
  })
})
