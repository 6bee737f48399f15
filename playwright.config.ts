import { defineConfig } from '@playwright/test'

// Journeys in the real Electron window: real core, real relay. Two at a time, most of it is waiting; each file has people of its own.
// `built`: the app out of out/. `packaged`: the program of the .deb, with its fuses.
export default defineConfig({
  outputDir: 'test-results/output',
  workers: 2,
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
