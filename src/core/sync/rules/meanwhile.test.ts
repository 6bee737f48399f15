// What changes once more while another engine carries out its former state, at whichever of its steps, and that computer hears of it at once:
// SYNC-60, told with alice and bob. docs/SYNC.md.
import { expect, test } from 'vitest'
import type { NodeId } from '../../../shared/domain/ids.ts'
import { Room, type Desk } from '../../testing/room.ts'

const { signal } = new AbortController()
const calls = ['makeDirectory', 'create', 'setModified', 'rename', 'syncDirectory']

type Story = {
  readonly what: string
  readonly first: (alice: Desk) => void
  /** `id`: of the file that was there at the beginning. */
  readonly again: (alice: Desk, id: NodeId) => unknown
  /** Every file that is there in the end, with its text. */
  readonly end: Readonly<Record<string, string>>
}
const stories: readonly Story[] = [
  {
    what: 'a file that is moved and moved back',
    first: (alice) => alice.move('plan', 'draft'),
    again: (alice) => alice.move('draft', 'plan'),
    end: { plan: 'one' },
  },
  {
    what: 'a file that is changed and changed again',
    first: (alice) => alice.write('plan', 'two'),
    again: (alice) => alice.write('plan', 'three'),
    end: { plan: 'three' },
  },
  {
    what: 'a file that is changed and removed',
    first: (alice) => alice.write('plan', 'two'),
    again: (alice) => alice.remove('plan'),
    end: {},
  },
  {
    what: 'a file that is removed and restored',
    first: (alice) => alice.remove('plan'),
    again: (alice, id) => alice.client.engine.restoreNode(id, signal),
    end: { plan: 'one' },
  },
  {
    what: 'a file that is new and removed',
    first: (alice) => alice.write('new', 'one'),
    again: (alice) => alice.remove('new'),
    end: { plan: 'one' },
  },
  {
    what: 'a directory that is new and removed',
    first: (alice) => alice.make('letters'),
    again: (alice) => alice.remove('letters'),
    end: { plan: 'one' },
  },
]

test.each(stories)('SYNC-60 $what while bob’s engine is at it ends so for both', async ({ first, again, end }) => {
  let met = 0
  for (const call of calls)
    for (const nth of [1, 2, 3]) {
      const { room, alice, bob } = await Room.ofTwo({ plan: 'one' })
      const id = room.id('plan')
      first(alice)
      await alice.sync()
      let left = nth
      bob.onCall = (one) => {
        if (one !== call || --left !== 0) return
        met += 1
        const hear = () => bob.client.remote.refresh()
        void Promise.resolve(again(alice, id))
          .then(hear)
          .then(() => alice.client.engine.syncOnce(signal))
          .then(hear)
      }
      await room.settle(bob, alice)
      // Where the step was not met nothing was changed again.
      if (left > 0) continue
      for (const desk of [alice, bob])
        expect(Object.fromEntries(desk.files.map((file) => [file, desk.read(file)])), `${call} ${nth}`).toEqual(end)
    }
  expect(met).toBeGreaterThan(1)
})
