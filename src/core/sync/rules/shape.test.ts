// The shape of the tree, adoption and agreement: SYNC-40 … SYNC-61, told with alice and bob. docs/SYNC.md.
import { beforeEach, describe, expect, test } from 'vitest'
import { Room, type Desk } from '../../testing/room.ts'

let room: Room
let alice: Desk
let bob: Desk
beforeEach(async () => {
  ;({ room, alice, bob } = await Room.ofTwo())
})

describe('shape', () => {
  test('SYNC-40 two directories moved into each other: the move in the log holds, nothing is lost', async () => {
    alice.write('a/one', '1')
    alice.write('b/two', '2')
    await room.settle(alice, bob)
    alice.move('a', 'b/a')
    bob.move('b', 'a/b')
    await alice.sync()
    await room.settle(bob, alice)
    expect(bob.files).toEqual(['b', 'b/a', 'b/a/one', 'b/two'])
    expect(alice.files).toEqual(bob.files)
  })

  test.each([
    ['case', 'Report.txt', 'report.txt', 'report (2).txt'],
    ['sharp s', 'STRASSE', 'straße', 'straße (2)'],
    ['Kelvin sign', 'k', '\u212a', null],
    ['long s', 'Masse', 'Maſſe', 'Maſſe (2)'],
  ])('SYNC-41 T63 names that differ by %s only never overwrite each other', async (_, first, second, renamed) => {
    alice.write(first, 'first')
    await room.settle(alice, bob)
    bob.write(second, 'second')
    await room.settle(bob, alice)
    expect(alice.read(first)).toBe('first')
    if (renamed !== null) expect([alice.read(renamed), bob.read(renamed)]).toEqual(['second', 'second'])
  })

  test('SYNC-20 what is moved into a directory right after that was renamed is one move, not a deletion', async () => {
    alice.write('letters/one', '1')
    alice.write('notes/two', '2')
    await room.settle(alice, bob)
    const told = await room.toldBy(alice, () => {
      alice.move('letters', 'post')
      alice.move('notes', 'post/notes')
    })
    expect(told).toEqual({ operations: ['move', 'move'], packs: 0 })
    await bob.sync()
    expect(bob.files).toEqual(['post', 'post/notes', 'post/notes/two', 'post/one'])
  })

  test('SYNC-20 what is moved elsewhere while its old place is looked at is one move, though the news comes late', async () => {
    alice.write('letters/one', '1')
    alice.write('notes/two', '2')
    await room.settle(alice, bob)
    const told = await room.toldBy(alice, () => {
      // What the watcher tells of the new place comes later than what it tells of the old one.
      alice.client.hintTakes = (directory) => (directory.endsWith('/letters') ? 300 : 0)
      alice.move('notes', 'letters/notes')
    })
    expect(told).toEqual({ operations: ['move'], packs: 0 })
  })

  test('SYNC-41 a file and a directory of the same name: the one in the log keeps it', async () => {
    alice.write('plan', 'draft')
    bob.write('plan/one', 'first')
    await alice.sync()
    await room.settle(bob, alice)
    expect(alice.files).toEqual(['plan', 'plan (2)', 'plan (2)/one'])
    expect(bob.files).toEqual(alice.files)
  })

  test('SYNC-42 directories that swap their names are three moves, no upload, and nothing is overwritten', async () => {
    alice.write('a/one', '1')
    alice.write('b/two', '2')
    await room.settle(alice, bob)
    alice.move('a', 'c')
    alice.move('b', 'a')
    alice.move('c', 'b')
    await alice.sync()
    expect(room.commits.at(-1)?.map(({ kind }) => kind)).toEqual(['move', 'move', 'move'])
    await bob.sync()
    expect(bob.files).toEqual(['a', 'a/two', 'b', 'b/one'])
  })

  test('SYNC-42 a file takes the place of the directory it came from', async () => {
    alice.write('box/letter', 'dear bob')
    alice.write('box/rest', 'rest')
    await room.settle(alice, bob)
    alice.move('box/letter', 'letter')
    alice.remove('box')
    alice.move('letter', 'box')
    await room.settle(alice, bob)
    expect(bob.files).toEqual(['box'])
    expect(bob.read('box')).toBe('dear bob')
  })
})

