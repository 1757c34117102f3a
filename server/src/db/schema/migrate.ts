import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../../problems.ts'
import { connectOnce } from '../connection/probe-connection.ts'
import { fromDatabaseError } from '../errors.ts'
import { readSchemaState, UnreleasedSchemaError } from './migrations.ts'
import { findObstacles, SchemaObstructedError } from './obstacles.ts'

const baseline = join(import.meta.dirname, '../../../../supabase/baseline.sql')

/**
 * Applies the pending migrations, all in one transaction, and records them where the Supabase CLI does.
 *
 * Safe to run twice at once: the second waits for the first's transaction-level lock, which poolers and the embedded
 * stack carry too. On a Postgres without Supabase it first lays the few schemas of Supabase that the migrations use.
 *
 * @param url a direct or session-pooled connection as the future owner of the tables; it needs no superuser
 * @returns the names of the migrations applied now
 * @throws ConnectError, and UnreleasedSchemaError or SchemaObstructedError before anything is changed
 */
export async function migrate(url: string): Promise<string[]> {
  const client = await connectOnce(url, { application_name: 'renum migrate' })
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(hashtextextended('renum.migrate', 0))`)
    const { known, pending, unreleased } = await readSchemaState(client)
    if (unreleased) throw new UnreleasedSchemaError()
    const obstacles = pending.length === known ? await findObstacles(client, pending) : []
    if (obstacles.length > 0) throw new SchemaObstructedError(obstacles)
    const { rows: found } = await client.query<{ auth: string | null }>(`select to_regclass('auth.users') as auth`)
    if (!found[0]?.auth) await client.query(await readFile(baseline, 'utf8'))
    await client.query(`
      create schema if not exists supabase_migrations;
      create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
      alter table supabase_migrations.schema_migrations add column if not exists statements text[];
      alter table supabase_migrations.schema_migrations add column if not exists name text`)
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
    // A later Auth may bring what an earlier one lacked.
    await client.query('select private.follow_factors(), private.follow_sessions()')
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
