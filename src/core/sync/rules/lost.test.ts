// What a relay lost when it was restored from a backup: SYNC-98, SYNC-99, told with alice, bob and carol. docs/SYNC.md.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Suite } from '../../../shared/crypto/suite.ts'
import { presets } from '../../../shared/domain/rights.ts'
import { Room, type Desk } from '../../testing/room.ts'

const minute = 60_000
const never = new AbortController().signal

let suite: Suite
let room: Room
let alice: Desk
let bob: Desk
beforeAll(async () => {
  suite = await openSuite()
})
beforeEach(async () => {
  room = new Room(suite)
  alice = room.desk('alice')
  bob = room.desk('bob')
  alice.write('plan', 'draft')
  await room.settle(alice, bob)
})

const pass = (minutes: number) => room.scheduler.run(room.scheduler.sleep(minutes * minute))
const contentOf = (path: string) => room.relay.tree.nodes.get(room.id(path))?.contentId
/** The relay answers after a restore without any pack it had. */
const restore = (): void => {
  room.relay.packs.clear()
  room.relay.isRestored = true
}

test('SYNC-98 what the relay lost goes up again as a new revision of equal content, and carol, who never had it, gets it', async () => {
  const before = contentOf('plan')
  restore()
  await bob.sync()
  expect(room.commits.at(-1)?.map(({ kind }) => kind)).toEqual(['put'])
  expect(contentOf('plan')).toBe(before)
  const carol = room.desk('carol', presets.viewer)
  await carol.sync()
  expect(carol.read('plan')).toBe('draft')
  alice.changes.length = 0
  expect(await alice.sync()).toMatchObject({ settled: true, held: [] })
  expect(alice.changes).toEqual([])
  expect(room.relay.packs.size).toBe(1)
})

test('SYNC-98 whoever wrote it comes first: the others wait ten minutes, and then bring it only if it is lost still', async () => {
  await pass(11)
  restore()
  const commits = room.commits.length
  await bob.cycle()
  await pass(5)
  await bob.cycle()
  expect(room.commits.length).toBe(commits)
  await pass(11)
  await bob.cycle()
  expect(room.commits.length).toBe(commits + 1)
  await pass(11)
  await alice.cycle()
  expect(room.commits.length).toBe(commits + 1)
})

test('SYNC-98 an edit is no content to bring again, and names nothing that is lost', async () => {
  restore()
  bob.write('plan', 'final')
  await bob.sync()
  await alice.sync()
  expect(alice.read('plan')).toBe('final')
  const carol = room.desk('carol', presets.viewer)
  expect(await carol.sync()).toMatchObject({ settled: true })
  expect(carol.read('plan')).toBe('final')
})

test('SYNC-98 who may not write brings nothing', async () => {
  restore()
  bob.rights = presets.viewer
  const commits = room.commits.length
  expect(await bob.sync()).toMatchObject({ settled: true })
  expect(room.commits.length).toBe(commits)
})

test('SYNC-98 a relay that loses, or says it loses, everything all the time gets it a day later, two, four, eight, also after restarts', async () => {
  const days: number[] = []
  for (let day = 0; day < 20; day++) {
    const commits = room.commits.length
    for (let time = 0; time < 4; time++) {
      restore()
      await alice.sync()
      alice.client.kill(null)
      alice.client.restart()
      await pass(6 * 60 + 1)
    }
    if (room.commits.length > commits) days.push(day)
    expect(room.commits.length - commits).toBeLessThan(2)
  }
  expect(days).toEqual([0, 1, 3, 7, 15])
})

test('SYNC-98 what was uploaded for a commit that was not made is uploaded anew, also after a restart', async () => {
  for (const [text, isRestarted] of [
    ['final', false],
    ['signed', true],
  ] as const) {
    alice.write('plan', text)
    alice.fate = (call) => (call === 'commit' ? 'unreachable' : 'well')
    expect(await alice.sync()).toMatchObject({ settled: false })
    alice.fate = () => 'well'
    restore()
    if (isRestarted) {
      alice.client.kill(null)
      alice.client.restart()
    }
    expect(await alice.sync()).toMatchObject({ settled: true, obstacle: null })
    await bob.sync()
    expect(bob.read('plan')).toBe(text)
    await pass(11)
  }
})

test('SYNC-99 what nobody brings is named and waited for, and everything else goes on', async () => {
  restore()
  const carol = room.desk('carol')
  carol.write('note', 'mine')
  expect(await carol.sync()).toMatchObject({
    settled: false,
    obstacle: { kind: 'lost', files: 1 },
    held: [{ path: 'plan', code: 'lost' }],
  })
  expect(carol.read('plan')).toBeNull()
  expect(room.paths.has('note')).toBe(true)
  await alice.sync()
  expect(await carol.sync()).toMatchObject({ settled: true, obstacle: null, held: [] })
  expect(carol.read('plan')).toBe('draft')
})

test('SYNC-99 an earlier version that is lost is not made the newest one', async () => {
  const id = room.id('plan')
  const [first] = room.relay.tree.revisions(id)
  restore()
  alice.write('plan', 'final')
  await alice.sync()
  if (first === undefined) throw new Error('no revision')
  const answer = await room.scheduler.run(alice.client.engine.restoreVersion(id, first.id, never))
  expect(answer).toMatchObject({ ok: false, error: { code: 'E_INTEGRITY' } })
  expect(alice.read('plan')).toBe('final')
})
