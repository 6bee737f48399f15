// The contract of the command line (docs/CLI.md): commands, answers, exit codes, through real processes.
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownCertificate } from '../../src/node/tls/index.ts'
import { toBase64url } from '../../src/shared/base/encoding.ts'
import { RelayProcess, run, Typist, workplace } from '../fixtures/processes.ts'

let place: Awaited<ReturnType<typeof workplace>>
let relay: RelayProcess
let alice: Typist
let bob: Typist
const at = (name: string) => path.join(place.directory, name)

beforeAll(async () => {
  place = await workplace()
  relay = await RelayProcess.start(at('relay'))
  alice = new Typist(place.directory, 'alice')
  bob = new Typist(place.directory, 'bob')
  for (const person of [alice, bob]) {
    await person.sitDown()
    const email = `${person.name}@kanzlei.example`
    await person.answer(
      'init',
      '--name',
      person.name,
      '--email',
      email,
      '--relay',
      relay.address,
      '--recovery-out',
      at(`${person.name}.words`),
    )
  }
})
const packFiles = async (): Promise<readonly string[]> => {
  const found = await readdir(at('relay'), { recursive: true, withFileTypes: true })
  return found
    .filter((one) => one.isFile() && one.parentPath.includes('packs'))
    .map((one) => path.join(one.parentPath, one.name))
}
afterAll(async () => {
  await relay.stop()
  await place.clear()
})

test('exit 2: what the command does not know, and a passphrase that is not given', async () => {
  expect((await alice.type('dance')).code).toBe(2)
  expect((await alice.type('space', 'create', alice.folder)).code).toBe(2)
  expect((await alice.type('sync')).code).toBe(2)
  expect((await run('src/cli/main.ts', ['status'])).code).toBe(2)
  for (const file of ['', at('nowhere')]) {
    const ran = await run('src/cli/main.ts', ['--profile', alice.profile, 'status'], { SIEGEL_PASSPHRASE_FILE: file })
    expect(ran.code).toBe(2)
  }
})

test('exit 3 with the code: a wrong passphrase, a stranger, a weak passphrase, a second profile in the same place', async () => {
  await writeFile(path.join(bob.directory, 'passphrase'), 'falsch\n')
  const wrong = await bob.type('status')
  expect([wrong.code, JSON.parse(wrong.err)]).toEqual([3, { error: 'E_OPEN' }])
  await writeFile(path.join(bob.directory, 'passphrase'), 'quer durch den moosgrünen tannenwald\n')
  expect((await bob.type('contact', 'verify', 'nobody')).code).toBe(3)
  const again = [
    'init',
    '--name',
    'x',
    '--email',
    'x@y.example',
    '--relay',
    relay.address,
    '--recovery-out',
    at('again'),
  ]
  expect(JSON.parse((await bob.type(...again)).err)).toEqual({ error: 'E_CONFLICT' })
})

