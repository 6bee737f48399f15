// What a long download leaves on the disk until it has come: SYNC-94, told with alice and carol. docs/SYNC.md.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { presets } from '../../../shared/domain/rights.ts'
import { Room, type Desk } from '../../testing/room.ts'
import { FileSystemError } from '../disk.ts'

const mebibyte = 2 ** 20
const temporary = ['home', 'space', '.siegel', 'temporary']

let room: Room
let alice: Desk
let carol: Desk
beforeEach(async () => {
  ;({ room, alice } = await Room.ofTwo({ plan: 'draft' }))
  carol = room.desk('carol', presets.editor, { longAbove: mebibyte })
  await carol.sync()
})
afterEach(() => stop())
const stop = (): Promise<void> => room.scheduler.run(carol.client.engine.stop())

/** Two chunks, the second of which came later: it lies in a pack of its own. */
const film = async (second = 'b'): Promise<string> => {
  for (const letter of ['-', second]) {
    alice.write('film', 'a'.repeat(mebibyte) + letter.repeat(mebibyte))
    await alice.sync()
  }
  return alice.read('film') ?? ''
}
const partName = (): string => `${room.id('film')}.part`

describe('what is left of a long download under the name of another file as well', () => {
  const link = (path: readonly string[]): void => carol.client.disk.link(path, [...temporary, partName()])

  test('SYNC-94 T64 is not written on: somebody made it a name of the diary', async () => {
    const whole = await film()
    const diary = carol.client.disk.create(['home', 'diary'], 'file')
    carol.client.disk.setData(diary, new Uint8Array(1000).fill(7))
    link(['home', 'diary'])
    await carol.sync()
    expect(carol.read('film') === whole).toBe(true)
    expect(diary.data).toEqual(new Uint8Array(1000).fill(7))
  })

  test('SYNC-94 is not written on: a power cut came while it was given its name in the folder', async () => {
    await film()
    await carol.sync()
    link(['home', 'space', 'film'])
    carol.client.restart()
    const edited = 'c'.repeat(mebibyte) + 'd'.repeat(mebibyte)
    alice.write('film', edited)
    await alice.sync()
    let writes = 0
    carol.onCall = (call) => {
      if (call === 'write' && ++writes === 2) throw new FileSystemError('other')
    }
    await room.settle(carol, alice)
    expect([carol.files, alice.files]).toEqual([
      ['film', 'plan'],
      ['film', 'plan'],
    ])
    expect([carol.read('film') === edited, alice.read('film') === edited]).toEqual([true, true])
  })
})
