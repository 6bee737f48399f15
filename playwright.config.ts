import { defineConfig } from '@playwright/test'

// Journeys in the real Electron window: the built app, real core, real relay. One at a time: each has windows of its own.
export default defineConfig({
  testDir: 'e2e/journeys',
  outputDir: 'test-results/output',
  workers: 1,
  fullyParallel: false,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
})
