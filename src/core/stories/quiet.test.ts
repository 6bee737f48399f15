// Nothing happens: what a computer keeps is not written again. A pin that was raised is. PROTOCOL §8, §19.19.
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { Office, soon, type Person } from '../testing/office.ts'

let office: Office
let alice: Person
let space: SpaceId
beforeAll(async () => {
  office = await Office.open()
  alice = await office.person('alice', await office.relay())
  space = await alice.create('Akten')
  await alice.write('a.txt', 'one')
  await alice.sync()
})
afterAll(() => office.close())

/** Each file of the profile, with what changes when it is written. */
async function written(): Promise<Record<string, string>> {
  const names = await readdir(alice.profileDirectory, { recursive: true, withFileTypes: true })
  const files = names.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name))
  const stats = await Promise.all(files.map(async (file) => [file, await stat(file)] as const))
  return Object.fromEntries(
    stats.map(([file, { ino, mtimeMs, size }]) => [path.basename(file), `${ino} ${mtimeMs} ${size}`]),
  )
}

/** What goes on by itself while the app is open. */
async function look(): Promise<void> {
  await alice.core.catchUp(soon())
  await alice.core.spaces.tend(space, soon())
  await alice.core.keep(soon())
}

test('alice looks again where nothing happened: no file of her profile is written', async () => {
  await look()
  const before = await written()
  await look()
  expect(await written()).toEqual(before)
  expect(Object.keys(before)).toContain('pins.cbor')
})

test('alice writes: the pins file is as new as what she saw', async () => {
  const { 'pins.cbor': before } = await written()
  await alice.write('a.txt', 'two')
  await alice.sync()
  expect((await written())['pins.cbor']).not.toBe(before)
})
