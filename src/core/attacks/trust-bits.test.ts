// T66: what makes a system trust a file is never another person's to give. Of a mode only the one executable bit travels (SYNC-36); nobody
// becomes somebody else by running what came. The marks of Windows and macOS are set where those are (SYNC-97, platform/received.test.ts).
import { chmod, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Office, type Person } from '../testing/office.ts'

const modeOf = async (person: Person, file: string) => (await stat(path.join(person.folder, file))).mode & 0o7777
const setMode = (person: Person, file: string, mode: number) => chmod(path.join(person.folder, file), mode)
/** Set-user-id, set-group-id, sticky. */
const special = 0o7000

describe.skipIf(process.platform === 'win32')('T66 a file that would run as its owner', () => {
  let office: Office
  let mallory: Person
  let bob: Person
  beforeAll(async () => {
    office = await Office.open()
    const relay = await office.relay()
    mallory = await office.person('mallory', relay)
    bob = await office.person('bob', relay)
    await mallory.befriend(bob)
    const space = await mallory.create('Werkzeuge')
    await mallory.write('lauf', '#!/bin/sh\nid\n')
    await mallory.write('brief.txt', 'nur Text')
    await setMode(mallory, 'lauf', 0o6755)
    await mallory.grant(space, bob, 'editor')
    await mallory.sync()
    await bob.join(space)
  })
  afterAll(() => office.close())

  test('arrives as one that anybody runs as themselves, and text stays text', async () => {
    expect(await modeOf(mallory, 'lauf')).toBe(0o6755)
    expect((await modeOf(bob, 'lauf')) & (special | 0o100)).toBe(0o100)
    expect((await modeOf(bob, 'brief.txt')) & (special | 0o111)).toBe(0)
  })

  test('one that bob made such himself is not after mallory has written to it', async () => {
    await setMode(bob, 'lauf', 0o4755)
    await mallory.write('lauf', '#!/bin/sh\nid; echo mallory\n')
    await mallory.sync()
    await bob.sync()
    expect(await bob.read('lauf')).toContain('mallory')
    expect((await modeOf(bob, 'lauf')) & special).toBe(0)
  })

  test('made executable by mallory, bob’s copy gets that bit and no other', async () => {
    await setMode(bob, 'brief.txt', 0o2644)
    await setMode(mallory, 'brief.txt', 0o6777)
    await mallory.sync()
    await bob.sync()
    expect((await modeOf(bob, 'brief.txt')) & (special | 0o100)).toBe(0o100)
  })
})
