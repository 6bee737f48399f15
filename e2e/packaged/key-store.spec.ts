// T70 with a real key store: GNOME's, on a session bus of its own, and then the same computer without it.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { InstalledApp } from '../fixtures/installed-app.ts'
import { test } from './package.ts'

const isThere = (program: string) => spawnSync('which', [program]).status === 0

/** A session bus with an unlocked key store; ends with `stop`. */
async function openKeyStore(directory: string): Promise<{ readonly variables: Record<string, string>; stop(): void }> {
  const runtime = path.join(directory, 'runtime')
  mkdirSync(runtime, { recursive: true, mode: 0o700 })
  const places = { XDG_RUNTIME_DIR: runtime, XDG_CURRENT_DESKTOP: 'GNOME' }
  const script =
    'printf "test\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; echo "$DBUS_SESSION_BUS_ADDRESS"; cat'
  const session: ChildProcess = spawn('dbus-run-session', ['--', 'bash', '-c', script], {
    env: { ...process.env, ...places, HOME: directory },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const bus = await new Promise<string>((resolve) =>
    session.stdout?.once('data', (data: Buffer) => resolve(data.toString().trim())),
  )
  return { variables: { ...places, DBUS_SESSION_BUS_ADDRESS: bus }, stop: () => void session.stdin?.end() }
}

const call = (app: InstalledApp, name: string, input: unknown): Promise<unknown> =>
  app.page.evaluate(
    ([one, value]) =>
      (Reflect.get(globalThis, 'siegel') as { call(name: unknown, input: unknown): unknown }).call(one, value),
    [name, input],
  )

test('T70 the key store of the desktop opens alice’s profile; where it is gone she is told, and nothing opens', async ({
  installed,
}) => {
  test.skip(!isThere('gnome-keyring-daemon'), 'no gnome-keyring here')
  const keys = await openKeyStore(path.join(installed.base, 'session'))
  const alice = new InstalledApp(installed.program, installed.base, 'alice')
  try {
    alice.variables = keys.variables
    await alice.start()
    await alice.page.getByRole('button', { name: 'Get started' }).waitFor()
    expect(await call(alice, 'vault.keyStore', {})).toEqual({ ok: true, value: { obstacle: null } })
    const begun = await call(alice, 'onboarding.begin', { name: 'alice', email: null, protection: { mode: 'os' } })
    const { words, ask } = (begun as { value: { words: string[]; ask: number[] } }).value
    const asked = ask.map((position) => ({ position, word: words[position - 1] }))
    expect(await call(alice, 'onboarding.confirm', { words: asked })).toMatchObject({ ok: true })
    const relay = { kind: 'embedded', reach: { kind: 'only-me' } }
    expect(await call(alice, 'onboarding.finish', { relay, invitation: null })).toMatchObject({ ok: true })
    await expect(alice.page.getByRole('heading', { name: 'Spaces', level: 1 })).toBeVisible()
    const sealed = readFileSync(path.join(alice.directory, 'user-data/os-key'))
    expect(sealed.subarray(0, 3).toString()).toBe('v11')
    await alice.stop()

    await alice.start()
    await expect(alice.page.getByRole('heading', { name: 'Spaces', level: 1 })).toBeVisible()
    await alice.stop()

    keys.stop()
    alice.variables = {}
    await alice.start()
    await expect(alice.page.getByRole('heading', { name: 'Siegel is locked' })).toBeVisible()
    expect(await call(alice, 'spaces.list', {})).toMatchObject({ ok: false, error: { code: 'E_LOCKED' } })
    expect(await call(alice, 'vault.unlock', { passphrase: null })).toMatchObject({
      ok: false,
      error: { code: 'E_KEYSTORE' },
    })
  } finally {
    await alice.stop()
    keys.stop()
  }
})
