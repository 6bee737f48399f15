import { defineConfig } from '@playwright/test'

// Journeys in the real Electron window: real core, real relay. One at a time: each has windows of its own.
// `built`: the app out of out/. `packaged`: the program of the .deb, with its fuses.
export default defineConfig({
  outputDir: 'test-results/output',
  workers: 1,
  fullyParallel: false,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  projects: [
    // What the packaged program is let do here and nowhere else stands in the name.
    { name: process.env['SIEGEL_APP'] ? 'packaged, but for the inspector' : 'built', testDir: 'e2e/journeys' },
    { name: 'packaged', testDir: 'e2e/packaged' },
  ],
})
