// What a long download leaves on the disk until it has come: SYNC-94, told with alice and carol. docs/SYNC.md.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { presets } from '../../../shared/domain/rights.ts'
import { Room, type Desk } from '../../testing/room.ts'
import type { Fate } from '../../testing/simulated-relay.ts'
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

describe('what has come of a long download', () => {
  let gets = 0
  const count = (call: string): Fate => {
    if (call === 'get') gets++
    return 'well'
  }
  beforeEach(() => {
    gets = 0
    carol.fate = count
  })
  const parts = (): readonly string[] => [...carol.client.disk.directory(temporary).entries.keys()]
  const offline = (): boolean => carol.client.engine.status.obstacle?.kind === 'offline'

  /** The first pack comes; then the way to the relay is closed. */
  const begin = async (): Promise<string> => {
    const whole = await film()
    let drop: (fate: Fate) => void = () => undefined
    const dropped = new Promise<Fate>((resolve) => (drop = resolve))
    carol.fate = (call) => {
      if (call === 'get' && ++gets === 2) return dropped
      return gets > 1 ? 'unreachable' : 'well'
    }
    carol.client.engine.start()
    await room.until(() => carol.client.disk.find([...temporary, partName()])?.data.length === mebibyte)
    drop('unreachable')
    await room.until(offline)
    return whole
  }
  const online = (): void => {
    gets = 0
    carol.fate = count
    carol.client.engine.hurry()
  }

  test('SYNC-94 stays when the connection drops and she quits then: the next start fetches the rest', async () => {
    const whole = await begin()
    await stop()
    expect(parts()).toEqual([partName()])
    carol.client.restart()
    online()
    await carol.sync()
    expect(carol.read('film') === whole).toBe(true)
    expect([gets, parts()]).toEqual([1, []])
  })

  test('SYNC-94 stays when the connection drops and she pauses then', async () => {
    const whole = await begin()
    carol.client.engine.pause()
    online()
    carol.client.engine.resume()
    await room.until(() => carol.client.engine.status.settled)
    expect(carol.read('film') === whole).toBe(true)
    expect(gets).toBe(1)
  })

  test('SYNC-94 SYNC-105 stays when the connection drops and she puts it off then', async () => {
    await begin()
    carol.client.engine.postpone(room.id('film'))
    online()
    await room.until(() => carol.client.engine.status.obstacle?.kind === 'postponed')
    expect(parts()).toEqual([partName()])
    carol.client.engine.takeUp(room.id('film'))
    await room.until(() => carol.client.engine.status.settled)
    expect([gets, parts()]).toEqual([1, []])
  })

  test('SYNC-94 stays when all of it is there, and she quits before it has its place: nothing is fetched twice', async () => {
    const whole = await film()
    carol.fate = (call) => (call === 'refresh' && gets === 2 ? 'unreachable' : count(call))
    carol.client.engine.start()
    await room.until(offline)
    await stop()
    expect([gets, carol.files]).toEqual([2, ['plan']])
    carol.client.restart()
    carol.fate = (call) => (call === 'get' ? 'unreachable' : 'well')
    await carol.sync()
    expect(carol.read('film') === whole).toBe(true)
  })

  test('SYNC-94 is gone on with when it was edited meanwhile: what is equal is not fetched again', async () => {
    await begin()
    const edited = await film('c')
    online()
    await room.until(() => carol.client.engine.status.settled)
    expect(carol.read('film') === edited).toBe(true)
    expect(gets).toBe(1)
  })

  describe('when the disk fills up', () => {
    const leave = (bytes: number): void => {
      carol.client.disk.capacity = Infinity
      const used = [...carol.client.disk.inodes(carol.client.disk.root)].reduce((sum, { data }) => sum + data.length, 0)
      carol.client.disk.capacity = used + bytes
    }
    /** Somebody else takes the room when the first chunk is there. */
    const fill = async (): Promise<string> => {
      const whole = await film()
      let writes = 0
      carol.onCall = (call) => {
        if (call === 'write' && ++writes === 2) leave(0)
      }
      expect((await carol.sync()).obstacle?.kind).toBe('disk-full')
      return whole
    }

    test('SYNC-94 SYNC-06 stays, and is gone on with where there is room for the rest', async () => {
      const whole = await fill()
      expect(parts()).toEqual([partName()])
      expect(await carol.sync()).toMatchObject({ obstacle: { kind: 'disk-full', neededBytes: 2 * mebibyte } })
      gets = 0
      leave(2 * mebibyte)
      await carol.sync()
      expect(carol.read('film') === whole).toBe(true)
      expect(gets).toBe(1)
    })

    test('SYNC-94 SYNC-06 makes way for a file that fits in its place', async () => {
      await fill()
      alice.write('note', 'n'.repeat(1000))
      await alice.sync()
      leave(mebibyte)
      expect((await carol.sync()).obstacle?.kind).toBe('disk-full')
      expect([carol.files, parts()]).toEqual([['note', 'plan'], []])
    })

    test('SYNC-94 SYNC-06 makes way, too, where the disk has seemed to have room all the while', async () => {
      await fill()
      alice.write('note', 'n'.repeat(1000))
      await alice.sync()
      carol.client.disk.capacity = Infinity
      let writes = 0
      carol.onCall = (call) => {
        if (call === 'write' && parts().includes(partName()) && writes++ >= 0) throw new FileSystemError('full')
      }
      for (let cycles = 0; cycles < 2; cycles++) await carol.cycle()
      expect(carol.files).toContain('note')
    })

    test('SYNC-94 SYNC-06 makes way when nobody wants it any more', async () => {
      await fill()
      alice.remove('film')
      alice.write('map', 'm'.repeat(3 * mebibyte))
      await alice.sync()
      leave(mebibyte)
      expect((await carol.sync()).obstacle?.kind).toBe('disk-full')
      expect(parts()).toEqual([])
    })
  })

  test('SYNC-94 keeps nobody from being settled where it cannot be removed, and goes when it can', async () => {
    await carol.sync()
    carol.client.disk.create([...temporary, `${'ab'.repeat(16)}.part`], 'file')
    carol.client.restart()
    carol.onCall = (call) => {
      if (call === 'removeFile') throw new FileSystemError('busy')
    }
    expect(await carol.cycle()).toMatchObject({ settled: true, obstacle: null })
    expect(parts()).toHaveLength(1)
    carol.onCall = () => undefined
    await carol.cycle()
    expect(parts()).toEqual([])
  })
})
