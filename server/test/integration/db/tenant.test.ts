import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, pool } from '../../../src/db/pool.ts'
import { queries } from '../../../src/db/query-builder.ts'
import { type SystemTx, withSystem } from '../../../src/db/system.ts'
import { type Principal, readAsTenant, type TenantTx, withPerson, withTenant } from '../../../src/db/tenant.ts'
import { knowledgeBases } from '../../../src/features/knowledge-bases/knowledge-bases.repository.ts'
import { findMe } from '../../../src/features/users/users.repository.ts'
import {
  asAdmin,
  createKey,
  createMember,
  createOwner,
  openTestDatabase,
  startServer,
  testConfig,
} from '../../harness/harness.ts'

let database: Database
beforeAll(() => {
  database = openTestDatabase()
})
afterAll(() => database.close())

const whoAmI = sql<{ role: string; claims: string | null }>`
  select current_user::text as role, nullif(current_setting('request.jwt.claims', true), '') as claims`.compile(queries)

async function bareSession() {
  const { rows } = await database[pool].query<{ role: string; login: string; claims: string | null }>(
    `select current_user::text as role, session_user::text as login,
       nullif(current_setting('request.jwt.claims', true), '') as claims`,
  )
  return rows[0]
}

describe('a tenant transaction', () => {
  it('runs as renum_tenant with the client and role that the tables say', async () => {
    const owner = await createOwner()
    const viewer = await createMember(owner.client_id, 'viewer')
    for (const [person, role] of [
      [owner, 'owner'],
      [viewer, 'viewer'],
    ] as const) {
      const [row, claims] = await withTenant(database, person.principal, async (tx) => [
        (await tx.run(whoAmI))[0],
        await tx.claims(),
      ])
      expect(row?.role).toBe('renum_tenant')
      expect(claims).toMatchObject({ kind: 'user', user_id: person.id, client_id: owner.client_id, role })
    }
  })

  it('refuses a caller who does not meet what is required, in every kind of transaction, and keeps nothing of it', async () => {
    const owner = await createOwner()
    const viewer = await createMember(owner.client_id, 'viewer')
    const key = await createKey(owner, ['write'])
    const refusals: [Principal, string][] = [
      [{ ...viewer.principal, requires: { role: 'user', scope: 'write' } }, 'forbidden'],
      [{ ...owner.principal, requires: { role: 'nobody', scope: null } }, 'forbidden'],
      [{ ...key.principal, requires: { role: 'viewer', scope: 'read' } }, 'insufficient_scope'],
      [{ ...key.principal, requires: { role: 'user', scope: null } }, 'person_required'],
    ]
    for (const [principal, code] of refusals) {
      for (const transaction of [withTenant, readAsTenant, withPerson]) {
        const work = transaction(database, principal, (tx) => tx.run(whoAmI))
        await expect(work, `${transaction.name} ${code}`).rejects.toMatchObject({ code })
      }
    }
    const allowed: Principal = { ...owner.principal, requires: { role: 'owner', scope: null } }
    expect(await withPerson(database, allowed, (tx) => tx.claims())).toMatchObject({ role: 'owner' })
    const refused: Principal = { ...owner.principal, requires: { role: 'nobody', scope: null } }
    const create = (tx: TenantTx) => knowledgeBases.create(tx, { name: 'Kept' })
    await expect(withTenant(database, refused, create)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await withTenant(database, owner.principal, (tx) => knowledgeBases.list(tx, { limit: 1 }))).data).toEqual(
      [],
    )
  })

  it('leaves nothing in the session, neither after a commit nor after a failure', async () => {
    const owner = await createOwner()
    await withTenant(database, owner.principal, (tx) => tx.run(whoAmI))
    const fail = (tx: TenantTx) => tx.run(sql`select 1 / 0`.compile(queries))
    await expect(withTenant(database, owner.principal, fail)).rejects.toThrow('division by zero')
    for (let i = 0; i < 8; i++) {
      const session = await bareSession()
      expect(session?.role).toBe(session?.login)
      expect(session?.claims).toBeNull()
    }
  })

  it('is rolled back as a whole when its body fails, and refuses to commit over a swallowed failure', async () => {
    const owner = await createOwner()
    const create = (tx: TenantTx) => knowledgeBases.create(tx, { name: 'Meia' })
    const thrown = withTenant(database, owner.principal, async (tx) => {
      await create(tx)
      throw new Error('from the body')
    })
    await expect(thrown).rejects.toThrow('from the body')
    const swallowed = withTenant(database, owner.principal, async (tx) => {
      await create(tx)
      await tx.run(sql`select 1 / 0`.compile(queries)).catch(() => {})
    })
    await expect(swallowed).rejects.toThrow('rolled back at its commit')
    expect(await withTenant(database, owner.principal, (tx) => knowledgeBases.list(tx, { limit: 10 }))).toEqual({
      data: [],
      next_cursor: null,
    })
  })

  it('runs no statement for a principal that the database does not know', async () => {
    const unknown: Principal[] = [
      { kind: 'user', user_id: randomUUID() },
      { kind: 'api_key', key_hash: 'f'.repeat(64) },
      { kind: 'job', client_id: randomUUID() },
    ]
    for (const principal of unknown) {
      let ran = false
      const attempt = withTenant(database, principal, async (tx) => {
        await tx.run(whoAmI)
        ran = true
      })
      const code = principal.kind === 'api_key' ? 'key_unknown' : 'unauthenticated'
      await expect(attempt).rejects.toMatchObject({ code })
      expect(ran).toBe(false)
    }
  })

  it('ends a person’s access with their membership, whatever their token still says', async () => {
    const owner = await createOwner()
    const member = await createMember(owner.client_id, 'user')
    await withTenant(database, member.principal, (tx) => knowledgeBases.create(tx, { name: 'Antes' }))
    await asAdmin('delete from client_members where user_id = $1', [member.id])
    const after = withTenant(database, member.principal, (tx) => knowledgeBases.list(tx, { limit: 10 }))
    await expect(after).rejects.toMatchObject({ code: 'no_client' })
    const rows = await withPerson(database, member.principal, (tx) => knowledgeBases.list(tx, { limit: 10 }))
    expect(rows.data).toEqual([])
    await asAdmin('delete from auth.users where id = $1', [member.id])
    const gone = withTenant(database, member.principal, (tx) => tx.claims())
    await expect(gone).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('refuses everybody of a suspended client, who still see themselves; its jobs go on', async () => {
    const owner = await createOwner()
    const key = await createKey(owner, ['read'])
    await withTenant(database, owner.principal, (tx) => knowledgeBases.create(tx, { name: 'Antes' }))
    await asAdmin(`update clients set status = 'suspended' where id = $1`, [owner.client_id])
    const list = (tx: TenantTx) => knowledgeBases.list(tx, { limit: 10 })
    for (const { principal } of [owner, key]) {
      await expect(withTenant(database, principal, list)).rejects.toMatchObject({ code: 'client_suspended' })
    }
    expect((await withPerson(database, owner.principal, list)).data).toEqual([])
    expect(await withPerson(database, owner.principal, (tx) => findMe(tx, owner.id))).toMatchObject({
      client_id: owner.client_id,
      clients: [{ id: owner.client_id, status: 'suspended' }],
    })
    const job = await withTenant(database, { kind: 'job', client_id: owner.client_id }, list)
    expect(job.data).toHaveLength(1)
  })

  it('lets an API key act with its own role until it expires, and a job as a writer of knowledge', async () => {
    const owner = await createOwner()
    const { principal: key, key_hash } = await createKey(owner, ['read'])
    expect(await withTenant(database, key, (tx) => tx.claims())).toMatchObject({
      kind: 'api_key',
      user_id: null,
      client_id: owner.client_id,
      role: 'viewer',
    })
    const write = withTenant(database, key, (tx) => knowledgeBases.create(tx, { name: 'Chave' }))
    await expect(write).rejects.toMatchObject({ code: 'key_forbidden' })
    await asAdmin(`update api_keys set expires_at = now() - interval '1 second' where key_hash = $1`, [key_hash])
    await expect(withTenant(database, key, (tx) => tx.claims())).rejects.toMatchObject({ code: 'key_expired' })

    const job: Principal = { kind: 'job', client_id: owner.client_id }
    const created = await withTenant(database, job, (tx) => knowledgeBases.create(tx, { name: 'Tarefa' }))
    expect(created.name).toBe('Tarefa')
  })
})

describe('the system transaction', () => {
  it('ends with its body', async () => {
    let kept: SystemTx | undefined
    await withSystem(database, async (tx) => {
      kept = tx
    })
    await expect(kept?.run(queries.selectFrom('clients').select('id'))).rejects.toThrow('this transaction has ended')
  })

  it('reaches no knowledge', async () => {
    for (const table of ['knowledge_bases', 'document_chunks', 'document_versions', 'agents'] as const) {
      const attempt = withSystem(database, (tx) => tx.run(queries.selectFrom(table).selectAll()))
      await expect(attempt, table).rejects.toMatchObject({ code: 'forbidden' })
    }
    // Which documents there are, for the policy of their files and for quotas; not where they came from.
    const names = withSystem(database, (tx) => tx.run(queries.selectFrom('documents').select('source_url')))
    await expect(names).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('a thousand interleaved requests over two connections', () => {
  it('answer 50 people of 10 clients each with their own rows', async () => {
    const server = await startServer({ database: { ...testConfig().database, poolSize: 2, connectTimeoutMs: 60_000 } })
    try {
      const people: Awaited<ReturnType<typeof createOwner>>[] = []
      for (let c = 0; c < 10; c++) {
        const owner = await createOwner()
        const name = `Base de ${owner.client_id}`
        await server.call('POST', '/v1/knowledge-bases', { token: owner.token, body: { name } })
        people.push(owner)
        for (let m = 0; m < 4; m++) people.push(await createMember(owner.client_id, 'user'))
      }
      expect(people).toHaveLength(50)
      let wrong = 0
      let answered = 0
      const ask = async (i: number) => {
        const person = people[(i * 7) % people.length]
        if (!person) throw new Error('nobody')
        const { token, client_id, id } = person
        if (i % 3 === 0) {
          const { body } = await server.call('GET', '/v1/me', { token })
          if (body.id !== id || body.client_id !== client_id) wrong++
        } else {
          const { status, body } = await server.call('GET', '/v1/knowledge-bases', { token })
          if (status !== 200 || body.data.length !== 1 || body.data[0].name !== `Base de ${client_id}`) wrong++
        }
        answered++
      }
      // A hundred at once wait for two connections; a thousand would wait longer than a request may.
      const inTurn = Array.from({ length: 100 }, async (_, lane) => {
        for (let i = lane; i < 1000; i += 100) await ask(i)
      })
      await Promise.all(inTurn)
      expect({ answered, wrong }).toEqual({ answered: 1000, wrong: 0 })
    } finally {
      await server.close()
    }
  })
})
