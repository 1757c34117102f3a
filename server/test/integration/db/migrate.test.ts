import { randomBytes } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../../src/db/pool.ts'
import { migrate } from '../../../src/db/schema/migrate.ts'
import { readMigrations } from '../../../src/db/schema/migrations.ts'
import { findObstacles } from '../../../src/db/schema/obstacles.ts'
import { preflight } from '../../../src/db/schema/preflight.ts'
import { examine } from '../../../src/doctor/doctor.ts'
import { asAdmin, logger, openTestDatabase, testConfig } from '../../harness/harness.ts'

/** An empty Postgres that has nothing of Supabase. */
let url: string
let dispose: () => Promise<void>

beforeAll(async () => {
  const { name, supabase, adminUrl } = inject('environment')
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

/** Runs SQL on that Postgres as the owner of the tables, and gives its rows. */
async function run(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function onDatabase<T>(body: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(url, { poolSize: 2, connectTimeoutMs: 5_000 }, logger)
  try {
    return await body(database)
  } finally {
    await database.close()
  }
}

const recorded =
  'select version, name, cardinality(statements) as statements from supabase_migrations.schema_migrations'
/** As the Supabase CLI records a migration of the project that is not Renum's. */
const ofTheProject = { version: '20260101120000', name: 'theirs', statements: 2 }

describe('migrate', () => {
  it('is asked for where a project has migrations of its own, and none of ours', async () => {
    await run(`create schema supabase_migrations;
      create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
      insert into supabase_migrations.schema_migrations values ('${ofTheProject.version}', '{a,b}', '${ofTheProject.name}')`)
    expect(await onDatabase((database) => preflight(database, { strictLogin: false }))).toMatchObject({
      faults: [expect.objectContaining({ en: expect.stringContaining('run `renum migrate`') })],
    })
  })

  it.each<[string, string, RegExp]>([
    [
      'a queue of another program',
      'create schema pgboss; create table pgboss.version (version int)',
      /schema pgboss already/,
    ],
    ['a schema private of another program', 'create schema private', /schema private already/],
    [
      'tables of another program under our names',
      'create table public.users (id int); create view public.documents as select 1 as one',
      /public\.documents, public\.users is there already/,
    ],
    [
      'an Auth that has not started',
      `create schema auth; create table auth.users (id uuid primary key);
       alter table auth.users owner to supabase_auth_admin;
       create schema storage; create table storage.objects (name text);
       create table storage.buckets (id text, file_size_limit bigint, allowed_mime_types text[])`,
      /Auth has not made its tables/,
    ],
    [
      'row security that hides the accounts',
      `create schema auth; create table auth.users (id uuid primary key); create table auth.mfa_factors (status text);
       alter table auth.users enable row level security, force row level security;
       create schema storage; create table storage.objects (name text);
       create table storage.buckets (id text, file_size_limit bigint, allowed_mime_types text[])`,
      /does not see the accounts/,
    ],
    [
      'a Storage that has not started',
      `create schema auth; create table auth.users (id uuid primary key);
       create schema storage; create table storage.buckets (id text, name text)`,
      /Storage has not made its tables/,
    ],
  ])('says in words that %s is in the way', async (_, sql, words) => {
    // An owner of the tables is no member of Auth's role, and bound by row security; a superuser is neither.
    const superuser = inject('environment').name === 'embedded'
    if (sql.includes(superuser ? 'row level security' : 'owner to')) return
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      const migrations = await readMigrations()
      await client.query('begin')
      expect(await findObstacles(client, migrations)).toEqual([])
      await client.query(`do $$ begin create role supabase_auth_admin; exception when others then null; end $$`)
      await client.query(sql)
      const obstacles = await findObstacles(client, migrations)
      expect(obstacles).toHaveLength(1)
      expect(obstacles[0]?.en).toMatch(words)
      expect(obstacles[0]?.pt).not.toBe(obstacles[0]?.en)
    } finally {
      await client.query('rollback')
      await client.end()
    }
  })

  it('changes nothing while something is in the way, and names all of it', async () => {
    await run('create schema private; create table public.users (id int)')
    try {
      const refused = migrate(url)
      await expect(refused).rejects.toMatchObject({ code: 'schema_obstructed' })
      await expect(refused).rejects.toThrow(/schema private.*public\.users/s)
      const made = `select nspname from pg_namespace where nspname in ('auth', 'storage')`
      expect(await run(made)).toEqual([])
    } finally {
      await run('drop schema private; drop table public.users')
    }
  })

  it.runIf(inject('environment').name === 'embedded')('says where the extension vector has to be', async () => {
    await run('create extension vector')
    await expect(migrate(url)).rejects.toThrow('alter extension vector set schema extensions')
    await run('drop extension vector')
  })

  it('applies everything once when two run at the same time, on a Postgres without Supabase', async () => {
    const all = (await readMigrations()).map(({ version, name }) => `${version}_${name}`)
    const runs = await Promise.all([migrate(url), migrate(url)])
    expect(runs.flat().sort()).toEqual(all)
    expect(runs.some((applied) => applied.length === 0)).toBe(true)
    expect(await migrate(url)).toEqual([])
    const followed = `select tgname from pg_trigger where tgrelid = 'auth.mfa_factors'::regclass and not tgisinternal`
    expect(await run(followed)).toEqual([{ tgname: 'renum_sync_auth_factor' }])
  })

  it('records them where the Supabase command line looks', async () => {
    const ours = (await readMigrations()).map(({ version, name }) => ({ version, name, statements: 1 }))
    expect(await run(`${recorded} order by 1`)).toEqual([ofTheProject, ...ours])
  })
})

describe('a database that an earlier, unreleased version made', () => {
  const text = {
    pt: expect.stringMatching(/versão anterior do Renum.*nada foi alterado.*projeto novo.*\(unreleased_schema\)$/),
    en: expect.stringMatching(/earlier, unreleased.*nothing was changed.*new Supabase project.*\(unreleased_schema\)$/),
  }

  /** Refused by all that looks at a schema before it is used, and left as it is. */
  async function expectRefused(): Promise<void> {
    const before = await run(`${recorded} order by 1`)
    await expect(migrate(url)).rejects.toMatchObject({ code: 'unreleased_schema', text })
    expect(await run(`${recorded} order by 1`)).toEqual(before)
    const { faults } = await onDatabase((database) => preflight(database, { strictLogin: false }))
    expect(faults).toEqual([text])
    const supabase = { ...testConfig().supabase, dbUrl: url, dbDirectUrl: url }
    const failed: string[] = []
    for await (const { check, ...found } of examine({ ...testConfig(), supabase }, logger)) {
      if (check !== 'migrations' && check !== 'roles') continue
      expect(found, check).toEqual({ status: 'failed', text })
      failed.push(check)
    }
    expect(failed).toEqual(['migrations', 'roles'])
  }

  it.each([
    // As an earlier set was recorded.
    [
      'has none of the migrations of today',
      `set version = '2025' || substr(version, 5) where version like '2026%'`,
      `set version = '2026' || substr(version, 5) where version like '2025%'`,
    ],
    [
      'has one of an earlier set beside those of today',
      `set version = '20261122000700' where version = '${ofTheProject.version}'`,
      `set version = '${ofTheProject.version}' where version = '20261122000700'`,
    ],
  ])('is refused where it %s, and not touched', async (_, make, undo) => {
    await run(`update supabase_migrations.schema_migrations ${make}`)
    try {
      await expectRefused()
    } finally {
      await run(`update supabase_migrations.schema_migrations ${undo}`)
    }
    expect(await migrate(url)).toEqual([])
  })

  it('is not one that has migrations of the project beside all of today', async () => {
    const { faults } = await onDatabase((database) => preflight(database, { strictLogin: false }))
    expect(faults).toEqual([])
  })
})

describe('the preflight', () => {
  it('finds nothing wrong with the environment of these tests', async () => {
    const database = openTestDatabase()
    const { faults, notes } = await preflight(database, { strictLogin: false })
    await database.close()
    expect(faults).toEqual([])
    // In the lanes the login is a plain owner; the embedded stack's is its superuser, and that is said.
    const bypasses = notes.filter(({ pt, en }) => pt.includes('ignora a row') && en.includes('bypasses row security'))
    expect(bypasses).toHaveLength(inject('environment').name === 'embedded' ? 1 : 0)
  })

  it('refuses a login that bypasses row security where that is asked for', async () => {
    const database = openDatabase(inject('environment').adminUrl, { poolSize: 2, connectTimeoutMs: 5_000 }, logger)
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
    await run(`delete from supabase_migrations.schema_migrations where version = (
      select max(version) from supabase_migrations.schema_migrations)`)
    const { faults } = await onDatabase((database) => preflight(database, { strictLogin: false }))
    expect(faults).toEqual([expect.objectContaining({ en: '1 migration is not applied: run `renum migrate`' })])
  })
})
