// The three kinds of bundle, shared by the product (electron.vite.config.ts) and the preview (tools/preview).
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import type { UserConfig } from 'electron-vite'
import macros from 'unplugin-parcel-macros'
import type { Plugin } from 'vite'
import { collectLicences } from './vite-licences.ts'
import { noRemoteFonts } from './vite-no-remote-fonts.ts'

const node = 'node20.18'
const chrome = 'chrome130'

/** The drawings for the tray lie beside the bundles of main, where Electron finds those for other resolutions by their names. */
const trayIcons = (): Plugin => ({
  name: 'tray-icons',
  generateBundle() {
    const directory = fileURLToPath(new URL('../build/tray/', import.meta.url))
    for (const name of readdirSync(directory))
      this.emitFile({ type: 'asset', fileName: `tray/${name}`, source: readFileSync(directory + name) })
  },
})

/** Main and its utility processes. What stands in `dependencies` (native packages) stays outside the bundle. */
export const mainBuild = (input: Record<string, string>): NonNullable<UserConfig['main']> => ({
  // Who may sign an update of this build (ADR 5); nobody where it is not said.
  define: { siegelUpdateKey: JSON.stringify(process.env['SIEGEL_UPDATE_KEY'] ?? '') },
  plugins: [collectLicences(), trayIcons()],
  build: {
    target: node,
    sourcemap: true,
    rolldownOptions: {
      input,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
})

export const preloadBuild: NonNullable<UserConfig['preload']> = {
  build: {
    target: node,
    // A sandboxed preload can require nothing but electron: everything else is bundled.
    externalizeDeps: false,
    rolldownOptions: {
      input: { index: 'src/preload/index.ts' },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
}

export const rendererBuild: NonNullable<UserConfig['renderer']> = {
  root: 'src/renderer',
  plugins: [
    noRemoteFonts(),
    macros.vite(),
    collectLicences(),
    { ...optimizeLocales.vite({ locales: ['de-DE', 'en-GB', 'en-US'] }), enforce: 'pre' },
    react(),
  ],
  build: {
    target: chrome,
    cssTarget: chrome,
    minify: 'oxc',
    cssMinify: 'lightningcss',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    sourcemap: false,
    outDir: 'out/renderer',
    // The files lie on this computer: one large file opens no slower than many small ones.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { input: 'src/renderer/index.html', checks: { bundlerTimings: false } },
  },
}
