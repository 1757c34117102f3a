// Makes the generated files from the migrations, on a Postgres in memory: `--check` only says whether they are fresh.
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { pgDump } from '@electric-sql/pglite-tools/pg_dump'

const root = join(import.meta.dirname, '..')
const typesFile = join(root, 'server/src/db/types.ts')
const schemaFile = join(root, 'supabase/schema.sql')

async function migratedDatabase(): Promise<PGlite> {
  const db = await PGlite.create({ extensions: { vector } })
  const folder = join(root, 'supabase')
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
    args: ['--schema-only', '--no-owner', ...schemas, '--exclude-table=public.document_chunks_??'],
  })
  const text = await file.text()
  // pg_dump marks each dump with a random word; the versions are this machine's business.
  return `${text
    .replace(/^\\(un)?restrict .*\n/gm, '')
    .replace(/^-- Dumped .*\n/gm, '')
    .trim()}\n`
}

const db = await migratedDatabase()
const wanted = new Map([
  [typesFile, await rowTypes(db)],
  [schemaFile, await schemaDump(db)],
])
await db.close()

let stale = 0
for (const [file, text] of wanted) {
  const current = await readFile(file, 'utf8').catch(() => '')
  if (current === text) continue
  const name = file.slice(root.length + 1)
  if (process.argv.includes('--check')) {
    stale++
    process.stderr.write(`${name} is not what the migrations make: run npm run generate\n`)
  } else {
    await writeFile(file, text)
    process.stdout.write(`${name} written\n`)
  }
}
process.exitCode = stale > 0 ? 1 : 0
