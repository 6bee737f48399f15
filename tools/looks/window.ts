// The preview's window for the looks: one Electron a look; a screen begins with its story told anew and the page loaded again. Tools only.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { preview } from './build.ts'
import type { Look } from './look.ts'
import { motionsIn } from './motion.ts'
import { settle } from './settle.ts'

export type WithLook = { look: Look; shown: PreviewWindow }

class PreviewWindow {
  readonly page: Page
  readonly look: Look
  readonly #profile: string
  readonly #app: ElectronApplication
  #complaints: string[] = []

  private constructor(look: Look, profile: string, app: ElectronApplication, page: Page) {
    this.look = look
    this.#profile = profile
    this.#app = app
    this.page = page
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => this.#complaints.push(`page error: ${error.message}`))
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.#complaints.push(`${message.type()}: ${message.text()}`)
    })
  }

  static async open(look: Look): Promise<PreviewWindow> {
    const profile = mkdtempSync(path.join(tmpdir(), 'siegel-looks-'))
    const { language, theme, width, height } = look
    const window = { x: 0, y: 0, width, height, maximised: false }
    const settings = { preferences: { language, theme }, window, embeddedRelay: null }
    writeFileSync(path.join(profile, 'host.json'), JSON.stringify(settings))
    writeFileSync(path.join(profile, 'story'), 'open')
    const app = await _electron.launch({
      args: [preview, '--no-sandbox', `--user-data-dir=${profile}`, '--force-device-scale-factor=1'],
      colorScheme: null,
      timeout: 30_000,
    })
    const page = await app.firstWindow()
    await page.emulateMedia({
      reducedMotion: look.mode === 'still' ? 'reduce' : 'no-preference',
      forcedColors: look.mode === 'forced' ? 'active' : 'none',
    })
    if (look.mode === 'pseudo') await page.addInitScript('globalThis.isPseudo = true')
    if (look.mode === 'still') await page.addInitScript(motionsIn)
    // What zooming to 200 % leaves of the window. The zoom itself would mislead clicks and pictures.
    if (look.mode === 'zoom') await page.setViewportSize({ width: width / 2, height: height / 2 })
    return new PreviewWindow(look, profile, app, page)
  }

  /** The page as it is first seen, where the story begins. */
  async begin(begin: string): Promise<void> {
    writeFileSync(path.join(this.#profile, 'story'), begin)
    this.#complaints = []
    await this.page.reload()
    await settle(this.page)
  }

  /** What happens elsewhere while the page is looked at. */
  goOn(story: string): void {
    writeFileSync(path.join(this.#profile, 'story'), story)
  }

  /** What the page complained of since it was loaded. */
  get complaints(): readonly string[] {
    return this.#complaints
  }

  async close(): Promise<void> {
    await this.#app.close()
    rmSync(this.#profile, { recursive: true, force: true })
  }
}

export const test = base.extend<object, WithLook>({
  look: [undefined as unknown as Look, { option: true, scope: 'worker' }],
  shown: [
    async ({ look }, use) => {
      const window = await PreviewWindow.open(look)
      await use(window)
      await window.close()
    },
    { scope: 'worker' },
  ],
})
