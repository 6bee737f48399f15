// What the executors check before they act: SYNC-70 … SYNC-91, told with alice and bob. docs/SYNC.md.
import { beforeEach, describe, expect, test } from 'vitest'
import { Room, type Desk } from '../../testing/room.ts'
import type { RevisionId } from '../../../shared/domain/ids.ts'
import { FileSystemError } from '../disk.ts'

let room: Room
let alice: Desk
let bob: Desk
const { signal } = new AbortController()
beforeEach(async () => {
  ;({ room, alice, bob } = await Room.ofTwo({ 'letters/one': 'first', plan: 'draft' }))
})

/** Does it once, right before the n-th call of that kind. */
const before = (desk: Desk, kind: string, act: () => void, nth = 1): void => {
  let calls = 0
  desk.onCall = (call) => {
    if (call === kind && ++calls === nth) act()
  }
}

describe('on the disk', () => {
  test('SYNC-70 a directory is made only where nothing is', async () => {
    alice.make('new')
    await alice.sync()
    before(bob, 'makeDirectory', () => bob.write('new', 'a file of bob'))
    await room.settle(bob, alice)
    expect(bob.read('new (2)')).toBe('a file of bob')
    expect(alice.files).toEqual(bob.files)
  })

  test('SYNC-71 a move never overwrites what came a moment before', async () => {
    alice.move('plan', 'the plan')
    await alice.sync()
    before(bob, 'rename', () => bob.write('the plan', 'a file of bob'))
    await room.settle(bob, alice)
    expect(bob.files).toEqual(['letters', 'letters/one', 'the plan', 'the plan (2)'])
    expect([bob.read('the plan'), bob.read('the plan (2)')]).toEqual(['draft', 'a file of bob'])
  })

  test('SYNC-72 T55 what others removed lies in the trash, a directory as a whole', async () => {
    alice.remove('letters')
    alice.remove('plan')
    await alice.sync()
    await alice.client.engine.answerMissing('remove')
    await room.settle(alice, bob)
    expect(bob.trash).toEqual(['letters', 'plan'])
  })

  test('SYNC-73 a directory that changed since it was seen is not taken away', async () => {
    alice.remove('letters')
    await alice.sync()
    // Between the scan and the removal.
    before(bob, 'list', () => bob.write('letters/two', 'second'), 3)
    await room.settle(bob, alice)
    expect(alice.read('letters/two')).toBe('second')
    expect(alice.files).toEqual(bob.files)
  })

  test('SYNC-73 a file that is saved while it is taken away comes back as an edit', async () => {
    alice.remove('plan')
    await alice.sync()
    before(bob, 'rename', () => bob.write('plan', 'saved in the last moment'))
    await room.settle(bob, alice)
    expect(alice.read('plan')).toBe('saved in the last moment')
  })

  test('SYNC-74 a download never overwrites what came a moment before', async () => {
    alice.write('note', 'of alice')
    await alice.sync()
    before(bob, 'rename', () => bob.write('note', 'of bob'))
    await room.settle(bob, alice)
    expect(bob.files).toContain('note (conflict, alice, 2026-11-22 14.03)')
    expect(alice.read('note')).toBe('of bob')
  })

  test('SYNC-75 a file that was edited after the scan is not replaced', async () => {
    alice.write('plan', 'of alice')
    await alice.sync()
    before(bob, 'setModified', () => bob.write('plan', 'of bob'))
    await room.settle(bob, alice)
    expect(alice.read('plan')).toBe('of bob')
    expect(alice.read('plan (conflict, alice, 2026-11-22 14.03)')).toBe('of alice')
  })

  test('SYNC-75 a file that is edited and moved in one moment is not replaced either', async () => {
    alice.move('plan', 'the plan')
    await alice.sync()
    alice.write('the plan', 'of alice')
    await alice.sync()
    before(bob, 'rename', () => bob.write('plan', 'bob!!'))
    await room.settle(bob, alice)
    expect(bob.files.map((path) => bob.read(path))).toContain('bob!!')
    expect(alice.files).toEqual(bob.files)
  })

  test('SYNC-76 what is saved in the very moment of replacing lies beside', async () => {
    alice.write('plan', 'of alice')
    await alice.sync()
    before(bob, 'replace', () => bob.write('plan', 'of bob'))
    await room.settle(bob, alice)
    expect(bob.files).toContain('plan (local copy, 2026-11-22 14.03)')
    expect(alice.read('plan (local copy, 2026-11-22 14.03)')).toBe('of bob')
  })
})

