// What statements mean: who confirms, who has seen more, who has seen something else. PROTOCOL §12.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeviceId, EntryHash, IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import type { Statement } from '../../shared/logs/statement.ts'
import { judge } from './judge.ts'

const [alice, bob, mallory] = ['a', 'b', 'e'].map((digit) => digit.repeat(64)) as [IdentityId, IdentityId, IdentityId]
const hashOf = (seq: number): EntryHash => seq.toString(16).padStart(64, '0') as EntryHash
const log = {
  head: { seq: 9, hash: hashOf(9) },
  principals: [alice, bob],
  hashAt: (seq: number) => (seq <= 9 ? hashOf(seq) : null),
}
const now = 1_000_000
const said = (by: IdentityId, seq: number, more: Partial<Statement> = {}): Statement => ({
  kind: 'seen',
  subjectId: 'c'.repeat(64) as SpaceId,
  identityId: by,
  deviceId: 'd'.repeat(64) as DeviceId,
  counter: 1,
  time: 500,
  head: { seq, hash: hashOf(seq) },
  ...more,
})
const judged = (...statements: readonly Statement[]) => judge(statements, log, { me: alice, now })
const nothing = { confirmed: null, heard: null, ahead: null, disputed: null }
const elsewhere = { head: { seq: 5, hash: hashOf(99) } }

test('bob has seen exactly this head: he confirms it; an earlier one: he was only heard', () => {
  expect(judged(said(bob, 9))).toEqual({ ...nothing, confirmed: { by: bob, at: 500 }, heard: { by: bob, at: 500 } })
  expect(judged(said(bob, 4))).toEqual({ ...nothing, heard: { by: bob, at: 500 } })
})

test('bob has seen more than there is here, or something else in its place', () => {
  expect(judged(said(bob, 10))).toEqual({ ...nothing, ahead: { by: bob, at: 500 } })
  expect(judged(said(bob, 5, elsewhere))).toEqual({ ...nothing, disputed: { by: bob, at: 500 } })
})

test('another device of alice may contradict, but confirms nothing that somebody else has seen', () => {
  expect(judged(said(alice, 9))).toEqual(nothing)
  expect(judged(said(alice, 10)).ahead).toEqual({ by: alice, at: 500 })
  expect(judged(said(alice, 5, elsewhere)).disputed).toEqual({ by: alice, at: 500 })
})

test('whoever is no member says nothing about the space', () => {
  expect(judged(said(mallory, 9), said(mallory, 10), said(mallory, 5, elsewhere))).toEqual(nothing)
})

test('of several words the newest counts, and none is newer than now', () => {
  const words = fc.array(fc.record({ seq: fc.nat(12), time: fc.nat(2 * now) }), { minLength: 1 })
  fc.assert(
    fc.property(words, (list) => {
      const { heard, confirmed, ahead } = judged(...list.map(({ seq, time }) => said(bob, seq, { time })))
      const newest = (fits: (seq: number) => boolean) =>
        list.filter(({ seq }) => fits(seq)).reduce((at, { time }) => Math.max(at, Math.min(time, now)), -1)
      expect(heard?.at ?? -1).toBe(newest((seq) => seq <= 9))
      expect(confirmed?.at ?? -1).toBe(newest((seq) => seq === 9))
      expect(ahead?.at ?? -1).toBe(newest((seq) => seq > 9))
    }),
  )
})
