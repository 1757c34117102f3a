import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../problems.ts'
import { connectOnce } from './connection/connect.ts'
import { fromDatabaseError } from './errors.ts'

const folder = join(import.meta.dirname, '../../../supabase')

export interface Migration {
  version: string
  name: string
  sql: string
}

/** The migrations of supabase/migrations, oldest first: `<version>_<name>.sql`, as the Supabase CLI names them. */
export async function readMigrations(): Promise<Migration[]> {
  const files = (await readdir(join(folder, 'migrations'))).filter((file) => file.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async (file) => {
      const [, version, name] = /^(\d{14})_(\w+)\.sql$/.exec(file) ?? []
      if (!version || !name) throw new Error(`supabase/migrations/${file} is not named <timestamp>_<name>.sql`)
      return { version, name, sql: await readFile(join(folder, 'migrations', file), 'utf8') }
    }),
  )
}

/**
 * Applies the pending migrations, all in one transaction, and records them where the Supabase CLI does.
 *
 * Safe to run twice at once: the second waits for the first's transaction-level lock, which poolers and the embedded
 * stack carry too. On a Postgres without Supabase it first lays the few schemas of Supabase that the migrations use.
 *
 * @param url a direct or session-pooled connection as the future owner of the tables; it needs no superuser
 * @returns the names of the migrations applied now
 * @throws ConnectError
 */
export async function migrate(url: string): Promise<string[]> {
  const migrations = await readMigrations()
  const client = await connectOnce(url, { application_name: 'renum migrate' })
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(hashtextextended('renum.migrate', 0))`)
    const { rows: found } = await client.query<{ auth: string | null }>(`select to_regclass('auth.users') as auth`)
    if (!found[0]?.auth) await client.query(await readFile(join(folder, 'baseline.sql'), 'utf8'))
    await client.query(`
      create schema if not exists supabase_migrations;
      create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
      alter table supabase_migrations.schema_migrations add column if not exists statements text[];
      alter table supabase_migrations.schema_migrations add column if not exists name text`)
    const { rows } = await client.query<{ version: string }>(
      'select version from supabase_migrations.schema_migrations',
    )
    const done = new Set(rows.map(({ version }) => version))
    const pending = migrations.filter(({ version }) => !done.has(version))
    for (const { version, name, sql } of pending) {
      await client.query(sql).catch((error: unknown) => {
        const problem = fromDatabaseError(error)
        if (problem instanceof Problem && problem.code === 'database_unavailable') throw problem
        throw new Error(`migration ${version}_${name}: ${String(error)}`, { cause: error })
      })
      await client.query(
        'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, array[$3])',
        [version, name, sql],
      )
    }
    // A login of its own reads here whether it may start.
    await client.query(`grant usage on schema supabase_migrations to renum_login;
      grant select on supabase_migrations.schema_migrations to renum_login`)
    await client.query('commit')
    return pending.map(({ version, name }) => `${version}_${name}`)
  } finally {
    // Ends the transaction too, if it is still open.
    await client.end()
  }
}
