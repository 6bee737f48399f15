// A pause of everything: it outlives the program, and it ends in time.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Pause } from './pause.ts'
import { openStore, type Store } from './store/index.ts'
import type { Clock } from './sync/index.ts'

const hour = 3_600_000
let directory: string
let store: Store
let now: number
let wake: () => void
let applied: boolean[]

/** Sleeps until `pass`, however long it was to be. */
const clock: Clock = {
  now: () => now,
  sleep: (_milliseconds, signal) =>
    new Promise((resolve, reject) => {
      wake = resolve
      signal.addEventListener('abort', () => reject(new Error('ended')))
    }),
}
async function pass(milliseconds: number): Promise<void> {
  now += milliseconds
  wake()
  await new Promise((resolve) => setImmediate(resolve))
}
const open = () => new Pause({ store, clock, apply: (paused) => applied.push(paused) })

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'pause-'))
  store = openStore(path.join(directory, 'cache.db'), new Uint8Array(32).fill(7))
  now = 1_000_000
  wake = () => undefined
  applied = []
})
afterEach(() => {
  store.close()
  rmSync(directory, { recursive: true })
})

it('for an hour ends by itself after an hour, not before', async () => {
  const pause = open()
  pause.begin(now + hour)
  expect(pause.state).toEqual({ until: now + hour })
  await pass(hour - 1)
  expect(applied).toEqual([true])
  await pass(1)
  expect(pause.state).toBeNull()
  expect(applied).toEqual([true, false])
})

it('until somebody ends it goes on after a restart, and is over when somebody does', () => {
  open().begin(null)
  const restarted = open()
  restarted.start()
  expect(restarted.state).toEqual({ until: null })
  restarted.end()
  expect(applied).toEqual([true, true, false])
  expect(open().state).toBeNull()
})

it('that was over while the program did not run is over when it starts', () => {
  open().begin(now + hour)
  now += 2 * hour
  open().start()
  expect(applied).toEqual([true, false])
})

it('replaced by a longer one does not end with the first', async () => {
  const pause = open()
  pause.begin(now + hour)
  pause.begin(now + 3 * hour)
  await pass(2 * hour)
  expect(pause.state).not.toBeNull()
  expect(applied).toEqual([true, true])
})