test('the journey: card, request, space, grant, accept, sync, versions, restore, log', async () => {
  expect(await bob.answer('card', '--out', at('bob.card'))).toMatchObject({ reach: 'this-computer' })
  expect(await alice.answer('contact', 'add', at('bob.card'))).toMatchObject({ outcome: 'requested' })
  await bob.answer('sync', '--once')
  await bob.answer('contact', 'accept', 'alice')
  await alice.answer('sync', '--once', '--timeout', '60')
  expect(await alice.answer('contact', 'list')).toMatchObject([
    { name: 'bob', state: 'accepted', level: 'first-contact' },
  ])
  const verified = (await alice.answer('contact', 'verify', 'bob', '--yes')) as { number: string }
  expect(await bob.answer('contact', 'verify', 'alice')).toMatchObject({ number: verified.number })

  await writeFile(path.join(alice.folder, 'a.txt'), 'eins')
  await alice.answer('space', 'create', alice.folder, '--name', 'Akten')
  await alice.answer('space', 'grant', 'Akten', 'bob', 'editor')
  expect((await alice.type('space', 'grant', 'Akten', 'bob', 'emperor')).code).toBe(2)
  await alice.answer('sync', '--once')
  await bob.answer('sync', '--once')
  await bob.answer('space', 'accept', 'Akten', bob.folder)
  expect(await bob.answer('sync', '--once')).toMatchObject({ settled: true, spaces: 1 })
  await writeFile(path.join(bob.folder, 'a.txt'), 'zwei')
  await bob.answer('sync', '--once')
  await alice.answer('sync', '--once')
  expect(await readFile(path.join(alice.folder, 'a.txt'), 'utf8')).toBe('zwei')

  const { versions } = (await alice.answer('versions', 'Akten', 'a.txt')) as {
    versions: { version: string; by: string; current: boolean }[]
  }
  expect(versions.map(({ by, current }) => [by, current])).toEqual([
    ['alice', false],
    ['bob', true],
  ])
  await alice.answer('restore', 'Akten', 'a.txt', versions[0]?.version ?? '')
  await bob.answer('sync', '--once')
  expect(await readFile(path.join(bob.folder, 'a.txt'), 'utf8')).toBe('eins')
  const log = (await alice.answer('log', 'Akten')) as { type: string; by: string }[]
  expect(log.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['genesis', 'epoch.rotate', 'grant.set', 'accept', 'commit']),
  )
  expect(await alice.answer('space', 'list')).toMatchObject([{ name: 'Akten', state: 'joined', preset: 'manager' }])
  await alice.answer('sync', '--once')
  const [space] = ((await alice.answer('status')) as { spaces: { seen: unknown }[] }).spaces
  expect(space?.seen).toMatchObject({ confirmedBy: { name: 'bob' }, unconfirmedSince: null, heldBackFrom: null })
})

test('exit 3 with the code: a content that came back damaged is named, and taken as soon as it is whole again', async () => {
  const packsBefore = new Set(await packFiles())
  await writeFile(path.join(alice.folder, 'siegel.bin'), randomBytes(200_000))
  await alice.answer('sync', '--once')
  const [pack = ''] = (await packFiles()).filter((file) => !packsBefore.has(file))
  const bytes = await readFile(pack)
  await writeFile(pack, bytes.with(1000, (bytes[1000] ?? 0) ^ 1))
  const { code, err } = await bob.type('sync', '--once')
  expect([code, JSON.parse(err)]).toEqual([3, { error: 'E_INTEGRITY' }])
  const obstacle = { kind: 'damaged', code: 'E_INTEGRITY', files: 1 }
  expect(await bob.answer('status')).toMatchObject({ spaces: [{ name: 'Akten', sync: { settled: false, obstacle } }] })
  await writeFile(pack, bytes)
  await bob.answer('sync', '--once')
  expect(await bob.answer('status')).toMatchObject({ spaces: [{ sync: { settled: true, obstacle: null } }] })
})

test('space tell: the others hear nothing of what this device has seen until it is on again', async () => {
  const tells = async () => (await alice.answer('status')) as { spaces: { seen: { tells: boolean } }[] }
  expect(await alice.answer('space', 'tell', 'Akten', 'off')).toMatchObject({ tells: false })
  expect(await tells()).toMatchObject({ spaces: [{ seen: { tells: false } }] })
  expect((await alice.type('space', 'tell', 'Akten', 'perhaps')).code).toBe(2)
  expect(await alice.answer('space', 'tell', 'Akten', 'on')).toMatchObject({ tells: true })
  expect(await tells()).toMatchObject({ spaces: [{ seen: { tells: true } }] })
})

test('an earlier version that the relay lost is marked, and not restored', async () => {
  const packsBefore = new Set(await packFiles())
  await writeFile(path.join(alice.folder, 'Entwurf.bin'), randomBytes(5000))
  await alice.answer('sync', '--once')
  const [pack = ''] = (await packFiles()).filter((file) => !packsBefore.has(file))
  await writeFile(path.join(alice.folder, 'Entwurf.bin'), randomBytes(6000))
  await alice.answer('sync', '--once')
  await rm(pack)
  const { out } = await run('src/relay/main.ts', ['verify'], { DATA_DIR: at('relay') })
  expect(JSON.parse(out)).toMatchObject({ missingPacks: 1 })
  await alice.answer('sync', '--once')
  const { versions } = (await alice.answer('versions', 'Akten', 'Entwurf.bin')) as {
    versions: { version: string; lost: boolean; current: boolean }[]
  }
  expect(versions.map(({ lost, current }) => [lost, current])).toEqual([
    [true, false],
    [false, true],
  ])
  const { code, err } = await alice.type('restore', 'Akten', 'Entwurf.bin', versions[0]?.version ?? '')
  expect([code, JSON.parse(err)]).toEqual([3, { error: 'E_INTEGRITY' }])
})

