// The preview: the real main, preload and window, with a core that plays a prepared story instead of the real one.
// Never part of the product: another entry, another folder.
import { defineConfig } from 'electron-vite'
import { longerTexts } from '../looks/longer-texts.ts'
import { mainBuild, preloadBuild, rendererBuild } from '../vite-builds.ts'

const out = (name: string) => `.cache/preview/out/${name}`

const main = mainBuild({ index: 'src/main/index.ts', core: 'tools/preview/core.ts' })
export default defineConfig({
  main: { ...main, build: { ...main.build, outDir: out('main') } },
  preload: { ...preloadBuild, build: { ...preloadBuild.build, outDir: out('preload') } },
  renderer: {
    ...rendererBuild,
    plugins: [longerTexts(), rendererBuild.plugins],
    build: { ...rendererBuild.build, outDir: out('renderer') },
  },
})
