// Known words in names and contents: nobody but alice and bob may read them. Searched in everything the relay stores, logs and
// receives, and in everything the apps leave on the disk when they are locked, ended or killed; each search is then shown to find.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { canaryWord, checkControlsIn, searchFolder, Tap, type Plant } from '../../tools/canary/index.ts'
import { App } from '../fixtures/app.ts'
import { contentsOf } from '../fixtures/folders.ts'
import { isUpToDate } from '../fixtures/pair.ts'
import { becomeContacts, share } from '../fixtures/people.ts'
import { RelayProcess } from '../fixtures/processes.ts'

test.describe.configure({ mode: 'serial' })

const inNames = {
  alice: canaryWord(),
  bob: canaryWord(),
  space: canaryWord(),
  folder: canaryWord(),
  file: canaryWord(),
}
const inContents = { text: canaryWord(), binary: canaryWord(), edit: canaryWord() }
const email = randomBytes(12).toString('hex')
const passphrases = [canaryWord(), canaryWord()] as const

let base: string
let relay: RelayProcess
let line: Tap
let alice: App
let bob: App
/** Everything that nobody else may read; the recovery words as they would stand together. */
const secrets = () => [
  ...Object.values(inNames),
  ...Object.values(inContents),
  email,
  ...passphrases,
  ...[alice, bob].map(({ recoveryWords }) => recoveryWords.slice(0, 4).join(' ')),
]

test.beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'siegel-canary-e2e-'))
  await mkdir(path.join(base, 'relay'))
  relay = await RelayProcess.start(path.join(base, 'relay/data'), { LOG_LEVEL: 'debug' })
  line = await Tap.open(relay.address, path.join(base, 'line'))
  const [first, second] = passphrases
  alice = new App(base, 'alice', { person: inNames.alice, email: `${email}@kanzlei.example`, passphrase: first })
  bob = new App(base, 'bob', { person: inNames.bob, passphrase: second })
})
test.afterAll(async () => {
  await alice.stop()
  await bob.stop()
  await line.close()
  await relay.stop()
  await rm(base, { recursive: true, force: true })
})

async function expectNothingIn(folder: string, smallest: number): Promise<void> {
  const { files, bytes, finds } = await searchFolder(path.join(base, folder), secrets())
  expect(finds).toEqual([])
  expect(files).toBeGreaterThan(0)
  expect(bytes).toBeGreaterThan(smallest)
}

/** Each word in each encoding, brought to where nothing was found, is found there. */
async function expectControlsIn(folder: string, plant?: Plant): Promise<void> {
  const { planted, missed } = await checkControlsIn(path.join(base, folder), secrets(), plant)
  expect(missed).toEqual([])
  for (const encoding of ['UTF-16LE NFD', 'hex NFC', 'base64 phase 2 NFC', 'URL NFD', 'gzip'])
    expect(planted).toContain(encoding)
}

test('two people exchange what holds the words, and look at all of it in their windows', async () => {
  for (const app of [alice, bob]) {
    await app.start()
    await app.onboard(line.address)
  }
  await becomeContacts(alice, bob)
  const inside = (folder: string) => path.join(folder, inNames.folder)
  const space = await share(alice, bob, {
    name: inNames.space,
    may: 'edit',
    plant: async (folder) => {
      await mkdir(inside(folder))
      await writeFile(path.join(inside(folder), `${inNames.file}.txt`), `Das Wort ist ${inContents.text}.\n`)
      const film = [randomBytes(9 << 20), Buffer.from(inContents.binary), randomBytes(3 << 20)]
      await writeFile(path.join(folder, 'Film.bin'), Buffer.concat(film))
      await writeFile(path.join(folder, `${inNames.file} weg.txt`), inContents.text)
    },
  })
  await space.inStep()
  await writeFile(path.join(inside(space.bob), `${inNames.file}.txt`), `${inContents.edit}\n`.repeat(500))
  await unlink(path.join(space.bob, `${inNames.file} weg.txt`))
  await rename(path.join(space.bob, 'Film.bin'), path.join(space.bob, `${inNames.file}.bin`))
  await expect.poll(async () => Object.keys(await contentsOf(space.alice))).toContain(`${inNames.file}.bin`)
  await space.inStep()
  for (const app of [alice, bob]) {
    await isUpToDate(app)
    await app.page.getByRole('button', { name: 'Trash' }).click()
    await expect(app.page.getByRole('dialog').getByText(`${inNames.file} weg.txt`)).toBeVisible()
    await app.page.keyboard.press('Escape')
    await app.page.getByRole('row', { name: inNames.folder }).dblclick()
    await expect(app.page.getByText(`${inNames.file}.txt`)).toBeVisible()
    await app.page.getByRole('tab', { name: 'Activity' }).click()
    await expect(app.page.getByText(new RegExp(`${inNames.file}.+deleted`)).first()).toBeVisible()
  }
  const found = await searchFolder(space.alice, secrets())
  expect(new Set(found.finds.map(({ word }) => word))).toEqual(
    new Set([inNames.folder, inNames.file, inContents.binary, inContents.edit, inContents.text]),
  )
})

test('locked, and then ended: nothing in the profile, the home and the temporary folder of alice', async () => {
  await alice.lock()
  await expectNothingIn('alice', 100_000)
  await alice.stop()
  await expectNothingIn('alice', 100_000)
  await expectControlsIn('alice/user-data/profile')
  await expectControlsIn('alice/tmp')
})

test('killed while everything was open: nothing in what bob’s app leaves behind', async () => {
  await bob.kill()
  await expectNothingIn('bob', 100_000)
  await expectControlsIn('bob/user-data/profile')
})

test('nothing in all bytes that went to the relay and came from it, none of them compressed', async () => {
  await expectNothingIn('line', 12 << 20)
  for (const name of await readdir(path.join(base, 'line'))) {
    const bytes = await readFile(path.join(base, 'line', name), 'latin1')
    if (name.endsWith('.received')) expect(bytes).not.toMatch(/^(content-encoding|sec-websocket-extensions):/im)
  }
  await expectControlsIn('line', async (bytes) => {
    const socket = connect(Number(new URL(line.address).port), '127.0.0.1')
    const number = line.connections + 1
    socket.on('error', () => undefined).end(bytes)
    await once(socket.resume(), 'close')
    return `${number}.sent`
  })
})

test('nothing in what the relay stores and logs', async () => {
  expect(await relay.stop()).toBe(0)
  await expectNothingIn('relay', 12 << 20)
  await expectControlsIn('relay')
})