describe('adoption and agreement', () => {
  test('SYNC-50 the first sync into a folder that has it all already transfers nothing', async () => {
    for (const desk of [alice, bob]) {
      desk.write('letters/one', 'first')
      desk.write('letters/old/two', 'second')
    }
    await alice.sync()
    const packs = room.relay.packs.size
    bob.changes.length = 0
    const commits = room.commits.length
    await bob.sync()
    expect(room.commits).toHaveLength(commits)
    expect(room.relay.packs.size).toBe(packs)
    expect(bob.changes.filter((change) => !change.includes('.siegel'))).toEqual([])
  })

  test('SYNC-50 the same folder chosen again after the database is gone transfers nothing', async () => {
    alice.write('letters/one', 'first')
    alice.write('plan', 'draft')
    await room.settle(alice, bob)
    const [commits, packs] = [room.commits.length, room.relay.packs.size]
    bob.client.forget()
    await bob.sync()
    expect([room.commits.length, room.relay.packs.size]).toEqual([commits, packs])
    expect(bob.files).toEqual(['letters', 'letters/one', 'plan'])
  })

  test('SYNC-60 an edit on one side and a move on the other both come through', async () => {
    alice.write('plan', 'draft')
    await room.settle(alice, bob)
    alice.write('plan', 'final')
    bob.move('plan', 'the plan')
    await alice.sync()
    await room.settle(bob, alice)
    expect(bob.files).toEqual(['the plan'])
    expect([alice.read('the plan'), bob.read('the plan')]).toEqual(['final', 'final'])
  })

  test('SYNC-60 a commit whose answer was lost is recognised, not repeated', async () => {
    alice.write('plan', 'draft')
    let isLost = false
    alice.fate = (call) => {
      if (call !== 'commit' || isLost) return 'well'
      isLost = true
      return 'lost'
    }
    expect((await alice.sync()).obstacle?.kind).toBe('offline')
    await alice.sync()
    expect(room.commits).toHaveLength(1)
    await bob.sync()
    expect(bob.read('plan')).toBe('draft')
  })

  test('SYNC-61 what both sides removed leaves no trace, and the name is free again', async () => {
    alice.write('plan', 'draft')
    await room.settle(alice, bob)
    alice.remove('plan')
    bob.remove('plan')
    await alice.sync()
    const status = await bob.sync()
    expect(status.settled).toBe(true)
    expect([...bob.client.store.synced()]).toEqual([])
    bob.write('plan', 'new')
    await room.settle(bob, alice)
    expect(alice.read('plan')).toBe('new')
  })

  test('SYNC-62 a settled cycle touches nothing: neither disk nor log nor packs', async () => {
    alice.write('letters/one', 'first')
    await room.settle(alice, bob)
    for (const desk of [alice, bob]) {
      desk.changes.length = 0
      const [commits, packs] = [room.commits.length, room.relay.packs.size]
      expect((await desk.sync()).settled).toBe(true)
      expect([desk.changes, room.commits.length, room.relay.packs.size]).toEqual([[], commits, packs])
    }
  })

  test('SYNC-62 a directory mounted twice in the folder is two directories, and they come to rest', async () => {
    alice.write('first/one', '1')
    alice.write('second/two', '2')
    Object.assign(alice.inode('second'), { id: alice.inode('first').id })
    await alice.sync()
    const commits = room.commits.length
    alice.write('first/more', '3')
    await room.settle(alice, bob)
    expect(room.commits.length).toBe(commits + 1)
    expect(bob.files).toEqual(['first', 'first/more', 'first/one', 'second', 'second/two'])
  })
})

test('SYNC-62 a directory that is mounted twice keeps both places, in whatever order the disk names them', async () => {
  const { room, alice } = await Room.ofTwo({ plan: 'draft' })
  const { entries } = alice.client.disk.directory(['home', 'space'])
  const directory = alice.make('here')
  entries.set('there', directory)
  for (let times = 0; times < 3; times++) await alice.sync()
  const before = room.commits.length
  entries.delete('here')
  entries.set('here', directory)
  for (let times = 0; times < 3; times++) await alice.sync()
  expect(room.commits.slice(before)).toEqual([])
})
