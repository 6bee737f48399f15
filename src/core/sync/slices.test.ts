// Long computations let others have their turn, and never work with half of what those do then. [Note: Slices], SYNC-62.
import { beforeAll, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import { rootNodeId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import type { Operation } from '../../shared/logs/space/operations.ts'
import { Room } from '../testing/room.ts'
import { finish, paced } from './slices.ts'

let suite: Suite
beforeAll(async () => {
  suite = await openSuite()
})
const { signal } = new AbortController()

/** Every stop is a pause; `onPause` is called in each. */
function pausing(room: Room, onPause: () => void | Promise<void>): void {
  const { clock } = room.scheduler
  const sleep = clock.sleep.bind(clock)
  clock.sleep = async (milliseconds, signal) => {
    await sleep(milliseconds, signal)
    if (milliseconds === 0) await onPause()
  }
}

test('work that takes its time pauses as soon as its slice is over, and ends all the same', async () => {
  let [now, pauses] = [0, 0]
  const clock = {
    now: () => now,
    sleep: () => {
      pauses++
      return Promise.resolve()
    },
  }
  const seen: number[] = []
  const work = paced(Array(1000).keys(), (one) => {
    now += 0.25
    seen.push(one)
  })
  await finish(work, { clock, slice: 10 }, signal)
  expect(seen).toHaveLength(1000)
  expect(pauses).toBe(15)
})

test('somebody reads on in the log while it is being compared: a file that was only moved never leaves the disk', async () => {
  const room = new Room(suite)
  const alice = room.desk('alice', presets.editor, { slice: 0 })
  const bob = room.desk('bob')
  const letter = alice.write('letter', 'text')
  await room.settle(alice, bob)
  for (let at = 0; at < 70; at++) alice.write(`notes/${at}`, `note ${at}`)
  await room.settle(alice, bob)
  let pauses = 0
  let at = -1
  const append = async (...operations: readonly Operation[]): Promise<void> => {
    room.relay.append(bob.client.me, operations, [])
    await alice.client.remote.refresh()
  }
  // Before the one that counts somebody says something in every pause: nothing worked out before is good any more.
  pausing(room, async () => {
    const pause = pauses++
    if (pause < at) await append({ kind: 'setMeta', id: room.id('notes/0'), name: null, executable: pause % 2 === 0 })
    if (pause !== at) return
    await append(
      { kind: 'move', id: room.id('drawer/letter'), parent: rootNodeId, name: 'letter' },
      { kind: 'remove', id: room.id('drawer') },
    )
  })
  let inCycle = Infinity
  for (let turn = 0; inCycle > turn; turn++) {
    alice.make('drawer')
    alice.move('letter', 'drawer/letter')
    await alice.sync()
    await bob.sync()
    bob.write('news', `number ${turn}`)
    await bob.sync()
    ;[pauses, at] = [0, turn]
    await alice.cycle()
    ;[inCycle, at] = [pauses, -1]
    await alice.sync()
    if (inCycle > turn) expect(alice.inode('letter'), `in pause ${turn}`).toBe(letter)
  }
  expect(inCycle).toBeGreaterThan(20)
})

test('SYNC-62 a settled cycle does not work through the space again', async () => {
  const { room, alice } = await Room.ofTwo({ 'letters/one': 'first', plan: 'draft' })
  await alice.cycle()
  const { nodes } = alice.client.remote.view
  let looks = 0
  const get = nodes.get.bind(nodes)
  Object.assign(nodes, {
    get: (id: never) => {
      looks++
      return get(id)
    },
  })
  expect((await alice.cycle()).settled).toBe(true)
  expect(looks).toBe(0)
  alice.write('plan', 'second draft')
  expect(room.commits.length).toBe(2)
  await alice.sync()
  expect(looks).toBeGreaterThan(0)
  expect(room.commits.length).toBe(3)
})
