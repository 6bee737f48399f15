// `node tools/package-deb/inspectable.ts`, after packaging: release/inspectable, the packaged app with one fuse turned over, the inspector's, without
// which Playwright gets no hold of main. All journeys run in it:
//   SIEGEL_APP=release/inspectable/siegel xvfb-run -a playwright test e2e/journeys/exchange.spec.ts
import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'

const release = path.resolve(import.meta.dirname, '../../release')
const target = path.join(release, 'inspectable')
rmSync(target, { recursive: true, force: true })
cpSync(path.join(release, 'linux-unpacked'), target, { recursive: true })
await flipFuses(path.join(target, 'siegel'), {
  version: FuseVersion.V1,
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
})
