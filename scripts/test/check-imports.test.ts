// The gate is tested: a copy of the tree, outside it, in which every kind of violation is planted at once.
import { execFile } from 'node:child_process'
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyTree } from './copy-tree.ts'

const root = join(import.meta.dirname, '../..')
const copies: string[] = []

/** What this file plants must not stand in its own text as one word. */
const any = 'any'
const silence = '@ts-expect'

const plants = [
  {
    title: 'a page that imports the server',
    file: 'web/src/features/home/planted-server.ts',
    text: "import { isKey } from '../../../../server/src/features/api-keys/api-keys.ts'",
    caught: 'web-and-acceptance-import-only-client',
  },
  {
    title: 'a feature that imports http',
    file: 'server/src/features/search/planted-http.ts',
    text: "import { createRouter } from '../../http/router.ts'",
    caught: 'features-import-downwards',
  },
  {
    title: 'a feature that knows what builds on it',
    file: 'server/src/features/documents/planted-ingestion.ts',
    text: "import type { Progress } from '../ingestion/ingestion.ts'",
    caught: 'documents-below-what-builds-on-it',
  },
  {
    title: 'a feature that asks what its operation takes',
    file: 'server/src/features/search/planted-access.ts',
    text: "import { operations } from '../../access/operations.ts'",
    caught: 'access-before-features',
  },
  {
    title: 'a parser that asks a provider',
    file: 'server/src/parsing/planted-provider.ts',
    text: "import type { Embedder } from '../providers/embeddings/embedder.ts'",
    caught: 'parsing-is-pure',
  },
  {
    title: 'a limiter that knows what it limits',
    file: 'server/src/concurrency/planted-problem.ts',
    text: "import { Problem } from '../problems.ts'",
    caught: 'concurrency-at-the-bottom',
  },
  {
    title: 'a feature that starts a process',
    file: 'server/src/features/search/planted-start.ts',
    text: "import { startApi } from '../../start/api.ts'",
    caught: 'start-and-compose-on-top',
  },
  {
    title: 'a feature that reads another feature’s SQL',
    file: 'server/src/features/search/planted-sql.ts',
    text: "import { collections } from '../collections/collections.repository.ts'",
    caught: 'features-by-their-noun',
  },
  {
    title: 'a feature that takes a provider instead of being handed it',
    file: 'server/src/features/search/planted-provider.ts',
    text: "import { createServiceClient } from '../../providers/supabase.ts'",
    caught: 'features-ports-as-types',
  },
  {
    title: 'a feature that opens a transaction of its own',
    file: 'server/src/features/search/planted-transaction.ts',
    text: "import { transaction } from '../../db/transaction.ts'",
    caught: 'transactions-in-db',
  },
  {
    title: 'a feature that takes the real pool',
    file: 'server/src/features/search/planted-pool.ts',
    text: "import { type Database, pool } from '../../db/pool.ts'",
    caught: 'connections-in-db',
  },
  {
    title: 'a feature that reads the environment',
    file: 'server/src/features/search/planted-environment.ts',
    text: "const url = process.env['SUPABASE_URL']",
    caught: 'environment-in-config',
  },
  {
    title: 'a feature that takes the environment out of process',
    file: 'server/src/features/search/planted-destructuring.ts',
    text: 'const { env } = process',
    caught: 'environment-in-config',
  },
  {
    title: 'a feature that imports the environment',
    file: 'server/src/features/search/planted-env-import.ts',
    text: "import { env } from 'node:process'",
    caught: 'environment-in-config',
  },
  {
    title: 'a db file that imports a feature, be it a type',
    file: 'server/src/db/planted-feature.ts',
    text: "import type { Location } from '../features/documents/documents.ts'",
    caught: 'lower-rooms-import-downwards',
  },
  {
    title: 'http that imports jobs',
    file: 'server/src/http/planted-jobs.ts',
    text: "import { createJobs } from '../jobs/registry.ts'",
    caught: 'http-imports',
  },
  {
    title: 'http that opens the database',
    file: 'server/src/http/planted-pool.ts',
    text: "import { openDatabase } from '../db/pool.ts'",
    caught: 'http-ports-as-types',
  },
  {
    title: 'jobs that import http',
    file: 'server/src/jobs/planted-http.ts',
    text: "import { createRouter } from '../http/router.ts'",
    caught: 'jobs-imports',
  },
  {
    title: 'an attack that asks the server for its rules',
    file: 'server/src/isolation/planted-problem.ts',
    text: "import { Problem } from '../problems.ts'",
    caught: 'isolation-knows-only-itself',
  },
  {
    title: 'pg outside db',
    file: 'server/src/telemetry/planted-pg.ts',
    text: "import type pg from 'pg'",
    caught: 'drivers-in-db',
  },
  {
    title: 'pg-boss outside db',
    file: 'server/src/jobs/planted-boss.ts',
    text: "import { PgBoss } from 'pg-boss'",
    caught: 'drivers-in-db',
  },
  {
    title: 'Kysely’s driver outside db',
    file: 'server/src/features/search/planted-kysely.ts',
    text: 'const db = new Kysely({})',
    caught: 'kysely-driver-in-db',
  },
  {
    title: 'withSystem in a file that is not listed',
    file: 'server/src/features/search/planted-system.ts',
    text: "import { withSystem } from '../../db/system.ts'",
    caught: 'system-by-listed-files',
  },
  {
    title: 'withSystem in a repository that may only name its type',
    file: 'server/src/features/clients/clients.repository.ts',
    text: "export { withSystem } from '../../db/system.ts'",
    caught: 'system-named-as-type',
  },
  {
    title: 'configuration that is fetched instead of handed on',
    file: 'server/src/telemetry/planted-config.ts',
    text: "import { readSettings } from '../config.ts'",
    caught: 'config-handed-on',
  },
  {
    title: 'a command that imports the server’s inside',
    file: 'cli/src/planted-server.ts',
    text: "import { withTenant } from '../../server/src/db/tenant.ts'",
    caught: 'server-by-its-public-edge',
  },
  {
    title: 'a command that imports the embedded stack’s inside',
    file: 'cli/src/planted-embedded.ts',
    text: "import { takeLock } from '../../embedded/src/data-folder/lock.ts'",
    caught: 'embedded-by-its-public-edge',
  },
  {
    title: 'the embedded stack that imports the server',
    file: 'embedded/src/planted-server.ts',
    text: "import { startAll } from '@renum/server'",
    caught: 'embedded-imports-no-room',
  },
  {
    title: 'the server that imports the embedded stack',
    file: 'server/src/telemetry/planted-embedded.ts',
    text: "import { startStack } from '@renum/embedded'",
    caught: 'server-imports-no-room',
  },
  {
    title: 'the client that imports the server',
    file: 'client/src/planted-server.ts',
    text: "import type { Language } from '@renum/server'",
    caught: 'client-imports-no-room',
  },
  {
    title: 'a published client that needs Node',
    file: 'client/src/planted-node.ts',
    text: "import { readFile } from 'node:fs/promises'",
    caught: 'client-runs-in-browsers',
  },
  {
    title: 'an example that reaches behind the client',
    file: 'examples/planted-server.ts',
    text: "import { startAll } from '@renum/server'",
    caught: 'examples-import-only-client',
  },
  {
    title: 'a script that starts the server',
    file: 'scripts/planted-server.ts',
    text: "import { startAll } from '@renum/server'",
    caught: 'server-only-for-the-command-line',
  },
  {
    title: 'code that imports a test',
    file: 'server/src/telemetry/planted-test.ts',
    text: "import { startServer } from '../../test/harness.ts'",
    caught: 'code-imports-no-test',
  },
  {
    title: 'a cycle, be it of types',
    file: 'server/src/providers/planted-cycle.ts',
    text: "import { b } from './planted-cycle-back.ts'\nexport type A = 1",
    caught: 'no-cycle',
  },
  {
    title: 'an import that leads nowhere',
    file: 'cli/src/planted-nowhere.ts',
    text: "import { nothing } from './nowhere.ts'",
    caught: 'resolvable',
  },
  {
    title: 'an import that the parser does not see',
    file: 'server/src/db/planted-unseen.ts',
    text: "let location: Array<import('../features/documents/documents.ts').Location>",
    caught: 'every-import-seen',
  },
  {
    title: 'a cast to any',
    file: 'server/src/telemetry/planted-cast.ts',
    text: `const value = JSON.parse('1') as ${any}`,
    caught: 'types-unbroken',
  },
  {
    title: 'a silenced compiler',
    file: 'server/test/planted-silence.ts',
    text: `// ${silence}-error`,
    caught: 'types-unbroken',
  },
]

