// What a person wants of transfers: SYNC-105 … SYNC-107, told with alice and bob. docs/SYNC.md.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Room, type Desk } from '../../testing/room.ts'

const mebibyte = 2 ** 20

let room: Room
let alice: Desk
let bob: Desk
beforeEach(async () => {
  ;({ room, alice, bob } = await Room.ofTwo({ plan: 'draft' }))
})
afterEach(async () => {
  await alice.client.engine.stop()
  await bob.client.engine.stop()
})

const long = (desk: Desk, name: string, of = name) => desk.write(name, `${of} `.repeat(mebibyte))
const waiting = (desk: Desk) =>
  desk.client.engine.waiting().map(({ id, state }) => [desk.client.engine.namesOf(id).join('/'), state])
const idOf = (desk: Desk, name: string) => {
  const { engine } = desk.client
  const known = [...engine.waiting(), ...engine.status.transfers].find(({ id }) => engine.namesOf(id).at(-1) === name)
  if (known === undefined) throw new Error(`${name} is not to be transferred`)
  return known.id
}

/** What lies on bob's disk of downloads that have not ended. */
const parts = (desk: Desk): readonly string[] => [
  ...desk.client.disk.directory(['home', 'space', '.siegel', 'temporary']).entries.keys(),
]

describe('a file whose transfer alice puts off', () => {
  test('SYNC-105 on its way up it ends, everything else goes on, and the space does not call itself settled', async () => {
    long(alice, 'film')
    const first = alice.hold('put')
    const { engine } = alice.client
    engine.start()
    await room.until(first.isHeld)
    engine.postpone(idOf(alice, 'film'))
    first.go('well')
    alice.write('note', 'short')
    await room.until(() => engine.status.obstacle?.kind === 'postponed')
    expect(engine.status).toMatchObject({ settled: false, obstacle: { files: 1 }, transfers: [] })
    expect([...room.paths.keys()].sort()).toEqual(['note', 'plan'])
    expect(waiting(alice)).toEqual([['film', 'postponed']])
  })

  test('SYNC-105 waits over a restart, and is taken up when she says so', async () => {
    long(alice, 'film')
    const first = alice.hold('put')
    alice.client.engine.start()
    await room.until(first.isHeld)
    alice.client.engine.postpone(idOf(alice, 'film'))
    first.go('well')
    await room.until(() => alice.client.engine.status.obstacle?.kind === 'postponed')
    await alice.client.engine.stop()
    alice.client.restart()
    await alice.sync()
    expect(room.paths.has('film')).toBe(false)
    alice.client.engine.takeUp(idOf(alice, 'film'))
    await alice.sync()
    expect(room.paths.has('film')).toBe(true)
    expect(alice.client.engine.waiting()).toEqual([])
  })

  test('SYNC-105 on its way down stays away from the disk, short ones too', async () => {
    long(alice, 'film')
    alice.write('note', 'short')
    await alice.sync()
    const first = bob.hold('get')
    const { engine } = bob.client
    engine.start()
    await room.until(first.isHeld)
    engine.postpone(idOf(bob, 'film'))
    first.go('well')
    await room.until(() => engine.status.obstacle?.kind === 'postponed')
    expect(bob.files).toEqual(['note', 'plan'])
    engine.takeUp(idOf(bob, 'film'))
    await room.until(() => engine.status.settled)
    expect(bob.read('film')).toBe(alice.read('film'))
  })

  test('SYNC-94 SYNC-105 on its way down it keeps what has come, also over a restart, and goes on from there', async () => {
    alice.write('film', 'film '.repeat(5 * mebibyte))
    await alice.sync()
    const late = bob.hold('get', 3)
    bob.client.engine.start()
    await room.until(late.isHeld)
    await room.until(() => (bob.client.engine.status.transfers[0]?.doneBytes ?? 0) > 8 * mebibyte)
    bob.client.engine.postpone(idOf(bob, 'film'))
    await room.until(() => bob.client.engine.status.obstacle?.kind === 'postponed')
    late.go('well')
    expect(bob.client.engine.waiting()[0]?.doneBytes).toBeGreaterThan(8 * mebibyte)
    await bob.client.engine.stop()
    bob.client.restart()
    await bob.sync()
    expect(parts(bob)).toHaveLength(1)
    // SYNC-06: room for what is still to come, and for no more.
    const inodes = [...bob.client.disk.inodes(bob.client.disk.root)]
    bob.client.disk.capacity = inodes.reduce((sum, { data }) => sum + data.length, 0) + 18 * mebibyte
    let gets = 0
    bob.fate = (call) => {
      if (call === 'get') gets++
      return 'well'
    }
    bob.client.engine.takeUp(idOf(bob, 'film'))
    await bob.sync()
    expect(bob.read('film')).toBe(alice.read('film'))
    expect(gets).toBeLessThan(4)
    expect(parts(bob)).toEqual([])
  })

  test('SYNC-94 what has come of it goes when it is removed', async () => {
    long(alice, 'film')
    await alice.sync()
    const first = bob.hold('get')
    bob.client.engine.start()
    await room.until(first.isHeld)
    bob.client.engine.postpone(idOf(bob, 'film'))
    await room.until(() => bob.client.engine.status.obstacle?.kind === 'postponed')
    expect(parts(bob)).toHaveLength(1)
    alice.remove('film')
    await alice.sync()
    await room.until(() => bob.client.engine.status.settled)
    expect(parts(bob)).toEqual([])
  })

  test('SYNC-106 names and places go on: what is postponed is renamed and removed like anything else', async () => {
    alice.write('note', 'short')
    await room.settle(alice, bob)
    alice.write('note', 'edited')
    alice.client.engine.postpone(room.id('note'))
    expect((await alice.sync()).obstacle).toEqual({ kind: 'postponed', files: 1 })
    alice.move('note', 'notice')
    await alice.sync()
    expect([...room.paths.keys()].sort()).toEqual(['notice', 'plan'])
    await bob.sync()
    expect(bob.read('notice')).toBe('short')
    alice.remove('notice')
    await alice.sync()
    expect([...room.paths.keys()]).toEqual(['plan'])
    expect(alice.client.engine.status.settled).toBe(true)
  })

  test('SYNC-106 what is the same on both sides again needs no word any more: the next edit comes', async () => {
    alice.write('note', 'short')
    await room.settle(alice, bob)
    alice.write('note', 'edited')
    await alice.sync()
    bob.client.engine.postpone(room.id('note'))
    expect((await bob.sync()).obstacle).toEqual({ kind: 'postponed', files: 1 })
    alice.write('note', 'short')
    await alice.sync()
    expect((await bob.sync()).settled).toBe(true)
    alice.write('note', 'edited again')
    await room.settle(alice, bob)
    expect(bob.read('note')).toBe('edited again')
  })

  test('SYNC-106 edited on both sides it is not put beside before she says so, and nothing is lost then', async () => {
    alice.write('note', 'short')
    await room.settle(alice, bob)
    bob.write('note', 'of bob')
    await bob.sync()
    alice.write('note', 'of alice')
    alice.client.engine.postpone(room.id('note'))
    expect((await alice.sync()).obstacle).toEqual({ kind: 'postponed', files: 1 })
    expect(alice.files).toEqual(['note', 'plan'])
    alice.client.engine.takeUp(room.id('note'))
    await alice.sync()
    expect(alice.files).toHaveLength(3)
    expect(alice.files.map((name) => alice.read(name)).sort()).toEqual(['draft', 'of alice', 'of bob'])
  })
})

describe('the turn of a file', () => {
  test('SYNC-107 what alice wants first comes next, although it is the longest; what moves goes on', async () => {
    long(alice, 'alpha')
    long(alice, 'bravos')
    long(alice, 'charlie')
    const first = alice.hold('put')
    const { engine } = alice.client
    engine.start()
    await room.until(first.isHeld)
    expect(waiting(alice).map(([name]) => name)).toEqual(['alpha', 'bravos', 'charlie'])
    engine.putFirst(idOf(alice, 'charlie'))
    expect(waiting(alice).map(([name]) => name)).toEqual(['charlie', 'alpha', 'bravos'])
    const arrived: string[] = []
    first.go('well')
    await room.until(() => {
      for (const name of room.paths.keys()) if (!arrived.includes(name)) arrived.push(name)
      return engine.status.settled
    })
    expect(arrived.filter((name) => name !== 'plan')).toEqual(['alpha', 'charlie', 'bravos'])
  })
})
