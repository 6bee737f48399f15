// What happens when a disk has no room left: SYNC-06, told with alice and bob. docs/SYNC.md.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Room, type Desk } from '../../testing/room.ts'
import { FileSystemError } from '../disk.ts'

const spare = 2 ** 20

let room: Room
let alice: Desk
let bob: Desk
beforeEach(async () => {
  ;({ room, alice, bob } = await Room.ofTwo({ plan: 'draft' }))
})

describe('a full disk', () => {
  /** Room for so many bytes more than the spare ones. */
  const leave = (bytes: number): void => {
    bob.client.disk.capacity = Infinity
    const used = [...bob.client.disk.inodes(bob.client.disk.root)].reduce((sum, { data }) => sum + data.length, 0)
    bob.client.disk.capacity = used + spare + bytes
  }
  const send = async (): Promise<void> => {
    alice.write('note', 'n'.repeat(100))
    alice.write('photo', 'p'.repeat(50_000))
    alice.write('film', 'f'.repeat(90_000))
    await alice.sync()
  }
  afterEach(() => bob.client.engine.stop())

  test('SYNC-06 takes what fits, small files first, and says how much room the rest needs', async () => {
    await send()
    leave(60_000)
    expect((await bob.sync()).obstacle).toEqual({ kind: 'disk-full', neededBytes: 90_000 + spare })
    expect(bob.files).toEqual(['note', 'photo', 'plan'])
    expect(bob.client.disk.free).toBeGreaterThanOrEqual(spare)
  })

  test('SYNC-06 does not keep what was edited there from going up', async () => {
    await send()
    leave(0)
    bob.write('plan', 'final')
    expect((await bob.sync()).obstacle?.kind).toBe('disk-full')
    await alice.sync()
    expect(alice.read('plan')).toBe('final')
  })

  test('SYNC-06 goes on by itself as soon as there is room, long before the next full look', async () => {
    await send()
    leave(0)
    bob.client.engine.start()
    await room.until(() => bob.client.engine.status.obstacle?.kind === 'disk-full')
    // By now it tries again once a minute.
    await room.scheduler.run(room.scheduler.sleep(600_000))
    expect(bob.files).toEqual(['plan'])
    leave(200_000)
    const since = room.scheduler.now
    await room.until(() => bob.client.engine.status.settled)
    expect(bob.files).toEqual(['film', 'note', 'photo', 'plan'])
    expect(room.scheduler.now - since).toBeLessThan(5_000)
  })

  test('SYNC-06 is told with all that is still wanted when the disk itself says so, in the middle of a file', async () => {
    await send()
    let writes = 0
    bob.onCall = (call) => {
      if (call === 'write' && ++writes === 2) throw new FileSystemError('full')
    }
    const { obstacle } = await bob.sync()
    expect(obstacle?.kind === 'disk-full' && obstacle.neededBytes).toBeGreaterThanOrEqual(90_000 + spare)
    expect(bob.client.disk.find(['home', 'space', '.siegel', 'temporary'])?.entries.size).toBe(0)
    bob.onCall = () => undefined
    await room.settle(bob, alice)
    expect(bob.files).toEqual(alice.files)
  })
})
