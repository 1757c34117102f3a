import { defineConfig } from 'vitest/config'

/**
 * `npm test` leaves out what takes minutes (*.slow.test.ts: chaos, attacks, benchmarks, crashes); `npm run test:all` and
 * the gate run it.
 */
const slow = process.env.SLOW_TESTS === '1' ? [] : ['**/*.slow.test.ts']

/** The gate runs the server's tests on its native database too; there, these need no second run on the embedded one. */
const leftToNative = `
  access/{access,api-keys,auth,login,routes,scopes}
  clients/{audit,clients,credentials,encryption-keys,grants,idempotency,invitations,knowledge,members,quotas}
  db/{connect,failing-reads,migrate,queue,repository}
  documents/{insert-chunks,upload-memory.slow}
  ingestion/{chaos,recognition}.slow
  isolation/{attacks.slow,catalogue,planted-holes.slow,policies}
  operator/{doctor.slow,operator,operator-erasure,operator-export,rotation,secrets-never-leave}
  events/webhooks`
/** What parsers, pages and counters do asks no database: not again in a lane of one. */
const leftToEmbedded = `
  access/rate-limits
  documents/{formats,import,pdf,url-failures,url-refresh,url-sources}
  http/{docs,redis,security-headers}
  search/{http-embedder,local-embedder}`

const inLane = (process.env.RENUM_TEST_GROUND ?? 'embedded') !== 'embedded'
const left = inLane ? leftToEmbedded : process.env.LANES_FOLLOW === '1' ? leftToNative : ''
if (left) process.stderr.write(`left to ${inLane ? '`npm test`' : 'the native lane'}:${left}\n`)
const leftOut = left.split(/\s+/).flatMap((name) => (name ? [`server/test/integration/${name}.test.ts`] : []))

export default defineConfig({
  test: {
    // The files of a project share a database or a processor: scripts/test.ts runs two halves of the projects at once.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
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
          globalSetup: ['server/test/harness/ground.ts'],
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
      { extends: true, test: { name: 'scripts', include: ['scripts/test/**/*.test.ts'] } },
    ],
  },
})
