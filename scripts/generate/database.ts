import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { pgDump } from '@electric-sql/pglite-tools/pg_dump'

/** The row types and the dump of what the migrations make, on a Postgres in memory. */
export async function databaseFiles(root: string): Promise<[string, string][]> {
  const db = await migratedDatabase(join(root, 'supabase'))
  const files: [string, string][] = [
    ['server/src/db/types.ts', await rowTypes(db)],
    ['supabase/schema.sql', await schemaDump(db)],
  ]
  await db.close()
  return files
}

async function migratedDatabase(folder: string): Promise<PGlite> {
  const db = await PGlite.create({ extensions: { vector } })
  const files = (await readdir(join(folder, 'migrations'))).sort().map((file) => join('migrations', file))
  for (const file of ['baseline.sql', ...files]) {
    await db.exec(await readFile(join(folder, file), 'utf8')).catch((error: Error) => {
      throw new Error(`${file}: ${error.message}`, { cause: error })
    })
  }
  return db
}

async function rowTypes(db: PGlite): Promise<string> {
  const server = new PGLiteSocketServer({ db, port: 0, host: '127.0.0.1', maxConnections: 10 })
  await server.start()
  const folder = await mkdtemp(join(tmpdir(), 'renum-types-'))
  try {
    const out = join(folder, 'types.ts')
    await promisify(execFile)('kysely-codegen', [
      ...['--url', `postgresql://postgres:postgres@${server.getServerConn()}/postgres`, '--dialect', 'postgres'],
      ...['--include-pattern', 'public.*', '--default-schema', 'public', '--out-file', out],
      // As pool.ts parses them: RFC 3339 text and numbers.
      ...['--type-mapping', '{"timestamptz":"string","int8":"number"}'],
    ])
    return await readFile(out, 'utf8')
  } finally {
    await server.stop()
    await rm(folder, { recursive: true })
  }
}

async function schemaDump(db: PGlite): Promise<string> {
  // auth and storage for the trigger and the policies that hang there.
  const schemas = ['public', 'private', 'auth', 'storage'].map((schema) => `--schema=${schema}`)
  const file = await pgDump({
    pg: db,
    args: ['--schema-only', '--no-owner', ...schemas, '--exclude-table=public.document_chunk*_??'],
  })
  const text = await file.text()
  // pg_dump marks each dump with a random word; the versions are this machine's business.
  return `${text
    .replace(/^\\(un)?restrict .*\n/gm, '')
    .replace(/^-- Dumped .*\n/gm, '')
    .trim()}\n`
}
