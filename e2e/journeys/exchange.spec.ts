// Two people, two windows, one relay: a real tree that stays in step, and what comes after.
import { mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { contentsOf, writeSeeded } from '../fixtures/folders.ts'
import { isUpToDate, test } from '../fixtures/pair.ts'
import { share, type Shared } from '../fixtures/people.ts'

test.describe.configure({ mode: 'serial' })

const smallFiles = 1000
let space: Shared

async function plantTree(folder: string): Promise<void> {
  const write = async (name: string, content: string) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), content)
  }
  await write('Verträge/2026/Müller & Söhne 📄.txt', 'Entwurf')
  await write('a/b/c/d/e/f/g/h/unten.txt', 'tief')
  await write('こんにちは/ελληνικά/שלום.md', 'drei Schriften')
  await write('leer.txt', '')
  await mkdir(path.join(folder, 'Verträge/leerer Ordner'), { recursive: true })
  await write(`${'lang '.repeat(49)}.txt`, 'langer Name')
  await mkdir(path.join(folder, 'Filme'))
  await writeSeeded(path.join(folder, 'Filme/groß.bin'), 300 * 2 ** 20, 'exchange')
  for (let n = 0; n < smallFiles; n++) await write(`viele/${n % 10}/${n}.txt`, `Datei ${n}`)
}

test('alice and bob set up their identities, with the recovery kit asked back, and become contacts by a card', async ({
  pair: { alice, bob },
}) => {
  await bob.go('Contacts')
  await expect(bob.page.getByRole('grid').getByText('alice').first()).toBeVisible()
  expect(alice.recoveryWords).toHaveLength(24)
  expect(alice.recoveryWords).not.toEqual(bob.recoveryWords)
})

test('alice makes a space of a real tree and invites bob, who chooses where the files go', async ({
  pair: { alice, bob },
}) => {
  space = await share(alice, bob, { name: 'Mandanten', may: 'edit', plant: plantTree })
  const tree = await space.inStep()
  expect(Object.values(tree).filter((what) => what !== 'directory')).toHaveLength(smallFiles + 6)
  expect(tree['Verträge/leerer Ordner']).toBe('directory')
  for (const app of [alice, bob]) await isUpToDate(app)
})

test('edits and deletions go both ways while both are open', async () => {
  await writeFile(path.join(space.bob, 'von bob.txt'), 'von bob')
  await writeFile(path.join(space.alice, 'leer.txt'), 'nicht mehr leer')
  await expect
    .poll(() => readFile(path.join(space.alice, 'von bob.txt'), 'utf8').catch(() => ''), { timeout: 120_000 })
    .toBe('von bob')
  await space.inStep()
  await unlink(path.join(space.bob, 'von bob.txt'))
  await writeFile(path.join(space.bob, 'leer.txt'), 'von bob ergänzt')
  await expect.poll(async () => Object.keys(await contentsOf(space.alice))).not.toContain('von bob.txt')
  await space.inStep()
  expect(await readFile(path.join(space.alice, 'leer.txt'), 'utf8')).toBe('von bob ergänzt')
})

test('a renamed folder of 300 MiB and one of 1,000 files are renamed there too: no content is sent again', async ({
  pair: { alice, bob, relay, line },
}) => {
  for (const app of [alice, bob]) await isUpToDate(app)
  const [packs, sent, received] = [await relay.packs(), line.bytes.sent, line.bytes.received]
  await rename(path.join(space.alice, 'Filme'), path.join(space.alice, 'Verträge/Filme, umbenannt'))
  await rename(path.join(space.alice, 'viele'), path.join(space.alice, 'viele, umbenannt'))
  await expect.poll(async () => Object.keys(await contentsOf(space.bob))).toContain('viele, umbenannt')
  const tree = await space.inStep()
  expect(Object.keys(tree)).toContain('Verträge/Filme, umbenannt/groß.bin')
  expect(await relay.packs()).toEqual(packs)
  expect(line.bytes.sent - sent).toBeLessThan(64 * 1024)
  expect(line.bytes.received - received).toBeLessThan(64 * 1024)
})

test('what changes while a window is closed arrives when it opens again', async ({ pair: { bob } }) => {
  await bob.stop()
  await writeFile(path.join(space.alice, 'Nachricht.txt'), 'während du weg warst')
  await writeFile(path.join(space.bob, 'Antwort.txt'), 'ohne Fenster geschrieben')
  await unlink(path.join(space.bob, 'leer.txt'))
  await bob.start()
  await bob.unlock()
  await expect.poll(async () => Object.keys(await contentsOf(space.alice))).toContain('Antwort.txt')
  const tree = await space.inStep()
  expect(await readFile(path.join(space.bob, 'Nachricht.txt'), 'utf8')).toBe('während du weg warst')
  expect(Object.keys(tree)).not.toContain('leer.txt')
})

test('alice locks: nothing is exchanged until she unlocks', async ({ pair: { alice, bob, line } }) => {
  await bob.open(space.name)
  await alice.lock()
  const { received } = line.bytes
  await writeFile(path.join(space.bob, 'später.txt'), 'später')
  await isUpToDate(bob)
  await expect(bob.page.getByRole('grid').getByText('später.txt')).toBeVisible()
  expect(Object.keys(await contentsOf(space.alice))).not.toContain('später.txt')
  expect(line.bytes.received).toBeGreaterThan(received)
  await alice.unlock()
  await expect.poll(async () => Object.keys(await contentsOf(space.alice))).toContain('später.txt')
  await space.inStep()
})

test('alice removes bob: he keeps his files, gets nothing newer, and is told', async ({ pair: { alice, bob } }) => {
  await alice.open(space.name, 'People & rights')
  await alice.page.getByRole('button', { name: 'Actions for bob' }).click()
  await alice.page.getByRole('menuitem', { name: /Remove/ }).click()
  await alice.page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Remove/ })
    .click()
  await expect(alice.page.getByRole('button', { name: 'Actions for bob' })).toBeHidden({ timeout: 120_000 })
  await writeFile(path.join(space.alice, 'geheim.txt'), 'nicht mehr für bob')
  await alice.page.getByRole('tab', { name: 'Files' }).click()
  await expect(alice.page.getByRole('grid').getByText('geheim.txt')).toBeVisible()
  await isUpToDate(alice)
  await expect(bob.page.getByText('Stopped: no rights any more').first()).toBeVisible({ timeout: 120_000 })
  const his = Object.keys(await contentsOf(space.bob))
  expect(his).toContain('Nachricht.txt')
  expect(his).not.toContain('geheim.txt')
})
