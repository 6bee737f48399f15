// A clock that is too far off for anything to be dated: what is new here waits, what is new elsewhere comes. SYNC.md "In the log".
import { expect, test } from 'vitest'
import { Room } from '../../testing/room.ts'

const years = 730 * 24 * 60 * 60_000
const hour = 60 * 60_000

test('SYNC-81 edits wait with the clock as their reason, nothing is sent in vain, and they go by themselves once it is right', async () => {
  const { room, alice, bob } = await Room.ofTwo({ plan: 'draft', old: 'name', gone: 'soon' })
  const calls: string[] = []
  alice.fate = (call) => (calls.push(call), 'well')
  room.relay.clocksOffBy.set(alice.client.me, years)
  const before = room.commits.length
  alice.write('plan', 'by alice')
  alice.write('new', 'by alice')
  alice.move('old', 'new name')
  alice.remove('gone')
  await alice.wait()
  alice.client.engine.start()
  bob.write('other', 'by bob')
  bob.write('plan', 'by bob')
  await bob.sync()
  await room.until(() => alice.read('other') === 'by bob')
  await room.scheduler.run(room.scheduler.sleep(hour))
  const { phase, obstacle, settled } = alice.client.engine.status
  expect({ phase, obstacle, settled }).toEqual({
    phase: 'waiting',
    obstacle: { kind: 'clock', offBy: years },
    settled: false,
  })
  expect(alice.files).toEqual(['new', 'new name', 'other', 'plan'])
  expect(alice.read('plan')).toBe('by alice')
  expect(calls.filter((call) => call === 'put' || call === 'commit')).toEqual([])
  // An hour: about once a minute.
  expect(calls.filter((call) => call === 'refresh').length).toBeLessThan(150)
  expect(room.commits.length).toBe(before + 1)

  room.relay.clocksOffBy.clear()
  const from = room.scheduler.now
  await room.until(() => alice.client.engine.status.settled)
  expect(room.scheduler.now - from).toBeLessThan(2 * 60_000)
  await alice.client.engine.stop()
  await room.settle(bob, alice)
  expect(bob.files).toEqual(alice.files)
  expect(bob.files).toHaveLength(5)
  expect([bob.read('new'), bob.read('new name'), bob.read('plan')]).toEqual(['by alice', 'name', 'by alice'])
})
