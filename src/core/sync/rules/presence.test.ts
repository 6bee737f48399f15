// What stays and what goes: SYNC-10 … SYNC-18, told with alice, bob and carol. docs/SYNC.md.
import { beforeEach, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import { presets } from '../../../shared/domain/rights.ts'
import { Room, type Desk } from '../../testing/room.ts'
import { FileSystemError } from '../disk.ts'

let room: Room
let alice: Desk
let bob: Desk
beforeEach(async () => {
  ;({ room, alice, bob } = await Room.ofTwo({ 'letters/one': 'first', 'letters/two': 'second', plan: 'draft' }))
})

describe('presence', () => {
  test('SYNC-10 what is new on one side comes to the other: files, empty files, empty directories', async () => {
    bob.make('empty directory')
    bob.write('empty file', '')
    await room.settle(alice, bob)
    expect(bob.files).toEqual(['empty directory', 'empty file', 'letters', 'letters/one', 'letters/two', 'plan'])
    expect(alice.files).toEqual(bob.files)
    expect(alice.read('letters/one')).toBe('first')
  })

  test('SYNC-11 a local deletion is pushed, a directory as one operation', async () => {
    alice.remove('letters')
    await alice.sync()
    expect(room.commits.at(-1)?.map(({ kind }) => kind)).toEqual(['remove'])
    await bob.sync()
    expect(bob.files).toEqual(['plan'])
  })

  test('SYNC-12 an edit of somebody else outlives a deletion', async () => {
    bob.write('plan', 'better')
    await bob.sync()
    alice.remove('plan')
    await room.settle(alice, bob)
    expect([alice.read('plan'), bob.read('plan')]).toEqual(['better', 'better'])
  })

  test('SYNC-13 what one may not delete comes back', async () => {
    const carol = room.desk('carol', presets.contributor)
    await carol.sync()
    carol.remove('letters')
    await room.settle(carol, alice)
    expect(carol.read('letters/one')).toBe('first')
    expect(alice.files).toContain('letters/two')
  })

  test('SYNC-14 a remote removal takes the local file away', async () => {
    alice.remove('plan')
    await room.settle(alice, bob)
    expect(bob.read('plan')).toBeNull()
  })

  test('SYNC-15 a local edit outlives a remote removal: the node is restored with it', async () => {
    const id = room.id('plan')
    bob.write('plan', 'better')
    alice.remove('plan')
    await room.settle(alice, bob)
    expect(alice.read('plan')).toBe('better')
    expect(room.id('plan')).toBe(id)
  })

  test('SYNC-16 an edit that may not be restored stays on its disk alone', async () => {
    const carol = room.desk('carol', presets.viewer)
    await carol.sync()
    carol.write('plan', 'mine')
    alice.remove('plan')
    await alice.sync()
    const status = await carol.sync()
    expect(carol.read('plan')).toBe('mine')
    expect(status).toMatchObject({ settled: true, skipped: [{ path: 'plan', reason: 'no-right' }] })
    await alice.sync()
    expect(alice.files).not.toContain('plan')
  })

  test('SYNC-17 a directory in which something is new is kept when somebody else removes it, with all it had', async () => {
    bob.write('letters/three', 'third')
    alice.remove('letters')
    await room.settle(alice, bob)
    expect(alice.files).toEqual(['letters', 'letters/one', 'letters/three', 'letters/two', 'plan'])
    expect(bob.files).toEqual(alice.files)
  })

  test('SYNC-17 a directory that was removed here is kept for what somebody else put into it', async () => {
    alice.write('letters/three', 'third')
    await alice.sync()
    bob.remove('letters')
    await room.settle(bob, alice)
    expect(bob.files).toEqual(['letters', 'letters/three', 'plan'])
    expect(alice.files).toEqual(bob.files)
  })

  test('SYNC-18 T64 where a link lies the log has no place, and nothing else waits for it', async () => {
    bob.make('photo', 'link')
    alice.write('photo', 'jpg')
    alice.write('other', 'text')
    await alice.sync()
    const status = await bob.sync()
    expect(bob.read('other')).toBe('text')
    expect(bob.inode('photo').kind).toBe('link')
    expect(status).toMatchObject({ settled: true, skipped: [{ path: 'photo', reason: 'link' }] })
  })

  test('SYNC-07 SYNC-18 where a link lies nothing is asked for as missing', async () => {
    const quiet = new Room(await openSuite())
    const [dave, erin] = [quiet.desk('dave'), quiet.desk('erin')]
    await quiet.settle(dave, erin)
    erin.make('deep', 'link')
    erin.write('note', 'of erin')
    dave.write('deep', 'of dave')
    await quiet.settle(dave, erin)
    expect(erin.client.engine.status).toMatchObject({ settled: true, obstacle: null })
    expect(dave.read('note')).toBe('of erin')
  })

  test('SYNC-19 T62 a node that got a name against the rule is neither deleted nor renamed', async () => {
    bob.move('plan', 'what?')
    const status = await bob.sync()
    await alice.sync()
    expect(status.skipped).toEqual([{ path: 'what?', reason: 'name' }])
    expect(alice.read('plan')).toBe('draft')
    bob.move('what?', 'plan B')
    await room.settle(bob, alice)
    expect(alice.read('plan B')).toBe('draft')
    expect(alice.read('plan')).toBeNull()
  })

  test('SYNC-19 the place it left is free for others', async () => {
    alice.write('STRASSE', 'road')
    alice.write('plan', 'draft')
    await room.settle(alice, bob)
    bob.move('STRASSE', 'what?')
    alice.move('STRASSE', 'avenue')
    alice.move('plan', 'straße')
    await room.settle(alice, bob)
    expect(bob.files).toContain('straße')
    expect(bob.client.disk.find(['home', 'space', 'what?'])).not.toBeNull()
  })

  test('SYNC-19 a directory that cannot be read is not an empty one', async () => {
    bob.inode('letters').isDenied = true
    const status = await bob.sync()
    expect(status.skipped).toEqual([{ path: 'letters', reason: 'denied' }])
    await alice.sync()
    expect(alice.read('letters/one')).toBe('first')
  })

  test('SYNC-19 a directory that could not be listed for a moment is looked at again without a hint', async () => {
    const { engine } = alice.client
    engine.start()
    await room.until(() => engine.status.settled)
    let isBusy = true
    alice.onCall = (call) => {
      if (call === 'list' && isBusy) throw new FileSystemError('busy')
    }
    alice.write('letters/two', 'better')
    await room.until(() => engine.status.skipped.length > 0)
    isBusy = false
    const [since, told] = [room.scheduler.now, room.commits.length]
    await room.until(() => room.commits.length > told)
    expect(room.scheduler.now - since).toBeLessThan(10_000)
    await room.scheduler.run(engine.stop())
    await bob.sync()
    expect(bob.read('letters/two')).toBe('better')
  })

  test('SYNC-19 a directory that is never listed keeps nobody awake', async () => {
    const { engine } = alice.client
    let looks = 0
    alice.inode('letters').isDenied = true
    alice.onCall = (call) => {
      if (call === 'list') looks++
    }
    engine.start()
    await room.until(() => engine.status.settled)
    await room.scheduler.run(room.scheduler.sleep(3_600_000))
    expect(engine.status).toMatchObject({ phase: 'idle', skipped: [{ path: 'letters', reason: 'denied' }] })
    expect(looks).toBeLessThan(40)
    await room.scheduler.run(engine.stop())
  })

  test('SYNC-19 T65 pipes and links are skipped with a reason, ignored names without', async () => {
    bob.make('pipe', 'special')
    bob.make('link', 'link')
    bob.write('draft.tmp', 'x')
    bob.write('~$plan', 'x')
    const status = await bob.sync()
    expect(new Set(status.skipped.map(({ path, reason }) => `${path} ${reason}`))).toEqual(
      new Set(['pipe special', 'link link']),
    )
    expect(room.commits).toHaveLength(2)
  })
})
