// Places and contents: SYNC-20 … SYNC-39, SYNC-77, SYNC-78, told with alice, bob and carol. docs/SYNC.md.
import { beforeEach, describe, expect, test } from 'vitest'
import { presets } from '../../../shared/domain/rights.ts'
import { Room, type Desk } from '../../testing/room.ts'
import { Seeded } from '../../testing/seeded.ts'

let room: Room
let alice: Desk
let bob: Desk
beforeEach(async () => {
  ;({ room, alice, bob } = await Room.ofTwo({ 'letters/one': 'first', plan: 'draft' }))
})
const conflictCopy = 'plan (conflict, alice, 2026-11-22 14.03)'

describe('place', () => {
  test('SYNC-20 a renamed directory is one operation and no upload, however much is in it', async () => {
    for (let i = 0; i < 50; i++) alice.write(`letters/${i}`, `letter ${i}`)
    await room.settle(alice, bob)
    const packs = room.relay.packs.size
    alice.move('letters', 'post')
    await alice.sync()
    expect(room.commits.at(-1)?.map(({ kind }) => kind)).toEqual(['move'])
    expect(room.relay.packs.size).toBe(packs)
  })

  test('SYNC-21 a remote move moves the local node, and nothing is downloaded', async () => {
    alice.move('letters', 'post')
    await alice.sync()
    bob.changes.length = 0
    await bob.sync()
    expect(bob.changes).toEqual(['rename post'])
    expect(bob.read('post/one')).toBe('first')
  })

  test('SYNC-22 moved on both sides: the place in the log holds', async () => {
    alice.move('plan', 'plan of alice')
    bob.move('plan', 'plan of bob')
    await alice.sync()
    await room.settle(bob, alice)
    expect(bob.files).toEqual(['letters', 'letters/one', 'plan of alice'])
    expect(alice.files).toEqual(bob.files)
  })

  test('SYNC-23 a move one may not make is undone', async () => {
    const carol = room.desk('carol', presets.viewer)
    await carol.sync()
    carol.move('plan', 'mine')
    await carol.sync()
    expect(carol.files).toEqual(['letters', 'letters/one', 'plan'])
  })
})

