import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/**
 * `npm test` leaves out what takes minutes (*.slow.test.ts: chaos, attacks, benchmarks, crashes); `npm run test:all` and
 * the gate run it.
 */
const slow = process.env.SLOW_TESTS === '1' ? [] : ['**/*.slow.test.ts']

/** The gate runs the server's tests on its native database too; there, these need no second run on the embedded one. */
const leftToNative = `
  access/{access,api-keys,auth,auth-accounts,hosted-auth,login,routes,scopes}
  agents/{agents,chat-completions}
  clients/{acting-client,audit,clients,credentials,encryption-keys,grants,idempotency,invitations,knowledge,members}
  clients/{quotas,test-questions}
  db/{connect,failing-reads,migrate,queue,repository}
  documents/{duplicates,insert-chunks,overview,upload-memory.slow,versions}
  embeddings/{models,switch.slow,told}
  ingestion/{chaos.slow,recognition.slow}
  isolation/{attacks.slow,catalogue,planted-holes.slow,policies}
  operator/{doctor.slow,operator,operator-erasure,operator-export,rotation,secrets-never-leave}
  search/{choose-terms,completions,mixed-languages,neighbours}
  events/webhooks`
/** What parsers, pages, models and counters do asks no database: not again in a lane of one. */
const leftToEmbedded = `
  access/rate-limits
  documents/{formats,import,pdf,rectangles,url-failures,url-refresh,url-sources}
  http/{account-pages,account-script,docs,examples,names,public-origin,redis,security-headers,web-app}
  operator/doctor-auth
  search/{embeddings,http-embedder,input-types,local-embedder}`

/** The files of such a list. Raises where one does not exist: it would run twice, or not at all, by its new name. */
function filesOf(list: string): string[] {
  return list
    .trim()
    .split(/\s+/)
    .flatMap((entry) => {
      const [, folder, several, one = several] = /^([\w/-]+)\/(?:\{([\w.,-]+)\}|([\w.-]+))$/.exec(entry) ?? []
      if (one === undefined) throw new Error(`vitest.config.ts: ${entry} is no folder/name and no folder/{name,name}`)
      return one.split(',').map((name) => {
        const file = `server/test/integration/${folder}/${name}.test.ts`
        if (!existsSync(join(import.meta.dirname, file))) throw new Error(`vitest.config.ts: there is no ${file}`)
        return file
      })
    })
}

// Both are looked at, whichever is used: `npm test` finds a stale list too, not the gate alone.
const files = { native: filesOf(leftToNative), embedded: filesOf(leftToEmbedded) }
const inNeither = files.native.filter((file) => files.embedded.includes(file))
if (inNeither.length > 0) throw new Error(`vitest.config.ts: the gate runs nowhere ${inNeither.join(', ')}`)
const inLane = (process.env.RENUM_TEST_ENVIRONMENT ?? 'embedded') !== 'embedded'
const leftTo = inLane ? 'embedded' : process.env.LANES_FOLLOW === '1' ? 'native' : undefined
const leftOut = leftTo ? files[leftTo] : []
if (leftTo) process.stderr.write(`left to the ${leftTo} database: ${leftOut.length} files, see vitest.config.ts\n`)

export default defineConfig({
  test: {
    // The files of a project share a database or a processor: scripts/test.ts runs two halves of the projects at once.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What a test polls for comes, if later on a busy machine: vitest's own second is no verdict.
    expect: { poll: { timeout: 20_000 } },
    exclude: ['**/node_modules/**', ...slow],
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/test/integration/**/*.test.ts'],
          exclude: leftOut,
          // Loading the server takes seconds, and its modules keep nothing between two tests.
          isolate: false,
          globalSetup: ['server/test/harness/test-environment.ts'],
          setupFiles: ['server/test/harness/leave-no-work.ts'],
        },
      },
      { extends: true, test: { name: 'unit', include: ['server/test/unit/**/*.test.ts'], isolate: false } },
      {
        extends: true,
        test: { name: 'client', include: ['client/test/**/*.test.ts'], globalSetup: ['client/test/install.ts'] },
      },
      { extends: true, test: { name: 'embedded', include: ['embedded/test/**/*.test.ts'] } },
      { extends: true, test: { name: 'cli', include: ['cli/test/**/*.test.ts'] } },
      { extends: true, test: { name: 'web', include: ['web/test/unit/**/*.test.ts'] } },
      { extends: true, test: { name: 'scripts', include: ['scripts/test/**/*.test.ts'] } },
    ],
  },
})