describe('in the log', () => {
  test('SYNC-80 ten thousand directories go out in commits of two thousand', async () => {
    for (let i = 0; i < 4100; i++) alice.make(`d${i}`)
    const commits = room.commits.length
    await alice.sync()
    expect(room.commits.slice(commits).map((operations) => operations.length)).toEqual([2000, 2000, 100])
  })

  test('SYNC-82 nothing is pushed as removed that is there again', async () => {
    alice.remove('plan')
    before(alice, 'stat', () => alice.write('plan', 'again'), 3)
    await room.settle(alice, bob)
    expect(bob.read('plan')).toBe('again')
  })

  test('SYNC-83 SYNC-89 who is overtaken plans again on what was first, and uploads nothing twice', async () => {
    alice.write('note', 'of alice')
    bob.write('other', 'of bob')
    let isFirst = true
    alice.fate = (call) => {
      if (call === 'commit' && isFirst) {
        isFirst = false
        room.relay.append(
          bob.client.me,
          [{ kind: 'mkdir', id: 'ab'.repeat(16) as never, parent: '00'.repeat(16) as never, name: 'quick' }],
          [],
        )
      }
      return 'well'
    }
    const packs = room.relay.packs.size
    await alice.sync()
    expect(alice.files).toEqual(['letters', 'letters/one', 'note', 'plan', 'quick'])
    expect(room.relay.packs.size).toBe(packs + 1)
  })

  test('SYNC-84 a file is pushed under a new name only when it has that name here', async () => {
    alice.make('Note')
    await alice.sync()
    bob.write('note', 'of bob')
    const namesHere: (string | null)[] = []
    room.relay.onCommit = () => namesHere.push(bob.read('note (2)'))
    bob.onCall = (call) => {
      if (call === 'rename') throw new FileSystemError('busy')
    }
    expect((await bob.sync()).settled).toBe(false)
    expect(namesHere).toEqual([])
    bob.onCall = () => undefined
    await room.settle(bob, alice)
    expect(namesHere).toEqual(['of bob'])
    expect(alice.read('note (2)')).toBe('of bob')
  })

  test('SYNC-85 a file is read only when the tick of its last change is over', async () => {
    alice.write('plan', 'aaaaa')
    let age = 0
    alice.fate = (call) => {
      if (call === 'put') age = room.scheduler.now - Number(alice.inode('plan').modifiedNs / 1_000_000n)
      return 'well'
    }
    await room.scheduler.run(alice.client.engine.syncOnce(signal))
    expect(age).toBeGreaterThanOrEqual(20)
  })

  test('SYNC-86 a content counts as synced only when it is durable here as well', async () => {
    alice.write('plan', 'final')
    let synced = 0
    const order: string[] = []
    alice.onCall = (call) => {
      if (call === 'syncFile') synced = order.push('durable')
    }
    alice.fate = (call) => {
      if (call === 'commit') order.push('commit')
      return 'well'
    }
    await alice.sync()
    expect(synced).toBe(1)
    expect(order).toEqual(['durable', 'commit'])
  })

  test('SYNC-87 a file that was only touched is neither uploaded nor committed', async () => {
    const [commits, packs] = [room.commits.length, room.relay.packs.size]
    const inode = alice.inode('plan')
    alice.client.disk.setData(inode, inode.data)
    expect((await alice.sync()).settled).toBe(true)
    expect([room.commits.length, room.relay.packs.size]).toEqual([commits, packs])
  })

  test('SYNC-88 what cannot be read is left alone while a decision depends on it', async () => {
    bob.write('plan', 'of bob')
    alice.write('plan', 'of alice')
    await alice.sync()
    bob.onCall = (call) => {
      if (call === 'openForRead') throw new FileSystemError('busy')
    }
    const status = await bob.cycle()
    expect(status.settled).toBe(false)
    expect(bob.read('plan')).toBe('of bob')
    bob.onCall = () => undefined
    await room.settle(bob, alice)
    expect(alice.read('plan')).toBe('of bob')
  })
})

describe('restoring', () => {
  test('SYNC-90 an earlier revision becomes the newest one, without an upload, and the one between stays', async () => {
    const id = room.id('plan')
    const [oldest] = room.relay.tree.revisions(id)
    if (oldest === undefined) throw new Error('no revision')
    alice.write('plan', 'final')
    await room.settle(alice, bob)
    const packs = room.relay.packs.size
    const restored = room.scheduler.run(bob.client.engine.restoreVersion(id, oldest.id, signal))
    expect((await restored).ok).toBe(true)
    await room.settle(bob, alice)
    expect([alice.read('plan'), bob.read('plan')]).toEqual(['draft', 'draft'])
    expect(room.relay.packs.size).toBe(packs)
    expect(room.relay.tree.revisions(id)).toHaveLength(3)
    const unknown = await room.scheduler.run(
      bob.client.engine.restoreVersion(id, 'ff'.repeat(32) as RevisionId, signal),
    )
    expect(unknown).toMatchObject({ ok: false, error: { code: 'E_ID' } })
  })

  test('SYNC-91 a deleted node returns with its name, or beside the one that has it now', async () => {
    const id = room.id('plan')
    alice.remove('plan')
    await room.settle(alice, bob)
    alice.write('plan', 'new')
    await room.settle(alice, bob)
    expect((await room.scheduler.run(bob.client.engine.restoreNode(id, signal))).ok).toBe(true)
    await room.settle(bob, alice)
    expect([alice.read('plan'), alice.read('plan (2)')]).toEqual(['new', 'draft'])
    expect(await room.scheduler.run(bob.client.engine.restoreNode(id, signal))).toMatchObject({
      ok: false,
      error: { code: 'E_ID' },
    })
  })

  test('SYNC-91 what returns while another engine takes it away returns there, too', async () => {
    const id = room.id('plan')
    bob.remove('plan')
    await bob.sync()
    const { engine } = bob.client
    before(alice, 'rename', () => {
      // Her computer hears of it at once, by another look at the same space.
      void engine.restoreNode(id, signal).then(() => alice.client.remote.refresh())
    })
    await room.settle(alice, bob)
    expect([alice.read('plan'), bob.read('plan')]).toEqual(['draft', 'draft'])
  })

  test('SYNC-91 out of a directory that is gone it returns to the root', async () => {
    const id = room.id('letters/one')
    alice.remove('letters')
    await room.settle(alice, bob)
    await room.scheduler.run(bob.client.engine.restoreNode(id, signal))
    await room.settle(bob, alice)
    expect(alice.read('one')).toBe('first')
  })
})