async function copy(): Promise<string> {
  const tree = await copyTree()
  copies.push(tree)
  return tree
}

function check(tree: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(tree, 'scripts/check-imports.ts')], { cwd: tree }, (error, stdout, stderr) =>
      resolve({ code: error ? 1 : 0, output: stdout + stderr }),
    )
  })
}

/** The places that the output gives under the heading of a rule. */
function placesOf(rule: string, output: string): string[] {
  const lines = output.split('\n')
  const heading = lines.findIndex((line) => line.startsWith(`${rule}: `))
  if (heading < 0) return []
  const length = lines.slice(heading + 1).findIndex((line) => !line.startsWith('  '))
  return lines.slice(heading + 1, heading + 1 + length)
}

afterAll(async () => {
  for (const copy of copies) await rm(copy, { recursive: true })
})

describe('the import rules', () => {
  let result: { code: number; output: string }

  beforeAll(async () => {
    const tree = await copy()
    for (const { file, text } of plants) {
      await mkdir(dirname(join(tree, file)), { recursive: true })
      await appendFile(join(tree, file), `${text}\n`)
    }
    await writeFile(
      join(tree, 'server/src/providers/planted-cycle-back.ts'),
      "import type { A } from './planted-cycle.ts'\nexport const b = 1\n",
    )
    result = await check(tree)
  })

  it.each(plants)('catch $title', ({ file, caught }) => {
    expect(placesOf(caught, result.output)).toContainEqual(expect.stringContaining(file))
  })

  it('fail when something is caught', () => {
    expect(result.code).toBe(1)
  })

  it('catch nothing in the tree as it is', async () => {
    expect(await check(root)).toEqual({
      code: 0,
      output: expect.stringMatching(/^imports: \d+ files keep the rules\n$/),
    })
  })

  // The silent failures of the tool: a parser that does not know the syntax, and files that it never opened.
  it.each([
    { title: 'a parser that does not read TypeScript', from: "parser: 'swc'", to: "parser: 'acorn'" },
    { title: 'files left out', from: "parser: 'swc'", to: "parser: 'swc', exclude: { path: '^embedded/' }" },
  ])('do not pass over $title', async ({ from, to }) => {
    const tree = await copy()
    const file = join(tree, '.dependency-cruiser.mjs')
    await writeFile(file, (await readFile(file, 'utf8')).replace(from, to))
    const { code, output } = await check(tree)
    expect(code).toBe(1)
    expect(placesOf('every-file-read', output).join() || placesOf('every-import-seen', output).join()).not.toBe('')
  })
})
