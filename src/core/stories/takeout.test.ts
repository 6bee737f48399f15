// Alice leaves: what is hers goes with her, readable without Siegel.
import { mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeOut } from '../takeout.ts'
import { Office, soon, type Person } from '../testing/office.ts'

let office: Office
let alice: Person
const quietly = () => ({ signal: soon(), onProgress: () => undefined })

beforeAll(async () => {
  office = await Office.open()
  const relay = await office.relay()
  alice = await office.person('alice', relay)
  await mkdir(path.join(alice.folder, 'Akten'))
  await alice.write('Akten/Vertrag.txt', 'unterschrieben')
  await alice.core.spaces.create(alice.folder, 'Mandant', soon())
})
afterAll(() => office.close())

test('every folder is copied into a new one, without what only the engine needs', async () => {
  const taken = await takeOut(alice.core, office.directory, [{ name: 'Kontakte.vcf', text: 'BEGIN:VCARD' }], quietly())
  expect(taken).toMatchObject({ spaces: 1, files: 1, leftOut: 0, notHere: 0 })
  const copy = path.join(office.directory, taken.name)
  expect(await readFile(path.join(copy, 'folder/Akten/Vertrag.txt'), 'utf8')).toBe('unterschrieben')
  expect(await readdir(path.join(copy, 'folder'))).toEqual(['Akten'])
  expect(await readFile(path.join(copy, 'Kontakte.vcf'), 'utf8')).toBe('BEGIN:VCARD')
  expect(await readdir(copy)).not.toContain('.siegel')
})

test('a second copy lies beside the first one', async () => {
  const [first, second] = [
    await takeOut(alice.core, office.directory, [], quietly()),
    await takeOut(alice.core, office.directory, [], quietly()),
  ]
  expect(second.name).not.toBe(first.name)
})

test('one that is stopped leaves nothing behind', async () => {
  const before = await readdir(office.directory)
  const stop = AbortSignal.abort(new Error('stopped'))
  await expect(takeOut(alice.core, office.directory, [], { ...quietly(), signal: stop })).rejects.toThrow('stopped')
  expect(await readdir(office.directory)).toEqual(before)
})

test('a place that cannot be written to is refused', async () => {
  await expect(takeOut(alice.core, path.join(office.directory, 'gone'), [], quietly())).rejects.toMatchObject({
    code: 'E_PATH',
  })
})
