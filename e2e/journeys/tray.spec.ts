// Siegel outside its window, on a desktop with and without a place for icons: what the tray shows and does, what is told, which links are
// opened. The built app on a real session bus.
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { SessionBus } from '../fixtures/session-bus.ts'

const root = path.resolve(import.meta.dirname, '../..')
const passphrase = 'quer durch den moosgrünen tannenwald'
let base: string
let bus: SessionBus
let app: ElectronApplication

test.beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'siegel-tray-'))
  await mkdir(path.join(base, 'data'))
  await writeFile(path.join(base, 'data/host.json'), JSON.stringify({ preferences: { language: 'en' } }))
})
test.afterEach(async () => {
  await app.close().catch(() => undefined)
  await bus.close()
  await rm(base, { recursive: true, force: true })
})

async function launch(...args: string[]): Promise<ElectronApplication> {
  const places = { HOME: base, XDG_CONFIG_HOME: path.join(base, 'config'), DBUS_SESSION_BUS_ADDRESS: bus.address }
  return _electron.launch({
    cwd: root,
    args: ['.', '--no-sandbox', `--user-data-dir=${path.join(base, 'data')}`, ...args],
    env: { ...process.env, ...places, LC_ALL: 'en_GB.UTF-8' },
    colorScheme: null,
    timeout: 120_000,
  })
}

/** One call of the page, which must not be refused. */
async function call(page: Page, name: string, input: unknown): Promise<unknown> {
  const answer = await page.evaluate(
    ([channel, given]) =>
      (Reflect.get(globalThis, 'siegel') as { call(name: string, input: unknown): Promise<{ value?: unknown }> }).call(
        channel,
        given,
      ),
    [name, input] as const,
  )
  expect(answer, name).toMatchObject({ ok: true })
  return answer.value
}

/** An open profile with the relay on this computer, and a space around `folder`; made over the bridge. */
async function begin(page: Page, folder: string): Promise<void> {
  const protection = { mode: 'passphrase', passphrase }
  const begun = await call(page, 'onboarding.begin', { name: 'Alice', email: null, protection })
  const { words, ask } = begun as { words: string[]; ask: number[] }
  const asked = ask.map((position) => ({ position, word: words[position - 1] }))
  await call(page, 'onboarding.confirm', { words: asked })
  await call(page, 'onboarding.finish', { relay: { kind: 'embedded', reach: { kind: 'only-me' } }, invitation: null })
  await app.evaluate(({ dialog }, picked) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [picked] })
  }, folder)
  const picked = await call(page, 'host.pickFolder', { use: 'share' })
  await call(page, 'spaces.create', { folder: (picked as { token: string }).token, name: 'Akten' })
}

const tooltip = () => expect.poll(() => bus.tooltip())

test('alice sees in the tray how things stand, pauses, opens a file, goes on without a window, and locks', async () => {
  bus = await SessionBus.open({ hasTray: true })
  app = await launch()
  const page = await app.firstWindow()
  await tooltip().toBe('Siegel – Not set up yet')
  const icons = new Map<string, string>()
  const look = async (state: string) => icons.set(state, (await bus.icon()).pixels.toString('base64'))
  await look('new')
  const folder = path.join(base, 'Akten')
  await mkdir(folder)
  await writeFile(path.join(folder, 'Brief.txt'), 'Sehr geehrte Frau Berg')
  await begin(page, folder)
  await tooltip().toContain('Siegel – Everything up to date')
  await look('up to date')

  await bus.choose('Pause', 'Until I resume')
  await tooltip().toContain('Siegel – Paused until you resume')
  await look('paused')
  expect((await bus.menu()).map(({ label }) => label)).not.toContain('Pause')
  await bus.choose('Resume')
  await tooltip().toContain('Siegel – Everything up to date')

  await app.evaluate(({ shell }) => {
    shell.openPath = (file) => Promise.resolve(((globalThis as { opened?: string }).opened = file) && '')
  })
  await bus.choose('Changed last', 'Brief.txt – Akten')
  await expect
    .poll(() => app.evaluate(() => (globalThis as { opened?: string }).opened))
    .toBe(path.join(folder, 'Brief.txt'))

  await page.close()
  await expect.poll(() => bus.told).toMatchObject([{ title: 'Siegel keeps running' }])
  await rename(folder, `${folder} (moved)`)
  await tooltip().toContain('Siegel – Waiting for you: 1 space')
  await look('needs you')
  await expect.poll(() => bus.told.at(-1)).toMatchObject({ body: '“Akten” cannot go on without you.' })
  const [, told] = bus.told
  if (told === undefined) throw new Error('nothing was told')
  const again = app.waitForEvent('window')
  bus.click(told)
  await (await again).close()

  await bus.choose('Lock')
  await tooltip().toBe('Siegel – Locked')
  await look('locked')
  expect(JSON.stringify(await bus.menu())).not.toMatch(/Akten|Brief/)
  expect(new Set(icons.values()).size).toBe(icons.size)
  expect(bus.told).toHaveLength(2)
})

test('it starts hidden with the session, and opens invitations, card links and nothing else', async () => {
  bus = await SessionBus.open({ hasTray: true })
  app = await launch()
  const page = await app.firstWindow()
  const folder = path.join(base, 'Akten')
  await mkdir(folder)
  await begin(page, folder)
  const entry = path.join(base, 'config/autostart/siegel.desktop')
  await call(page, 'host.setPreferences', { startAtLogin: true })
  expect(existsSync(entry)).toBe(true)
  await call(page, 'host.setPreferences', { startAtLogin: false })
  expect(existsSync(entry)).toBe(false)

  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = ((options: { message: string }) => {
      ;(globalThis as { said?: string }).said = options.message
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }) as typeof dialog.showMessageBox
  })
  await expect(launch('siegel://delete#everything')).rejects.toThrow()
  await expect.poll(() => app.evaluate(() => (globalThis as { said?: string }).said)).toBe('This link was not opened')
  await expect(launch('siegel://card#QUJD')).rejects.toThrow()
  await expect(page.getByRole('dialog').getByRole('textbox').first()).toHaveValue('siegel:card:QUJD')
  await app.close()

  app = await launch('--hidden', 'siegel://invite#QUJD')
  const window = app.waitForEvent('window')
  await expect.poll(() => bus.tooltip().catch(() => '')).toBe('Siegel – Locked')
  const unlocking = await window
  await unlocking.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  await unlocking.getByRole('button', { name: 'Unlock' }).click()
  await expect(unlocking.getByRole('dialog').getByRole('textbox').first()).toHaveValue('siegel://invite#QUJD')
  await app.close()

  app = await launch('--hidden')
  await expect.poll(() => bus.tooltip().catch(() => '')).toBe('Siegel – Locked')
  expect(app.windows()).toHaveLength(0)
})

test('without a place for icons a closed window is the end, and a hidden start shows the window', async () => {
  bus = await SessionBus.open({ hasTray: false })
  app = await launch('--hidden')
  const page = await app.firstWindow()
  await expect(page.getByRole('button', { name: 'Get started' })).toBeVisible()
  const ended = new Promise((resolve) => app.process().once('exit', resolve))
  await page.close()
  await ended
  expect(bus.told).toEqual([])
})
