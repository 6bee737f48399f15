// How the five bundles of the app are built. Targets are written by hand: what runs is Node 20.18 and Chromium 130 or newer
// (docs/dependencies.md "Electron"), whatever the installed types say.
import { defineConfig } from 'electron-vite'
import { mainBuild, preloadBuild, rendererBuild } from './tools/vite-builds.ts'

export default defineConfig({
  main: mainBuild({
    index: 'src/main/index.ts',
    core: 'src/core/main.ts',
    worker: 'src/core/workers/worker.ts',
    relay: 'src/relay/utility.ts',
  }),
  preload: preloadBuild,
  renderer: rendererBuild,
})
