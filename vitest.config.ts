import { defineConfig } from 'vitest/config'

/**
 * What asks a database for its rules, whatever home it is in. The gate asks the native one alone, right after: everybody
 * else has all of it run on the embedded stack.
 */
const leftToNative = `
  access api-keys audit auth catalogue clients connect credentials doctor encryption-keys
  failing-reads grants hygiene idempotency invitations knowledge members migrate operator policies
  queue quotas repository rotation routes scopes upload-memory webhooks write-chunks chaos
  attacks/isolation attacks/plants`
  .trim()
  .split(/\s+/)
  .map((name) => `server/test/${name}.test.ts`)
const lanesFollow = process.env.LANES_FOLLOW === '1'
if (lanesFollow) process.stderr.write(`left to the native lane: ${leftToNative.join(', ')}\n`)

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
          exclude: ['**/node_modules/**', ...(lanesFollow ? leftToNative : [])],
          // Loading the server takes seconds, and its modules keep nothing between two tests.
          isolate: false,
          globalSetup: ['server/test/ground.ts'],
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
