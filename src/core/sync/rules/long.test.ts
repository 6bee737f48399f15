// Long transfers run beside the cycles: SYNC-93 … SYNC-96, told with alice and bob. docs/SYNC.md.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { presets } from '../../../shared/domain/rights.ts'
import { Room, type Desk } from '../../testing/room.ts'
import type { Fate } from '../../testing/simulated-relay.ts'

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

const film = (desk: Desk, name = 'film') => desk.write(name, `${name} `.repeat(mebibyte))
const isSettled = (desk: Desk) => (): boolean => desk.client.engine.status.settled

describe('while a long file is on its way', () => {
  test('SYNC-93 up, a short one that is saved then is with the others before the long one has ended', async () => {
    film(alice)
    const first = alice.hold('put')
    alice.client.engine.start()
    await room.until(first.isHeld)
    alice.write('note', 'short')
    await room.until(() => room.paths.has('note'))
    expect(room.paths.has('film')).toBe(false)
    expect(alice.client.engine.status.settled).toBe(false)
    first.go('well')
    await room.until(isSettled(alice))
    expect([...room.paths.keys()].sort()).toEqual(['film', 'note', 'plan'])
  })

  test('SYNC-93 down, a short one that others save then is here before the long one has ended', async () => {
    film(alice)
    await alice.sync()
    const first = bob.hold('get')
    bob.client.engine.start()
    await room.until(first.isHeld)
    alice.write('note', 'short')
    await alice.sync()
    await room.until(() => bob.files.includes('note'))
    expect(bob.files).toEqual(['note', 'plan'])
    first.go('well')
    await room.until(isSettled(bob))
    expect(bob.files).toEqual(['film', 'note', 'plan'])
    expect(bob.read('film')).toBe(alice.read('film'))
  })

  test('SYNC-93 a conflict copy that is long holds up nothing either', async () => {
    film(alice)
    film(bob).executable = false
    await room.settle(alice, bob)
    alice.write('film', 'of alice '.repeat(mebibyte))
    await alice.sync()
    bob.write('film', 'of bob '.repeat(mebibyte))
    const first = bob.hold('get')
    bob.client.engine.start()
    await room.until(first.isHeld)
    bob.write('note', 'short')
    await room.until(() => room.paths.has('note'))
    first.go('well')
    await room.until(isSettled(bob))
    expect(bob.files.filter((name) => name.startsWith('film'))).toHaveLength(2)
  })

  test('SYNC-93 a conflict copy has a place of its own while it comes: what has come of the file itself has its own', async () => {
    film(alice)
    await room.settle(alice, bob)
    alice.write('film', 'of alice '.repeat(mebibyte))
    await alice.sync()
    let gets = 0
    let go: (fate: Fate) => void = () => undefined
    const held = new Promise<Fate>((resolve) => (go = resolve))
    bob.fate = (call) => (call === 'get' && ++gets > 0 ? held : 'well')
    bob.client.engine.start()
    await room.until(() => gets > 0)
    await bob.wait()
    const ofFile = gets
    bob.write('film', 'of bob '.repeat(mebibyte))
    await room.until(() => gets > ofFile)
    const parts = bob.client.disk.directory(['home', 'space', '.siegel', 'temporary']).entries.size
    go('well')
    await room.until(isSettled(bob))
    expect(parts).toBe(2)
    expect(bob.files.filter((name) => name.startsWith('film'))).toHaveLength(2)
  })

  test('SYNC-94 one that is edited meanwhile goes up as it is at last', async () => {
    film(alice)
    const first = alice.hold('put')
    alice.client.engine.start()
    await room.until(first.isHeld)
    film(alice).data.fill(65)
    alice.client.disk.setData(alice.inode('film'), alice.inode('film').data)
    await room.until(() => alice.client.engine.status.settled)
    await bob.sync()
    expect(bob.read('film')).toBe(alice.read('film'))
    expect(room.commits.flat().filter(({ kind }) => kind === 'put')).toHaveLength(2)
  })

  test('SYNC-94 one that is deleted meanwhile is not transferred any further, and leaves nothing behind', async () => {
    film(alice)
    await alice.sync()
    const first = bob.hold('get')
    bob.client.engine.start()
    await room.until(first.isHeld)
    alice.remove('film')
    await alice.sync()
    await room.until(isSettled(bob))
    expect(bob.files).toEqual(['plan'])
    expect(bob.client.disk.directory(['home', 'space', '.siegel', 'temporary']).entries.size).toBe(0)
  })

  test('SYNC-94 one whose transfer fails is tried again, and what was already at the relay is not sent twice', async () => {
    alice.write('film', 'film '.repeat(4 * mebibyte))
    const second = alice.hold('put', 2)
    alice.client.engine.start()
    await room.until(second.isHeld)
    second.go('unreachable')
    await room.until(() => room.relay.packs.size > 1)
    const sent = room.relay.packBytes
    await room.until(isSettled(alice))
    expect(room.relay.packBytes).toBeLessThan(23 * mebibyte)
    expect(sent).toBeGreaterThan(8 * mebibyte)
    await bob.sync()
    expect(bob.inode('film').data.length).toBe(20 * mebibyte)
  })

  test('SYNC-96 T65 one that grows for ever is skipped with a reason, sends next to nothing, and goes up when it is quiet', async () => {
    const carol = room.desk('carol', presets.editor, { longAbove: 1000 })
    await carol.sync()
    carol.write('log', 'begun '.repeat(1000))
    let puts = 0
    carol.fate = (call) => {
      if (call === 'put') puts++
      return room.scheduler.sleep(300).then(() => 'well')
    }
    carol.client.engine.start()
    const reasons = new Set<string>()
    carol.client.engine.onStatus(({ skipped }) =>
      skipped.forEach(({ path, reason }) => reasons.add(`${path} ${reason}`)),
    )
    for (let i = 0; i < 300; i++) {
      carol.write('log', `${carol.read('log')}another line\n`)
      await room.scheduler.run(room.scheduler.sleep(200))
    }
    expect([...reasons]).toEqual(['log growing'])
    expect(puts).toBeLessThan(10)
    expect(room.paths.has('log')).toBe(false)
    await room.until(() => room.paths.has('log'))
    await carol.client.engine.stop()
  })

  test('SYNC-94 a pause ends it, and it goes on afterwards', async () => {
    film(alice)
    const first = alice.hold('put')
    alice.client.engine.start()
    await room.until(first.isHeld)
    alice.client.engine.pause()
    await room.until(() => alice.client.engine.status.phase === 'paused')
    alice.client.engine.resume()
    await room.until(isSettled(alice))
    expect(room.paths.has('film')).toBe(true)
  })
})

