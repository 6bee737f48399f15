// T71: what is left of keys and passphrase in the process of core once the profile is locked, as far as one can look: the heap as Node writes it, all
// writable memory as the system shows it (Linux), the files.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { openSync, readdirSync, readFileSync, readSync, closeSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unlockVault, type VaultEnvironment } from '../../src/core/vault/index.ts'
import { decodeSecrets } from '../../src/core/identity/index.ts'
import { openSuite } from '../../src/node/crypto/index.ts'
import { RelayProcess } from '../fixtures/processes.ts'

const root = path.resolve(import.meta.dirname, '../..')
const passphrase = `quer durch den tannenwald ${randomBytes(12).toString('hex')}`
const name = `Kanarie ${randomBytes(8).toString('hex')}`

let directory: string
let relay: RelayProcess
let core: ChildProcess
let answers: Interface

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'siegel-locked-'))
  relay = await RelayProcess.start(path.join(directory, 'relay'))
  const args = ['--heapsnapshot-signal=SIGUSR2', path.join(root, 'e2e/fixtures/desk-process.ts'), 'alice', directory]
  core = spawn(process.execPath, args, { cwd: directory, stdio: ['pipe', 'pipe', 'inherit'] })
  if (core.stdout === null) throw new Error('no output')
  answers = createInterface(core.stdout)
  await answer()
})
afterAll(async () => {
  core.stdin?.end()
  await new Promise((resolve) => core.once('exit', resolve))
  await relay.stop()
  rmSync(directory, { recursive: true })
})

const answer = (): Promise<unknown> =>
  new Promise((resolve) => answers.once('line', (line) => resolve(JSON.parse(line))))
function ask(call: string, input: unknown): Promise<unknown> {
  core.stdin?.write(`${JSON.stringify([call, input])}\n`)
  return answer()
}

/** The keys that the vault of alice holds, opened here. */
async function keysOfVault(): Promise<ReadonlyMap<string, Buffer>> {
  const suite = await openSuite()
  const argon2id: VaultEnvironment['argon2id'] = (request) => Promise.resolve(suite.backend.argon2id(request))
  const file = path.join(directory, 'alice/profile/vault.cbor')
  const vault = await unlockVault({ suite, argon2id }, file, { mode: 'passphrase', passphrase })
  const { device, seed } = decodeSecrets(vault.secrets)
  return new Map([
    ['database key', Buffer.from(vault.databaseKey)],
    ['pins key', Buffer.from(vault.pinsKey)],
    ['signing key', Buffer.from(device.signSecretKey.subarray(0, 32))],
    ['device key', Buffer.from(device.kemSecretKey)],
    ['identity seed', Buffer.from(seed)],
  ])
}

/** What of `needles` stands in memory that the process may write to. */
function inMemory(needles: ReadonlyMap<string, Buffer>): readonly string[] {
  const found = new Set<string>()
  const memory = openSync(`/proc/${core.pid}/mem`, 'r')
  for (const line of readFileSync(`/proc/${core.pid}/maps`, 'utf8').split('\n')) {
    const [, from = '', to = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? []
    for (let at = Number.parseInt(from, 16); at < Number.parseInt(to, 16); at += (1 << 24) - 64) {
      const piece = Buffer.alloc(Math.min(1 << 24, Number.parseInt(to, 16) - at))
      try {
        readSync(memory, piece, 0, piece.length, at)
      } catch {
        continue
      }
      for (const [what, bytes] of needles) if (piece.includes(bytes)) found.add(what)
    }
  }
  closeSync(memory)
  return [...found].sort()
}

async function heapSnapshot(): Promise<Buffer> {
  const before = new Set(readdirSync(directory))
  core.kill('SIGUSR2')
  for (;;) {
    const file = readdirSync(directory).find((one) => one.endsWith('.heapsnapshot') && !before.has(one))
    await ask('app.state', {})
    if (file !== undefined) return readFileSync(path.join(directory, file))
  }
}

test('T71 the keys of an open profile stand in memory; once it is locked those of the disk do not, nor the passphrase in the heap', async () => {
  const protection = { mode: 'passphrase', passphrase }
  const begun = (await ask('onboarding.begin', { name, email: null, protection })) as { words: string[]; ask: number[] }
  const words = begun.ask.map((position) => ({ position, word: begun.words[position - 1] }))
  await ask('onboarding.confirm', { words })
  const place = { kind: 'address', address: relay.address, token: null }
  expect(await ask('onboarding.finish', { relay: place, invitation: null })).toBeNull()
  await ask('vault.lock', {})
  expect(await ask('vault.unlock', { passphrase })).toBeNull()
  const keys = await keysOfVault()
  if (process.platform === 'linux') expect(inMemory(keys)).toEqual([...keys.keys()].sort())

  await ask('vault.lock', {})
  expect(await ask('spaces.list', {})).toBe('E_LOCKED')
  expect(await ask('card.get', {})).toBe('E_LOCKED')
  const heap = await heapSnapshot()
  expect(heap.includes(directory), 'text that core does hold is found').toBe(true)
  expect([passphrase, name].filter((text) => heap.includes(text))).toEqual([])
  // Of the device's keys, copies that decoding made may stand in freed memory until that is used again (THREAT-MODEL).
  const wiped = new Map(['database key', 'pins key'].map((what) => [what, keys.get(what) ?? Buffer.alloc(32)]))
  if (process.platform === 'linux') expect(inMemory(wiped)).toEqual([])
})

test('T71 a copy of the disk says nothing without the passphrase', async () => {
  const profile = path.join(directory, 'alice/profile')
  const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.map((file) => file.name)).toContain('vault.cbor')
  const secrets = [passphrase, name, ...(await keysOfVault()).values()]
  for (const file of files) {
    const content = readFileSync(path.join(file.parentPath, file.name))
    expect(secrets.filter((secret) => content.includes(secret))).toEqual([])
  }
})
