import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['src/**/*.test.ts', 'tools/**/*.test.ts'], pool: 'forks', testTimeout: 30_000, hookTimeout: 30_000 },
})