test('SYNC-97 what another person changed gets the mark of received files, what one changed oneself does not', async () => {
  alice.write('tool', 'of alice')
  await room.settle(alice, bob)
  expect([alice.inode('tool').isReceived, bob.inode('tool').isReceived]).toEqual([false, true])
  // One's own, brought to a new computer.
  const home = room.desk('alice')
  await home.sync()
  expect(home.inode('tool').isReceived).toBe(false)
  // Who renames something has not written it.
  bob.move('tool', 'tool of alice')
  await bob.sync()
  const [other, hers] = [room.desk('bob'), room.desk('alice')]
  await other.sync()
  await hers.sync()
  expect([other, hers].map((desk) => desk.inode('tool of alice').isReceived)).toEqual([true, false])
})

describe('while many short files are on their way', () => {
  test('SYNC-95 what is saved then waits for a part of them only', async () => {
    for (let i = 0; i < 20; i++) alice.write(`photo ${i}`, `${i} `.repeat(mebibyte))
    const third = alice.hold('put', 3)
    alice.client.engine.start()
    await room.until(third.isHeld)
    alice.write('note', 'short')
    third.go('well')
    await room.until(() => room.paths.size === 22)
    const withNote = room.commits.findIndex((commit) => commit.some(({ id }) => id === room.id('note')))
    expect(room.commits.slice(withNote + 1).flat().length).toBeGreaterThan(0)
  })

  test('the log is asked for them commit by commit, whatever their size', async () => {
    await bob.sync()
    for (const [name, size] of [
      ['middle', 2000],
      ['large', 3000],
      ['small', 1000],
    ] as const) {
      alice.write(name, 'x'.repeat(size))
      await alice.sync()
    }
    const asked: string[] = []
    const { remote } = bob.client
    const manifest = remote.manifest.bind(remote)
    remote.manifest = (id, revision) => {
      asked.push(remote.view.nodes.get(id)?.name ?? '')
      return manifest(id, revision)
    }
    await bob.sync()
    expect(asked).toEqual(['middle', 'large', 'small'])
  })
})
