// After unlocking the window has core to itself for a moment; then the spaces are looked after, unless all is locked again by then.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { Background } from '../background.ts'
import { systemClock } from '../node-environment.ts'
import type { Clock } from '../sync/index.ts'
import { Office, type Person } from '../testing/office.ts'

const moment = 987
let office: Office
let alice: Person
let space: SpaceId
beforeAll(async () => {
  office = await Office.open()
  alice = await office.person('alice', await office.relay())
  space = await alice.create('Akten')
  await alice.sync()
  await alice.lock()
  await alice.unlock()
})
afterAll(() => office.close())

/** The system's, but that the moment lasts until `end` is called. */
function clockWithMoment(): { readonly clock: Clock; readonly end: () => void } {
  let end = (): void => undefined
  const sleep: Clock['sleep'] = (milliseconds, signal) =>
    milliseconds !== moment
      ? systemClock.sleep(milliseconds, signal)
      : new Promise((resolve, reject) => {
          end = resolve
          signal.addEventListener('abort', () => reject(new Error('aborted')))
        })
  return { clock: { ...systemClock, sleep }, end: () => end() }
}
const isLookedAfter = () => alice.core.spaces.open(space).engine !== null

test('alice locks before the moment is over: nothing begins', async () => {
  const background = new Background(alice.core, clockWithMoment().clock)
  const begin = vi.spyOn(alice.core.spaces, 'start')
  background.start(moment)
  background.hint()
  await background.stop()
  expect(begin).not.toHaveBeenCalled()
  begin.mockRestore()
})

test('the moment is over: her spaces are looked after', async () => {
  const { clock, end } = clockWithMoment()
  const background = new Background(alice.core, clock)
  background.start(moment)
  expect(isLookedAfter()).toBe(false)
  end()
  await expect.poll(() => background.connection.state).toBe('online')
  expect(isLookedAfter()).toBe(true)
  await background.stop()
})
