import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import type { Language } from '../../problems.ts'

const folder = join(import.meta.dirname, '../../../../supabase/migrations')

/** Versions of migrations that were rewritten before the first release: a database that has one stays as it is. */
const rewritten = /^2026112(?:200|900|910)\d{4}$/

export interface Migration {
  version: string
  name: string
  sql: string
}

/** The migrations of supabase/migrations, oldest first: `<version>_<name>.sql`, as the Supabase CLI names them. */
export async function readMigrations(): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async (file) => {
      const [, version, name] = /^(\d{14})_(\w+)\.sql$/.exec(file) ?? []
      if (!version || !name) throw new Error(`supabase/migrations/${file} is not named <timestamp>_<name>.sql`)
      return { version, name, sql: await readFile(join(folder, file), 'utf8') }
    }),
  )
}

/** What a database has of the migrations. */
export interface SchemaState {
  /** How many there are. */
  known: number
  /** Those that are not applied, oldest first. */
  pending: Migration[]
  /** Whether an earlier, unreleased version of Renum made its schema: none of `pending` may be applied then. */
  unreleased: boolean
}

/**
 * Compares what a database has recorded with the migrations of this version; changes nothing.
 *
 * The record belongs to the Supabase CLI, and may hold migrations of the project that are not Renum's: those are left
 * out. A schema of Renum's without the first of today's migrations, or with one of an earlier set, is of an earlier version.
 *
 * @throws the error of the driver, where the login may not read the record
 */
export async function readSchemaState(database: Pick<pg.Client, 'query'>): Promise<SchemaState> {
  const { rows } = await database.query<{ installed: boolean; recorded: boolean }>(`
    select exists (select from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                    where n.nspname = 'private' and p.proname = 'resolve_principal') as installed,
           exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = 'supabase_migrations' and c.relname = 'schema_migrations') as recorded`)
  const { installed, recorded } = rows[0] ?? { installed: false, recorded: false }
  const record = recorded
    ? await database.query<{ version: string }>('select version from supabase_migrations.schema_migrations')
    : null
  const done = new Set(record?.rows.map(({ version }) => version))
  const migrations = await readMigrations()
  const pending = migrations.filter(({ version }) => !done.has(version))
  const isEarlier = pending[0] === migrations[0] || [...done].some((version) => rewritten.test(version))
  return { known: migrations.length, pending, unreleased: installed && isEarlier }
}

/** What to do about the schema of an earlier version, whose stable code is `unreleased_schema`. */
export function unreleasedSchema(dataDir: string | null = null): Record<Language, string> {
  const [pt, en] =
    dataDir === null
      ? [
          'O banco de dados foi criado por uma versão anterior do Renum, ainda não publicada, cujos dados não são aproveitados; nada foi alterado. Use um projeto novo do Supabase ou um banco de dados vazio.',
          'The database was made by an earlier, unreleased version of Renum, whose data are not carried over; nothing was changed. Use a new Supabase project or an empty database.',
        ]
      : [
          `A pasta de dados ${dataDir} foi criada por uma versão anterior do Renum, ainda não publicada, cujos dados não são aproveitados; nada foi alterado. Mova ou apague a pasta, ou escolha outra com RENUM_DATA_DIR.`,
          `The data folder ${dataDir} was made by an earlier, unreleased version of Renum, whose data are not carried over; nothing was changed. Move or remove the folder, or choose another one with RENUM_DATA_DIR.`,
        ]
  return { pt: `${pt} (unreleased_schema)`, en: `${en} (unreleased_schema)` }
}

/** A database whose schema an earlier, unreleased version of Renum made. */
export class UnreleasedSchemaError extends Error {
  readonly code = 'unreleased_schema'
  readonly text: Record<Language, string>

  /** @param dataDir the folder that holds the database, where it is embedded */
  constructor(dataDir: string | null = null) {
    const text = unreleasedSchema(dataDir)
    super(text.en)
    this.name = 'UnreleasedSchemaError'
    this.text = text
  }
}
