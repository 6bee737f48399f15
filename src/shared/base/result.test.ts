// Expected failures are values, bugs are not.
import { expect, test } from 'vitest'
import { Refused } from './errors.ts'
import { attempt, attemptAsync, fail, ok, unwrap } from './result.ts'

test('a refusal becomes a failed result and back', async () => {
  const refuse = () => {
    throw new Refused('E_SIG', 'entry')
  }
  expect(attempt(refuse)).toEqual(fail('E_SIG', 'entry'))
  expect(await attemptAsync(() => Promise.resolve().then(refuse))).toEqual(fail('E_SIG', 'entry'))
  expect(() => unwrap(fail('E_SIG', 'entry'))).toThrow(new Refused('E_SIG', 'entry'))
})

test('a value passes through', async () => {
  expect(attempt(() => 1)).toEqual(ok(1))
  expect(await attemptAsync(() => Promise.resolve(1))).toEqual(ok(1))
  expect(unwrap(ok(1))).toBe(1)
})

test('a bug is never swallowed', async () => {
  const bug = () => {
    throw new RangeError('bug')
  }
  expect(() => attempt(bug)).toThrow(RangeError)
  await expect(attemptAsync(() => Promise.resolve().then(bug))).rejects.toThrow(RangeError)
})

test('when to ask again travels with a refusal, and is absent where nobody named a time', async () => {
  const busy = () => Promise.reject(new Refused('E_TRANSPORT', 'busy', 1234))
  const answer = await attemptAsync(busy)
  expect(answer).toEqual({ ok: false, error: { code: 'E_TRANSPORT', detail: 'busy', retryAt: 1234 } })
  await expect(attemptAsync(() => Promise.resolve(unwrap(answer)))).resolves.toEqual(answer)
  expect(fail('E_TRANSPORT', 'gone')).toEqual({ ok: false, error: { code: 'E_TRANSPORT', detail: 'gone' } })
})
