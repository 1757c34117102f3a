import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openQueue } from '../../../src/db/pg-boss/open-queue.ts'
import { type Database, openDatabase, pool } from '../../../src/db/pool.ts'
import { preflight } from '../../../src/db/schema/preflight.ts'
import { withTenant } from '../../../src/db/tenant.ts'
import { ingestDocument } from '../../../src/features/documents/documents.jobs.ts'
import { knowledgeBases } from '../../../src/features/knowledge-bases/knowledge-bases.repository.ts'
import { asAdmin, createOwner, logger, openTestDatabase } from '../../harness/harness.ts'

/** The embedded stack has one login and one session: there is nobody else to be, and no backend to end. */
describe.runIf(inject('environment').name !== 'embedded')('a login of its own', () => {
  let database: Database
  const login = `renum_app_${randomBytes(4).toString('hex')}`
  beforeAll(async () => {
    await asAdmin(`create role ${login} login password 'secret' in role renum_login`)
    const url = Object.assign(new URL(inject('environment').supabase.dbDirectUrl), {
      username: login,
      password: 'secret',
    })
    database = openDatabase(url.toString(), { poolSize: 4, connectTimeoutMs: 5_000 }, logger)
  })
  afterAll(async () => {
    await database.close()
    await asAdmin(`drop role ${login}`)
  })

  it('runs Renum with nothing but its membership of renum_login', async () => {
    expect(await preflight(database, { strictLogin: true })).toMatchObject({ faults: [] })
    const queue = await openQueue(database, logger, true)
    const owner = await createOwner()
    const created = await withTenant(database, owner.principal, async (tx) => {
      const row = await knowledgeBases.create(tx, { name: 'B' })
      const payload = { client_id: owner.client_id, document_id: crypto.randomUUID(), version_number: 1 }
      await queue.enqueue(tx, ingestDocument, payload)
      return row
    })
    await queue.stop(5_000)
    const { data } = await withTenant(database, owner.principal, (tx) => knowledgeBases.list(tx, { limit: 10 }))
    expect(data).toEqual([created])
  })

  it('reads no table of ours as itself', async () => {
    await createOwner()
    for (const table of ['clients', 'documents', 'document_chunks', 'document_chunks_00', 'api_credentials']) {
      await expect(database[pool].query(`select * from ${table}`), table).rejects.toMatchObject({ code: '42501' })
    }
  })
})

describe.runIf(inject('environment').name !== 'embedded')('a connection that the database ends', () => {
  it('costs the transaction it carried, and nothing else', async () => {
    const database = openTestDatabase(2)
    const owner = await createOwner()
    const list = () => withTenant(database, owner.principal, (tx) => knowledgeBases.list(tx, { limit: 1 }))
    const endOthers = `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name like 'renum%' or usename = 'renum_owner'`
    await list()
    await asAdmin(endOthers)
    // An idle connection that is found dead may fail the statement that finds it.
    await list().catch((error) => expect(error).toMatchObject({ code: 'database_unavailable' }))
    expect((await list()).data).toEqual([])

    const amid = withTenant(database, owner.principal, async (tx) => {
      await knowledgeBases.create(tx, { name: 'lost' })
      await asAdmin(endOthers)
      return knowledgeBases.create(tx, { name: 'lost too' })
    })
    await expect(amid).rejects.toMatchObject({ code: 'database_unavailable' })
    await list().catch(() => {})
    expect((await list()).data).toEqual([])
    await database.close()
  })
})
