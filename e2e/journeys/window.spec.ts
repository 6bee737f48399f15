// The window itself: what a page in it cannot do, and that it survives the end of core. The built app, on a fresh profile.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { dropFiles } from '../fixtures/drop-files.ts'

const root = path.resolve(import.meta.dirname, '../..')
let base: string
let app: ElectronApplication
let page: Page

const launch = (userData: string) =>
  _electron.launch({
    cwd: root,
    args: ['.', '--no-sandbox', `--user-data-dir=${userData}`],
    colorScheme: null,
    timeout: 120_000,
  })

async function open(): Promise<void> {
  base = await mkdtemp(path.join(tmpdir(), 'siegel-window-'))
  await mkdir(path.join(base, 'data'))
  await writeFile(
    path.join(base, 'data/host.json'),
    JSON.stringify({ preferences: { language: 'en', theme: 'light' } }),
  )
  app = await launch(path.join(base, 'data'))
  page = await app.firstWindow()
  await expect(page.getByRole('button', { name: 'Get started' })).toBeVisible()
}
async function close(): Promise<void> {
  await app.close()
  await rm(base, { recursive: true, force: true })
}

/** Ends core as a crash would. */
async function killCore(): Promise<void> {
  const pid = await app.evaluate(
    ({ app: electron }) =>
      electron
        .getAppMetrics()
        .find(({ serviceName, name }) => `${serviceName ?? ''}${name ?? ''}`.includes('siegel-core'))?.pid,
  )
  if (pid === undefined) throw new Error('core does not run')
  process.kill(pid, 'SIGKILL')
}

test.describe('one page, whatever it tries', () => {
  test.beforeAll(open)
  test.afterAll(close)

  test('T78 the page has no Node, no Electron and nothing of the app but the bridge', async () => {
    const seen = await page.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer', '__dirname'].filter((name) => name in globalThis),
      bridge: Object.keys(Reflect.get(globalThis, 'siegel') as object).sort(),
    }))
    expect(seen).toEqual({ node: [], bridge: ['call', 'drop', 'onChanged', 'onHostChanged', 'onHostIntent'] })
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      return (
        window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences()
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    })
  })

  test('T78 nothing but the files of the app is asked for, whatever the page tries', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.reload()
    await expect(page.getByRole('button', { name: 'Get started' })).toBeVisible()
    const reached = await page.evaluate(async () => {
      const tries = [
        'http://127.0.0.1:9/',
        'https://example.org/',
        'file:///etc/passwd',
        'app://siegel/../main/index.js',
        'app://siegel/assets/none.js',
      ]
      const answers = await Promise.all(
        tries.map((url) =>
          fetch(url).then(
            (response) => response.status,
            () => 'refused',
          ),
        ),
      )
      return tries.map((url, i) => `${url} ${String(answers[i])}`)
    })
    expect(reached).toEqual([
      'http://127.0.0.1:9/ refused',
      'https://example.org/ refused',
      'file:///etc/passwd refused',
      'app://siegel/../main/index.js 404',
      'app://siegel/assets/none.js 404',
    ])
    expect(
      asked.filter((url) => !url.startsWith('app://siegel/') && !/127\.0\.0\.1:9|example\.org|file:/.test(url)),
    ).toEqual([])
  })

  test('T78 the page can neither run text, nor navigate, nor open a window, nor be granted anything', async () => {
    const tried = await page.evaluate(async () => {
      const violations: string[] = []
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        violations.push(effectiveDirective),
      )
      const outcome = (work: () => unknown) => {
        try {
          work()
          return 'done'
        } catch {
          return 'refused'
        }
      }
      // What the debugger runs itself may evaluate; a later turn may not.
      await new Promise((resolve) => setTimeout(resolve, 50))
      const html = outcome(() => (document.createElement('div').innerHTML = '<b>x</b>'))
      const text = outcome(() => Reflect.construct(Function, ['return 1']))
      const script = document.createElement('style')
      script.textContent = 'body { color: red }'
      document.head.append(script)
      const opened = window.open('https://example.org/') === null
      const granted = await navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)
      await new Promise((resolve) => setTimeout(resolve, 200))
      return { html, text, opened, granted, style: violations.includes('style-src-elem') }
    })
    expect(tried).toEqual({ html: 'refused', text: 'refused', opened: true, granted: 'denied', style: true })
    await page.evaluate(() => location.assign('https://example.org/'))
    await page.waitForTimeout(500)
    expect(page.url()).toBe('app://siegel/index.html')
    expect(app.windows()).toHaveLength(1)
  })

  test('T78 calls that break the contract are refused, and the bridge goes on', async () => {
    const codes = await page.evaluate(async () => {
      const { call } = Reflect.get(globalThis, 'siegel') as {
        call(name: string, input: unknown): Promise<{ ok: boolean; error?: { code: string } }>
      }
      const tries: [string, unknown][] = [
        ['toString', {}],
        ['spaces.get', { space: '../..' }],
        ['host.saveText', { path: '/etc/passwd' }],
        ['app.state', { more: 1 }],
        ['host.pickFolder', null],
      ]
      return Promise.all(tries.map(async ([name, input]) => (await call(name, input)).error?.code))
    })
    expect(codes).toEqual(Array.from({ length: 5 }, () => 'E_CHANNEL'))
  })
})

