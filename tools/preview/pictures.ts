// Takes pictures of every screen of the preview into .cache/preview/pictures, in real Electron. Run with:
//   xvfb-run -a node tools/preview/pictures.ts [part of a picture's name]
// Build first: electron-vite build --config tools/preview/electron.vite.config.ts
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { screens, type Words } from './screens.ts'
import { createTranslator, type Language } from '../../src/shared/i18n/index.ts'

const root = path.resolve('.cache/preview')
const pictures = path.join(root, 'pictures')
const wanted = process.argv[2] ?? ''
const looks: readonly { language: Language; theme: 'light' | 'dark'; width: number; height: number }[] = [
  { language: 'de', theme: 'light', width: 1280, height: 800 },
  { language: 'en', theme: 'dark', width: 960, height: 600 },
]

mkdirSync(pictures, { recursive: true })
writeFileSync(
  path.join(root, 'package.json'),
  JSON.stringify({ name: 'siegel-preview', type: 'module', main: 'out/main/index.js' }),
)

async function launch(
  begin: string,
  look: (typeof looks)[number],
  profile: string,
): Promise<[ElectronApplication, Page]> {
  const window = { x: 0, y: 0, width: look.width, height: look.height, maximised: false }
  writeFileSync(
    path.join(profile, 'host.json'),
    JSON.stringify({ preferences: { language: look.language, theme: look.theme }, window, embeddedRelay: null }),
  )
  const app = await _electron.launch({
    args: [root, '--no-sandbox', `--user-data-dir=${profile}`],
    env: { ...(process.env as Record<string, string>), PREVIEW: begin },
    colorScheme: null,
    timeout: 30_000,
  })
  const page = await app.firstWindow()
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      console.log(`  ${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => console.log('  page error:', error.message))
  return [app, page]
}

for (const screen of screens) {
  for (const look of looks) {
    const name = `${screen.name}-${look.language}-${look.theme}-${look.width}`
    if (!name.includes(wanted)) continue
    const profile = mkdtempSync(path.join(tmpdir(), 'siegel-preview-'))
    const [app, page] = await launch(screen.begin, look, profile)
    try {
      const translator = createTranslator(look.language)
      const words: Words = (key, values) => translator.t(key as 'common.next', (values ?? {}) as never)
      await screen.go(page, words)
      await page.waitForTimeout(500)
      const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      await page.screenshot({ path: path.join(pictures, `${name}.png`) })
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
      console.log(
        name,
        scrolls ? 'SCROLLS SIDEWAYS' : '',
        ...violations.map(
          ({ id, nodes }) => `\n  axe ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('\n    ')}`,
        ),
      )
    } catch (error) {
      await page.screenshot({ path: path.join(pictures, `${name}-FAILED.png`) })
      console.log(name, 'FAILED', error instanceof Error ? error.message.split('\n').slice(0, 6).join('\n') : error)
    } finally {
      await app.close()
      rmSync(profile, { recursive: true, force: true })
    }
  }
}