describe('content', () => {
  test('SYNC-30 the same content on both sides is no conflict and no transfer', async () => {
    alice.write('plan', 'final')
    bob.write('plan', 'final')
    await alice.sync()
    const packs = room.relay.packs.size
    await room.settle(bob, alice)
    expect(bob.files).toEqual(['letters', 'letters/one', 'plan'])
    expect(room.relay.packs.size).toBe(packs)
  })

  test('SYNC-31 a local edit goes up; SYNC-32 a remote edit comes down', async () => {
    alice.write('plan', 'final')
    await alice.sync()
    await bob.sync()
    expect(bob.read('plan')).toBe('final')
    expect(bob.trash).toEqual([])
  })

  test('SYNC-33 SYNC-77 both edited: the later commit keeps the name, the other content lies beside, on every device', async () => {
    alice.write('plan', 'as alice wants it')
    bob.write('plan', 'as bob wants it')
    await alice.sync()
    await room.settle(bob, alice)
    expect(bob.files).toEqual(['letters', 'letters/one', 'plan', conflictCopy])
    expect(alice.files).toEqual(bob.files)
    for (const desk of [alice, bob]) {
      expect([desk.read('plan'), desk.read(conflictCopy)]).toEqual(['as bob wants it', 'as alice wants it'])
    }
  })

  test('SYNC-77 the copy is called after who wrote it, not after who renamed it since', async () => {
    const carol = room.desk('carol')
    await carol.sync()
    bob.write('plan', 'as bob wants it')
    alice.write('plan', 'as alice wants it')
    await room.settle(alice, carol)
    const written = room.scheduler.now
    await room.scheduler.run(room.scheduler.sleep(600_000))
    carol.move('plan', 'plans')
    await carol.sync()
    expect(room.scheduler.now - written).toBeGreaterThan(500_000)
    await room.settle(bob, alice, carol)
    const copy = 'plans (conflict, alice, 2026-11-22 14.03)'
    for (const desk of [alice, bob, carol]) {
      expect(desk.files).toEqual(['letters', 'letters/one', 'plans', copy])
      expect([desk.read('plans'), desk.read(copy)]).toEqual(['as bob wants it', 'as alice wants it'])
    }
  })

  test('SYNC-34 SYNC-78 an edit one may not make is kept beside, explained, and the content of the log comes back', async () => {
    const carol = room.desk('carol', presets.viewer)
    await carol.sync()
    const commits = room.commits.length
    carol.write('plan', 'as carol wants it')
    const status = await carol.sync()
    const copy = 'plan (local copy, 2026-11-22 14.03)'
    expect([carol.read('plan'), carol.read(copy)]).toEqual(['draft', 'as carol wants it'])
    expect(status).toMatchObject({ settled: true, skipped: [{ path: copy, reason: 'no-right' }] })
    expect(room.commits).toHaveLength(commits)
  })

  test('SYNC-34 what waited for the right goes up when it is given', async () => {
    const carol = room.desk('carol', presets.viewer)
    await carol.sync()
    carol.write('note', 'from carol')
    await carol.sync()
    carol.rights = presets.contributor
    await room.settle(carol, alice)
    expect(alice.read('note')).toBe('from carol')
  })

  test('SYNC-35 T68 a file that a power cut emptied is brought back, not pushed', async () => {
    alice.write('plan', 'a long plan '.repeat(1000))
    await room.settle(alice, bob)
    const inode = alice.inode('plan')
    alice.client.kill(new Seeded(1))
    alice.client.disk.setData(inode, new Uint8Array(0))
    alice.client.restart()
    await room.settle(alice, bob)
    expect(alice.read('plan')).toBe('a long plan '.repeat(1000))
    expect(bob.read('plan')).toBe(alice.read('plan'))
  })

  test('SYNC-35 a file that a power cut shortened lies beside, the content of the log in its place', async () => {
    alice.write('plan', 'a long plan '.repeat(1000))
    await room.settle(alice, bob)
    const inode = alice.inode('plan')
    alice.client.kill(new Seeded(1))
    alice.client.disk.setData(inode, inode.data.slice(0, 4096))
    alice.client.restart()
    await room.settle(alice, bob)
    expect(bob.read('plan')).toBe('a long plan '.repeat(1000))
    expect(alice.read('plan')).toBe(bob.read('plan'))
    expect(alice.files).toContain('plan (local copy, 2026-11-22 14.03)')
  })

  test('SYNC-35 a person may empty a file', async () => {
    alice.write('plan', '')
    await room.settle(alice, bob)
    expect(bob.read('plan')).toBe('')
  })

  test('SYNC-36 the executable bit follows the side that changed it', async () => {
    alice.client.disk.touch(alice.inode('plan'), { executable: true })
    await room.settle(alice, bob)
    expect(bob.inode('plan').executable).toBe(true)
    bob.client.disk.touch(bob.inode('plan'), { executable: false })
    await room.settle(bob, alice)
    expect(alice.inode('plan').executable).toBe(false)
    expect(room.commits.at(-1)?.map(({ kind }) => kind)).toEqual(['setMeta'])
  })

  test('SYNC-37 SYNC-79 without the right to write the bit of the log holds', async () => {
    const carol = room.desk('carol', presets.viewer)
    await carol.sync()
    carol.client.disk.touch(carol.inode('plan'), { executable: true })
    await carol.sync()
    expect(carol.inode('plan').executable).toBe(false)
  })

  test('SYNC-39 an answer that was lost makes no conflict with oneself, whatever is saved next', async () => {
    alice.write('plan', 'second')
    alice.fate = (call) => (call === 'commit' ? 'lost' : 'well')
    await alice.sync()
    alice.write('plan', 'third')
    alice.fate = () => 'well'
    await room.settle(alice, bob)
    expect(bob.files).toEqual(['letters', 'letters/one', 'plan'])
    expect(bob.read('plan')).toBe('third')
  })

  test('SYNC-39 but what bob wrote upon it does', async () => {
    alice.write('plan', 'second')
    alice.fate = (call) => (call === 'commit' ? 'lost' : 'well')
    await alice.sync()
    alice.write('plan', 'third')
    await bob.sync()
    bob.write('plan', 'by bob')
    await bob.sync()
    alice.fate = () => 'well'
    await room.settle(alice, bob)
    expect(bob.read('plan')).toBe('third')
    expect(bob.read('plan (conflict, bob, 2026-11-22 14.03)')).toBe('by bob')
  })

  test('SYNC-39 an earlier content, found without a memory of it, is no edit', async () => {
    alice.write('plan', 'second')
    await alice.sync()
    bob.client.forget()
    await room.settle(bob, alice)
    expect(bob.files).toEqual(['letters', 'letters/one', 'plan'])
    expect(bob.read('plan')).toBe('second')
  })

  test('SYNC-39 an earlier content that was put back is one', async () => {
    alice.write('plan', 'second')
    await room.settle(alice, bob)
    bob.write('plan', 'draft')
    alice.write('plan', 'third')
    await alice.sync()
    await room.settle(bob, alice)
    expect(alice.read('plan')).toBe('draft')
    expect(alice.read(conflictCopy)).toBe('third')
  })

  test('SYNC-38 an empty file that was there before is no content to disagree about', async () => {
    const carol = room.desk('carol')
    carol.write('plan', '')
    await room.settle(carol, alice)
    expect(carol.files).toEqual(['letters', 'letters/one', 'plan'])
    expect(alice.read('plan')).toBe('draft')
    expect(carol.read('plan')).toBe('draft')
  })
})
