import { CompiledQuery } from 'kysely'
import pg from 'pg'
import { describe, expect, inject, it } from 'vitest'
import { openDatabase, pool } from '../../../src/db/pool.ts'
import { readAsTenant, withTenant } from '../../../src/db/tenant.ts'
import { createOwner, logger, startServer, testConfig } from '../../harness/harness.ts'

/** Holds what everybody needs: of the embedded Postgres the one session, of another one the table. */
async function holding<T>(body: () => Promise<T>): Promise<T> {
  const holder = new pg.Client({ connectionString: inject('environment').adminUrl })
  await holder.connect()
  try {
    await holder.query('begin')
    await holder.query('lock table knowledge_bases in access exclusive mode')
    return await body()
  } finally {
    await holder.query('rollback')
    await holder.end()
  }
}

const patience = { connectTimeoutMs: 10_000, answerTimeoutMs: 1_000 }

describe('a database that somebody holds', () => {
  it('is answered for with 503 and when to try again, and serves as before once it is free', async () => {
    // Several, for one person's requests wait for each other.
    const owners = await Promise.all(Array.from({ length: 4 }, createOwner))
    const server = await startServer({ database: { ...testConfig().database, ...patience, poolSize: 4 } })
    const token = (i: number) => (owners[i] as (typeof owners)[number]).token
    const list = (i = 0) => server.call('GET', '/v1/knowledge-bases', { token: token(i) })
    const create = (i = 0) => server.call('POST', '/v1/knowledge-bases', { token: token(i), body: { name: 'A' } })
    try {
      expect(await list()).toMatchObject({ status: 200 })
      // More than there are connections: some wait for one of those that are given up.
      const asked = await holding(() => Promise.all([0, 1, 2, 3].flatMap((i) => [list(i), create(i)])))
      for (const { status, headers, body } of asked) {
        expect([status, body.code]).toEqual([503, 'database_unavailable'])
        expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0)
      }
      expect((await list()).body.data).toEqual([])
      expect(await create()).toMatchObject({ status: 201 })
    } finally {
      await server.close()
    }
  })

  it('costs a connection, which nobody else is given', async () => {
    const { principal } = await createOwner()
    const database = openDatabase(inject('environment').supabase.dbUrl, { poolSize: 1, ...patience }, logger)
    const query = CompiledQuery.raw('select count(*)::int as n from knowledge_bases')
    try {
      for (const use of [readAsTenant, withTenant] as (typeof readAsTenant)[]) {
        const asked = await holding(async () => {
          const first = use(database, principal, (tx) => tx.run(query))
          const refused = await Promise.allSettled([first])
          return {
            refused,
            connections: database[pool].totalCount,
            next: use(database, principal, (tx) => tx.run(query)),
          }
        })
        expect(asked.refused).toMatchObject([{ status: 'rejected', reason: { code: 'database_unavailable' } }])
        expect(asked.connections).toBe(0)
        expect(await asked.next).toEqual([{ n: 0 }])
      }
    } finally {
      await database.close()
    }
  })
})
