// The built app as the window's benchmark runs it: started as it ships, looked into over Chromium's debugging port. Benchmarks only.
import { readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { IntervalHistogram } from 'node:perf_hooks'
import { _electron, type Browser, type Page } from '@playwright/test'
import { connectToWindow } from '../../tools/processes/debugging-port.ts'
import { runningOf, startGroup } from '../../tools/processes/group.ts'

const root = path.resolve(import.meta.dirname, '../..')
const electron = createRequire(import.meta.url)('electron') as unknown as string

export type App = {
  readonly pid: number
  /** When it was started, milliseconds since 1970. */
  readonly startedAt: number
  readonly page: Page
  readonly stop: () => Promise<void>
}

// --no-sandbox: everything here may run as root; the product never passes it.
const wordsFor = (userData: string) => [root, '--no-sandbox', `--user-data-dir=${userData}`, '--lang=en']
const english = { LANG: 'en_GB.UTF-8', LANGUAGE: 'en', LC_ALL: 'en_GB.UTF-8' }
const environmentFor = (userData: string) => ({ ...process.env, ...english, HOME: userData })

export async function startApp(userData: string): Promise<App> {
  const portFile = path.join(userData, 'DevToolsActivePort')
  await rm(portFile, { force: true })
  const words = [...wordsFor(userData), '--remote-debugging-port=0']
  const startedAt = Date.now()
  const running = runningOf(startGroup(electron, words, { cwd: root, env: environmentFor(userData), stdio: 'ignore' }))
  const browser = await connect(portFile)
  const page = await pageOf(browser)
  const stop = async () => {
    await browser.close()
    await running.stop()
  }
  return { pid: running.pid, startedAt, page, stop }
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function connect(portFile: string): Promise<Browser> {
  for (;;) {
    const [port] = (await readFile(portFile, 'utf8').catch(() => '')).split('\n')
    if (port) return connectToWindow(`127.0.0.1:${port}`)
    await wait(20)
  }
}

async function pageOf(browser: Browser): Promise<Page> {
  for (;;) {
    const page = browser.contexts()[0]?.pages()[0]
    if (page !== undefined) return page
    await wait(20)
  }
}

export type Delays = { readonly max: number; readonly p999: number }

export type Watched = Pick<App, 'pid' | 'page' | 'stop'> & {
  /** From now on main notes how late its event loop comes round. */
  readonly beginDelays: () => Promise<void>
  /** Milliseconds. */
  readonly endDelays: () => Promise<Delays>
}

/** Under Playwright, which sees into main. */
export async function startWatched(userData: string): Promise<Watched> {
  const app = await _electron.launch({
    ...{ executablePath: electron, args: wordsFor(userData), cwd: root },
    env: environmentFor(userData),
  })
  const pid = app.process().pid ?? 0
  const beginDelays = () =>
    app.evaluate(() => {
      const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
      const delays = monitorEventLoopDelay({ resolution: 5 })
      delays.enable()
      Reflect.set(globalThis, 'delays', delays)
    })
  const endDelays = () =>
    app.evaluate(() => {
      const delays = Reflect.get(globalThis, 'delays') as IntervalHistogram
      delays.disable()
      return { max: delays.max / 1e6 - 5, p999: delays.percentile(99.9) / 1e6 - 5 }
    })
  return { pid, page: await app.firstWindow(), beginDelays, endDelays, stop: () => app.close() }
}
