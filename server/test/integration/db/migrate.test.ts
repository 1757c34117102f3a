import { randomBytes } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { migrate, readMigrations } from '../../../src/db/migrate.ts'
import { openDatabase } from '../../../src/db/pool.ts'
import { preflight } from '../../../src/db/preflight.ts'
import { asAdmin, logger, openTestDatabase } from '../../harness/harness.ts'

/** An empty Postgres that has nothing of Supabase. */
let url: string
let dispose: () => Promise<void>

beforeAll(async () => {
  const { name, supabase, adminUrl } = inject('ground')
  if (name === 'embedded') {
    const db = await PGlite.create({ extensions: { vector } })
    const server = new PGLiteSocketServer({ db, port: 0, host: '127.0.0.1', maxConnections: 10 })
    await server.start()
    url = `postgresql://postgres:postgres@${server.getServerConn()}/postgres`
    dispose = async () => {
      await server.stop()
      await db.close()
    }
    return
  }
  const database = `renum_plain_${randomBytes(4).toString('hex')}`
  await asAdmin(`create database ${database} owner renum_owner`)
  const inDatabase = (base: string) => Object.assign(new URL(base), { pathname: `/${database}` }).toString()
  // Debian's pgvector is not a trusted extension: a hosted Postgres offers it, here a superuser does.
  const admin = new pg.Client({ connectionString: inDatabase(adminUrl) })
  await admin.connect()
  await admin.query('create schema extensions authorization renum_owner; create extension vector schema extensions')
  await admin.end()
  url = inDatabase(supabase.dbDirectUrl)
  dispose = async () => {
    await asAdmin(`drop database ${database} with (force)`)
  }
})
afterAll(() => dispose())

describe('migrate', () => {
  it('applies everything once when two run at the same time, on a Postgres without Supabase', async () => {
    const all = (await readMigrations()).map(({ version, name }) => `${version}_${name}`)
    const runs = await Promise.all([migrate(url), migrate(url)])
    expect(runs.flat().sort()).toEqual(all)
    expect(runs.some((applied) => applied.length === 0)).toBe(true)
    expect(await migrate(url)).toEqual([])
  })

  it('records them where the Supabase command line looks', async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query(
      'select version, name, cardinality(statements) as statements from supabase_migrations.schema_migrations order by 1',
    )
    await client.end()
    expect(rows).toEqual((await readMigrations()).map(({ version, name }) => ({ version, name, statements: 1 })))
  })
})

describe('the preflight', () => {
  it('finds nothing wrong with the ground of these tests', async () => {
    const database = openTestDatabase()
    const { faults, notes } = await preflight(database, { strictLogin: false })
    await database.close()
    expect(faults).toEqual([])
    // In the lanes the login is a plain owner; the embedded stack's is its superuser, and that is said.
    const bypasses = notes.filter(({ pt, en }) => pt.includes('ignora a row') && en.includes('bypasses row security'))
    expect(bypasses).toHaveLength(inject('ground').name === 'embedded' ? 1 : 0)
  })

  it('refuses a login that bypasses row security where that is asked for', async () => {
    const database = openDatabase(inject('ground').adminUrl, { poolSize: 2, connectTimeoutMs: 5_000 }, logger)
    const { faults } = await preflight(database, { strictLogin: true })
    await database.close()
    expect(faults).toEqual([{ pt: expect.stringContaining('RENUM_STRICT_LOGIN'), en: expect.any(String) }])
  })

  it('refuses a tenant role that could become one that bypasses row security', async () => {
    await asAdmin('create role renum_test_bypass nologin bypassrls')
    await asAdmin('grant renum_test_bypass to renum_tenant')
    const database = openTestDatabase()
    try {
      const { faults } = await preflight(database, { strictLogin: false })
      expect(faults).toEqual([expect.objectContaining({ en: expect.stringContaining('can act as renum_test_bypass') })])
    } finally {
      await database.close()
      await asAdmin('drop role renum_test_bypass')
    }
  })

  it('says which migrations are missing', async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(`delete from supabase_migrations.schema_migrations where version = (
      select max(version) from supabase_migrations.schema_migrations)`)
    await client.end()
    const database = openDatabase(url, { poolSize: 2, connectTimeoutMs: 5_000 }, logger)
    const { faults } = await preflight(database, { strictLogin: false })
    await database.close()
    expect(faults).toEqual([expect.objectContaining({ en: '1 migration is not applied: run `renum migrate`' })])
  })
})