test.describe('a fresh one each', () => {
  test.beforeEach(open)
  test.afterEach(close)

  test('core dies and comes back by itself; when it keeps dying a person starts it again', async () => {
    await killCore()
    await expect(page.getByRole('button', { name: 'Get started' })).toBeVisible()
    const gone = page.getByRole('heading', { name: 'Siegel has stopped' })
    for (let end = 0; end < 20 && !(await gone.isVisible()); end++) {
      await killCore().catch(() => undefined)
      await page.waitForTimeout(300)
    }
    await expect(gone).toBeVisible()
    await page.getByRole('button', { name: 'Start again' }).click()
    await expect(page.getByRole('button', { name: 'Get started' })).toBeVisible()
  })

  test('the page crashes, and the window shows it again by itself', async () => {
    const crashed = page.waitForEvent('crash')
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
    await crashed
    // Playwright's page is over; what the window shows is asked of the window.
    const shown = () =>
      app.evaluate(async ({ BrowserWindow }) => {
        const page = BrowserWindow.getAllWindows()[0]?.webContents
        if (page === undefined || page.isCrashed() || page.isLoading()) return ''
        return (await page.executeJavaScript('document.body.innerText')) as string
      })
    await expect.poll(shown).toContain('Get started')
  })

  test('a second start shows the window that is there, and ends', async () => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
    await expect(launch(path.join(base, 'data'))).rejects.toThrow()
    await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    await expect(page.getByRole('button', { name: 'Get started' })).toBeVisible()
  })

  test('the window opens again where it was, in the language and look that were chosen', async () => {
    await page.getByText('Deutsch').click()
    await expect(page.getByRole('button', { name: 'Neu beginnen' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de')
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1000, height: 640 }),
    )
    await app.close()
    app = await launch(path.join(base, 'data'))
    page = await app.firstWindow()
    await expect(page.getByRole('button', { name: 'Neu beginnen' })).toBeVisible()
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toMatchObject({
      width: 1000,
      height: 640,
    })
  })

  /** An open profile with the relay on this computer, made over the bridge; answers the recovery words. */
  async function openProfile(): Promise<string[]> {
    const words = await page.evaluate(async () => {
      type Begun = { value: { words: string[]; ask: number[] } }
      const { call } = Reflect.get(globalThis, 'siegel') as { call(name: string, input: unknown): Promise<unknown> }
      const begun = (await call('onboarding.begin', {
        name: 'Alice',
        email: null,
        protection: { mode: 'passphrase', passphrase: 'quer durch den moosgrünen tannenwald' },
      })) as Begun
      const { words: made, ask } = begun.value
      await call('onboarding.confirm', { words: ask.map((position) => ({ position, word: made[position - 1] })) })
      await call('onboarding.finish', { relay: { kind: 'embedded', reach: { kind: 'only-me' } }, invitation: null })
      return made
    })
    await expect(page.getByRole('heading', { name: 'Spaces' })).toBeVisible()
    return words
  }

  test('a folder dropped anywhere on the window becomes a space; a file is read as a contact card', async () => {
    await openProfile()
    const folder = path.join(base, 'Akten')
    await mkdir(folder)
    await writeFile(path.join(folder, 'a.txt'), 'a')
    const drop = (file: string, x = 500) => dropFiles(page, [file], () => ({ x, y: 400 }), 'Drop it here')
    await drop(path.join(folder, 'a.txt'))
    await expect(page.getByRole('dialog')).toContainText('a.txt')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByRole('dialog')).toContainText('Only this computer reaches your relay')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await drop(folder)
    await expect(page.getByRole('textbox', { name: 'Name of the space' })).toHaveValue('Akten')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('tab', { name: 'Files' }).click()
    await expect(page.getByRole('row', { name: /a\.txt/ })).toBeVisible()
    // On the files of a space it would be copied there; beside them it means what it meant before.
    await drop(folder, 60)
    await expect(page.getByRole('dialog')).toContainText('This folder cannot be used')
  })

  test('a forgotten passphrase is replaced with the recovery words', async () => {
    const words = await openProfile()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('tab', { name: 'Security', exact: true }).click()
    await page.getByRole('button', { name: 'Lock now' }).click()
    await page.getByText('Forgotten your passphrase?').click()
    const dialog = page.getByRole('dialog')
    await dialog
      .getByRole('textbox', { name: 'Recovery words' })
      .fill(words.map((word, i) => `${i + 1}. ${word}`).join('\n'))
    await dialog
      .getByRole('textbox', { name: 'Passphrase', exact: true })
      .fill('lieber einmal mehr als mehrmals weniger')
    await dialog.getByRole('textbox', { name: 'Repeat the passphrase' }).fill('lieber einmal mehr als mehrmals weniger')
    await dialog.getByRole('button', { name: 'Set passphrase' }).click()
    await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible()
  })
})
