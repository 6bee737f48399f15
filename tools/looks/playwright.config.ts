// Every screen of the preview in every look: one Electron a look, two at once. Tools only (index.ts).
import { defineConfig } from '@playwright/test'
import type { WithLook } from './window.ts'
import { looks, titlesOf } from './look.ts'

export default defineConfig<object, WithLook>({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './build.ts',
  outputDir: '../../test-results/looks-output',
  workers: 2,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: '../../test-results/looks.json' }]],
  projects: looks.map((look) => ({ name: look.name, use: { look }, grep: titlesOf(look) })),
})
