// Whoever is silent is asked for a limited time, and not again before a pause.
import { expect, test } from 'vitest'
import { Refused } from '../shared/base/errors.ts'
import { Retries } from './retries.ts'

const { signal } = new AbortController()

test('after a failure it is not tried before the pause is over, each for itself; what was done may be done again at once', async () => {
  let now = 1_000_000
  const tried: string[] = []
  const retries = new Retries<string>(() => now, { patience: 10_000, pause: 60_000 })
  const ask = (key: string, answers: boolean) =>
    retries.attempt(
      key,
      () => {
        tried.push(key)
        return answers ? Promise.resolve() : Promise.reject(new Refused('E_TRANSPORT', 'silent'))
      },
      signal,
    )
  expect(await ask('bob', false)).toBe(false)
  now += 59_999
  expect(await ask('bob', true)).toBe(false)
  expect(await ask('carol', true)).toBe(true)
  expect(await ask('carol', true)).toBe(true)
  expect(tried).toEqual(['bob', 'carol', 'carol'])
  now += 1
  expect(await ask('bob', true)).toBe(true)
  expect(await ask('bob', false)).toBe(false)
  // A clock that was set back keeps nobody waiting for ever.
  now -= 60_000
  expect(await ask('bob', true)).toBe(true)
  await ask('bob', false)
  retries.forget('bob')
  expect(await ask('bob', true)).toBe(true)
})

test('whoever does not answer has a limited time; a bug is no failure', async () => {
  const retries = new Retries<null>(() => 0, { patience: 1, pause: 1 })
  const silent = (limited: AbortSignal) =>
    new Promise((_, reject) => {
      limited.addEventListener('abort', () => reject(new Refused('E_TRANSPORT', 'too late')))
    })
  expect(await retries.attempt(null, silent, signal)).toBe(false)
  retries.forget(null)
  await expect(retries.attempt(null, () => Promise.reject(new RangeError('bug')), signal)).rejects.toThrow('bug')
})
