// Every released version's profiles and relay folder, as they lay on a disk when it ended, open in this version: nothing is lost,
// nothing is asked for again, and exchange goes on. Made by tools/freeze.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig, startRelay, type RunningRelay } from '../../relay/index.ts'
import { Core } from '../core.ts'
import type { CoreEnvironment } from '../environment.ts'
import { createNodeEnvironment } from '../node-environment.ts'
import { openProfile } from '../profile/index.ts'
import { unlockVault } from '../vault/index.ts'

const released = path.resolve(import.meta.dirname, '../../../e2e/released')
const versions = (await readdir(released)).map((file) => path.basename(file, '.tar.gz'))
/** Where each frozen relay was reached. Only Linux and Windows have all of 127.0.0.0/8 without being asked. */
const relayAt = { HOST: '127.83.71.76', PORT: '8787' }

const patience = () => AbortSignal.timeout(60_000)

describe.each(versions)('what version %s left behind', { skip: process.platform === 'darwin' }, (version) => {
  let home: string
  let relay: RunningRelay
  let environment: CoreEnvironment & { readonly close: () => Promise<void> }
  const opened: Core[] = []

  const open = async (name: string): Promise<Core> => {
    const profile = await openProfile(path.join(home, name, 'profile'))
    const passphrase = await readFile(path.join(home, name, 'passphrase'), 'utf8')
    const { suite, sealer } = environment
    const vault = await unlockVault({ suite, argon2id: sealer.argon2id }, profile.files.vault, {
      mode: 'passphrase',
      passphrase,
    })
    const core = await Core.open(environment, profile, vault)
    opened.push(core)
    return core
  }
  const file = (name: string, place: string) => path.join(home, name, 'folder', place)

  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'siegel-released-'))
    await promisify(execFile)('tar', ['-xzf', path.join(released, `${version}.tar.gz`), '-C', home])
    environment = await createNodeEnvironment(new URL('../workers/worker.ts', import.meta.url))
    const data = path.join(home, 'relay')
    relay = await startRelay(readConfig({ ...relayAt, DATA_DIR: data, REGISTRATION: 'closed', LOG_LEVEL: 'silent' }))
  })

  afterAll(async () => {
    for (const core of opened) await core.close()
    await relay.close()
    await environment.close()
    await rm(home, { recursive: true, force: true })
  })

  it('opens: people, spaces, versions are there, and folders that were moved are located without a transfer', async () => {
    const [alice, bob] = [await open('alice'), await open('bob')]
    expect(alice.contacts.list()).toMatchObject([{ name: 'Bob', state: 'accepted' }])
    expect(bob.contacts.list()).toMatchObject([{ name: 'Alice', state: 'accepted' }])
    for (const [core, name] of [
      [alice, 'alice'],
      [bob, 'bob'],
    ] as const) {
      const [space, ...others] = core.spaces.list()
      expect(others).toEqual([])
      expect(space).toMatchObject({ name: 'Mandanten', state: 'joined' })
      if (space !== undefined) await core.spaces.locate(space.id, path.join(home, name, 'folder'))
    }

    for (const core of [alice, bob]) await core.syncOnce(patience())

    expect(await readFile(file('bob', 'while closed.txt'), 'utf8')).toBe('written after the last run of that version\n')
    expect(await readFile(file('alice', 'Akten/2026/Prüfung – Müller.txt'), 'utf8')).toBe('second version, by bob\n')
    expect((await readdir(file('bob', '.'))).sort()).toEqual([
      '.siegel',
      'Akten',
      'Leer',
      'large.bin',
      'while closed.txt',
    ])
  })

  it('goes on: what changes now reaches the other side', async () => {
    const [alice, bob] = opened
    if (alice === undefined || bob === undefined) throw new Error('nobody is there')
    await mkdir(file('bob', 'Neu'))
    await writeFile(file('bob', 'Neu/brief.txt'), 'from the new version')

    for (const core of [bob, alice]) await core.syncOnce(patience())

    expect(await readFile(file('alice', 'Neu/brief.txt'), 'utf8')).toBe('from the new version')
  })
})
