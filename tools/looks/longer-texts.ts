// For the preview's build: the window takes its German from pseudo-catalogue.ts. The product's build knows nothing of it. Tools only.
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

export const longerTexts = (): Plugin => ({
  name: 'longer-texts',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === './de/index.ts' && importer?.endsWith('/src/shared/i18n/index.ts') === true
      ? fileURLToPath(new URL('pseudo-catalogue.ts', import.meta.url))
      : null,
})
