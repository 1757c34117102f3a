import { defineConfig } from 'vitest/config'

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
