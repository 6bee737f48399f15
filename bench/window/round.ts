// One round: the app starts, is unlocked and settles, is left alone, and is worked with; then it starts once more under Playwright, which
// sees into main. Nothing in the app knows that it is measured.
import os from 'node:os'
import { createNodeEnvironment } from '../../src/core/node-environment.ts'
import { unlockVault } from '../../src/core/vault/index.ts'
import { startApp, startWatched, type App } from './app.ts'
import { passphrase, type Desk } from './desk.ts'
import { steps } from './interactions.ts'
import { beginBeats, endBeats, interact, paintedAt, type Interaction } from './page.ts'
import { spentBy, type Spent } from './processes.ts'

export type Round = {
  readonly load: number
  /** From the start of the process until the lock screen is painted. */
  readonly startMs: number
  /** From Enter until the list of spaces is painted; `argonMs` of it is the price of the passphrase, measured by itself. */
  readonly unlockMs: number
  readonly argonMs: number
  /** From Enter until every engine has looked through its folder and nothing moves any more. */
  readonly settledMs: number
  readonly interactions: Readonly<Record<string, Interaction>>
  /** How late the timers of page and main came while a person worked, milliseconds; ascending. */
  readonly pageLate: readonly number[]
  readonly mainLate: { readonly max: number; readonly p999: number }
  readonly unlockingPageLate: readonly number[]
  readonly unlockingMainLate: { readonly max: number; readonly p999: number }
  readonly idleSeconds: number
  readonly idle: Readonly<Record<string, Spent>>
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

export async function measureRound(desk: Desk, idleSeconds: number): Promise<Round> {
  const [load = 0] = os.loadavg()
  const argonMs = await measureArgon(desk)
  const started = await measureAlone(desk, idleSeconds)
  await wait(1000)
  return { load, argonMs, ...started, ...(await measureWork(desk)) }
}

/** Opening the vault is Argon2id and nothing else to speak of. */
async function measureArgon(desk: Desk): Promise<number> {
  const { suite, sealer, close } = await createNodeEnvironment(
    new URL('../../src/core/workers/worker.ts', import.meta.url),
  )
  const open = () => unlockVault({ suite, argon2id: sealer.argon2id }, desk.vault, { mode: 'passphrase', passphrase })
  // The worker starts with the first.
  ;(await open()).lock()
  const from = performance.now()
  ;(await open()).lock()
  const took = performance.now() - from
  await close()
  return took
}

/** As it ships: nothing looks into it but at the beginning and the end. */
async function measureAlone(desk: Desk, idleSeconds: number) {
  const app = await startApp(desk.userData)
  try {
    await app.page.getByRole('textbox', { name: 'Passphrase' }).waitFor()
    const startMs = (await paintedAt(app.page)) - app.startedAt
    const from = performance.now()
    const { unlockMs } = await unlock(app)
    await settled(app)
    const settledMs = performance.now() - from
    return { startMs, unlockMs, settledMs, idleSeconds, idle: await measureIdle(app, idleSeconds) }
  } finally {
    await app.stop()
  }
}

async function unlock({ page }: Pick<App, 'page'>): Promise<{ readonly unlockMs: number }> {
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  const { shownMs } = await interact(page, {
    act: () => page.keyboard.press('Enter'),
    shown: { selector: '[role=rowheader]', text: 'Matter' },
  })
  return { unlockMs: shownMs }
}

/** Every space that is shown says so, and for ten seconds core has used hardly any CPU; the page is watched, and that costs, too. */
async function settled({ pid, page }: Pick<App, 'pid' | 'page'>): Promise<void> {
  await page.getByRole('status').getByText('Connected').waitFor()
  const used = async () => (await spentBy(pid)).get('core')?.cpuSeconds ?? 0
  for (let quiet = 0, before = await used(); quiet < 5;) {
    await wait(2000)
    const now = await used()
    quiet = now - before < 0.1 ? quiet + 1 : 0
    before = now
  }
  const [shown, upToDate] = await Promise.all([
    page.getByRole('rowheader').count(),
    page.getByRole('grid').getByText('Up to date').count(),
  ])
  if (shown === 0 || upToDate < shown) throw new Error(`${upToDate} of ${shown} spaces are up to date`)
}

async function measureIdle({ pid }: App, seconds: number): Promise<Round['idle']> {
  const before = await spentBy(pid)
  await wait(seconds * 1000)
  const after = await spentBy(pid)
  const none = { cpuSeconds: 0, readBytes: 0, writtenBytes: 0 }
  return Object.fromEntries(
    [...after].map(([kind, now]) => {
      const then = before.get(kind) ?? none
      const spent = {
        cpuSeconds: now.cpuSeconds - then.cpuSeconds,
        readBytes: now.readBytes - then.readBytes,
        writtenBytes: now.writtenBytes - then.writtenBytes,
      }
      return [kind, spent]
    }),
  )
}

async function measureWork(desk: Desk) {
  const watched = await startWatched(desk.userData)
  const { page } = watched
  try {
    await page.getByRole('textbox', { name: 'Passphrase' }).waitFor()
    await watched.beginDelays()
    await beginBeats(page)
    await unlock(watched)
    await settled(watched)
    const [unlockingPageLate, unlockingMainLate] = [await endBeats(page), await watched.endDelays()]
    await watched.beginDelays()
    await beginBeats(page)
    const interactions: Record<string, Interaction> = {}
    for (const step of steps) {
      interactions[step.name] = await interact(page, step)
      await wait(400)
    }
    const [pageLate, mainLate] = [await endBeats(page), await watched.endDelays()]
    return { interactions, pageLate, mainLate, unlockingPageLate, unlockingMainLate }
  } finally {
    await watched.stop()
  }
}
