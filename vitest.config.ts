import { defineConfig } from 'vitest/config'

// `source`: tests beside the source. `journeys`: whole processes through the command line; built and slower.
export default defineConfig({
  test: {
    globalSetup: 'tools/temporary-folder.ts',
    projects: [
      {
        test: {
          name: 'source',
          // Every core works: most of the time goes into a few long files.
          maxWorkers: '100%',
          include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
          pool: 'forks',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['e2e/cli/**/*.test.ts'],
          pool: 'forks',
          testTimeout: 300_000,
          hookTimeout: 120_000,
          // Most of their time they wait for each other.
          maxWorkers: 2,
        },
      },
    ],
  },
})
