import { defineConfig } from 'vitest/config'

/**
 * What asks a database for its rules, whatever home it is in. The gate asks the native one alone, right after: everybody
 * else has all of it run on the embedded stack.
 */
const leftToNative = `
  access api-keys audit auth catalogue clients connect credentials doctor encryption-keys
  failing-reads grants hygiene idempotency invitations knowledge members migrate operator operator-erasure
  operator-export policies queue quotas recognition repository rotation routes scopes upload-memory webhooks
  write-chunks chaos attacks/isolation attacks/plants`

const lanesFollow = process.env.LANES_FOLLOW === '1'
/** What parsers, pages and counters do asks no database: not again in a lane of one. */
const asksNoDatabase = `
  docs formats hostile http-embedder import local-embedder pdf rate-limits redis url-failures url-refresh url-sources
  web`
const inLane = (process.env.RENUM_TEST_GROUND ?? 'embedded') !== 'embedded'

const left = inLane ? asksNoDatabase : lanesFollow ? leftToNative : ''
if (left) process.stderr.write(`left to ${inLane ? '`npm test`' : 'the native lane'}: ${left.trim()}\n`)
const exclude = left.split(/\s+/).flatMap((name) => (name === '' ? [] : `server/test/${name}.test.ts`))

export default defineConfig({
  test: {
    // Real databases and child processes: two cores are busy with one file.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...exclude],
          // Loading the server takes seconds, and its modules keep nothing between two tests.
          isolate: false,
          globalSetup: ['server/test/harness/ground.ts'],
          setupFiles: ['server/test/harness/leave-no-work.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'client',
          include: ['client/**/*.test.ts'],
          globalSetup: ['client/test/install.ts'],
        },
      },
      { extends: true, test: { name: 'embedded', include: ['embedded/**/*.test.ts'] } },
      { extends: true, test: { name: 'cli', include: ['cli/**/*.test.ts'] } },
      { extends: true, test: { name: 'house', include: ['scripts/**/*.test.ts'] } },
    ],
  },
})