test('exit 5: after the database was lost the same folder transfers nothing, and what was deleted meanwhile needs a person', async () => {
  for (const end of ['', '-wal', '-shm']) await rm(path.join(bob.profile, `cache.db${end}`), { force: true })
  await rm(path.join(bob.folder, 'siegel.bin'))
  const before = await packFiles()
  await bob.answer('sync', '--once')
  await bob.answer('space', 'accept', 'Akten', bob.folder)
  const { code, err } = await bob.type('sync', '--once')
  expect([code, JSON.parse(err)]).toEqual([5, { error: 'needs-person', reason: 'files-missing' }])
  expect((await bob.type('sync', '--once', '--missing', 'perhaps')).code).toBe(2)
  await bob.answer('sync', '--once', '--missing', 'fetch')
  expect((await readFile(path.join(bob.folder, 'siegel.bin'))).length).toBe(200_000)
  expect(await packFiles()).toEqual(before)
})

test('exit 5: a folder that is gone needs a person', async () => {
  await rm(bob.folder, { recursive: true })
  const { code, err } = await bob.type('sync', '--once')
  expect([code, JSON.parse(err)]).toEqual([5, { error: 'needs-person', reason: 'root-missing' }])
})

test('revoke: exit 0, and the revoked one is out', async () => {
  await alice.answer('space', 'revoke', 'Akten', 'bob')
  await writeFile(path.join(alice.folder, 'später.txt'), 'später')
  await alice.answer('sync', '--once')
  await bob.answer('sync', '--once')
  expect(await bob.answer('space', 'list')).toMatchObject([{ state: 'left' }])
})

test('relay add, move, remove: a space lives at the second one, which is kept for it, and home goes there', async () => {
  const { certificateFile, keyFile, pin } = await ownCertificate(place.directory)
  const second = await RelayProcess.start(at('second'), { TLS_CERT_FILE: certificateFile, TLS_KEY_FILE: keyFile })
  try {
    const unpinned = await alice.type('relay', 'add', second.address)
    expect([unpinned.code, JSON.parse(unpinned.err)]).toEqual([4, { error: 'E_TRANSPORT', why: 'certificate' }])
    const added = await alice.answer('relay', 'add', `${second.address}/#${toBase64url(pin)}`)
    expect(added).toMatchObject({ address: second.address, home: false, spaces: [] })
    const folder = at('zweites')
    await mkdir(folder)
    await alice.answer('space', 'create', folder, '--name', 'Zweites', '--relay', second.address)
    const kept = await alice.type('relay', 'remove', second.address)
    expect([kept.code, JSON.parse(kept.err)]).toEqual([3, { error: 'E_POLICY' }])
    expect(await alice.answer('relay', 'move', second.address)).toMatchObject({ moved: true })
    expect(await alice.answer('relay', 'list')).toMatchObject([
      { address: second.address, home: true, spaces: ['Zweites'] },
      { address: relay.address, home: false },
    ])
    await alice.answer('relay', 'move', relay.address)
    await alice.answer('space', 'close', 'Zweites')
    await alice.answer('relay', 'remove', new URL(second.address).host)
  } finally {
    await second.stop()
  }
})

test('recover: the words bring the identity to another computer', async () => {
  const elsewhere = new Typist(place.directory, 'alice-elsewhere')
  await elsewhere.sitDown()
  await elsewhere.answer('recover', '--phrase-file', at('alice.words'), '--relay', relay.address)
  await elsewhere.answer('sync', '--once')
  expect(await elsewhere.answer('contact', 'list')).toMatchObject([{ name: 'bob', level: 'verified' }])
})

test('exit 4: the relay is gone; it ended cleanly on SIGTERM', async () => {
  expect(await relay.stop()).toBe(0)
  const { code, err } = await alice.type('sync', '--once', '--timeout', '20')
  expect([code, JSON.parse(err || '{}')]).toEqual([4, { error: 'E_TRANSPORT' }])
  relay = await RelayProcess.start(at('relay'))
})
