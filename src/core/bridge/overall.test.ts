// One state out of many: nothing that needs a look is covered by what goes well.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SyncState } from '../../shared/ipc/index.ts'
import { Faker } from '../../shared/ipc/fake.ts'
import { overall } from '../../shared/ipc/overview.ts'
import { syncState } from '../../shared/ipc/spaces.ts'
import { isNeedingPerson, isStopped, overallOf, type Whole } from './overall.ts'

const calm: Whole = {
  connection: { state: 'online', since: 1 },
  spaces: [],
  pause: null,
  requests: 0,
  conflicts: 0,
  clockOffBy: null,
}
const upToDate = (at: number, by: string | null = null): SyncState => ({
  kind: 'up-to-date',
  at,
  confirmedBy: by === null ? null : { name: by, at: at - 1 },
})
const space = fc.integer().map((seed): SyncState => new Faker(seed).make(syncState))
const whole: fc.Arbitrary<Whole> = fc.record({
  connection: fc.constantFrom<Whole['connection']>(
    null,
    { state: 'online', since: 1 },
    { state: 'connecting' },
    { state: 'offline', since: 1, retryAt: 9, why: 'silent' },
    { state: 'refused', since: 1 },
  ),
  spaces: fc.array(space, { maxLength: 6 }),
  pause: fc.constantFrom<Whole['pause']>(null, { until: null }, { until: 7 }),
  requests: fc.nat(2),
  conflicts: fc.nat(2),
  clockOffBy: fc.constantFrom(null, 9_000_000),
})
/** The properties below are about rare combinations: most wholes would be in trouble. */
const quietWhole = whole.map((one): Whole => ({ ...one, requests: 0, conflicts: 0, clockOffBy: null }))

describe('the overall state', () => {
  it('is one of the contract, whatever there is', () => {
    fc.assert(fc.property(whole, (one) => overall.safeParse(overallOf(one)).success))
  })

  it('does not depend on the order of the spaces, but for which of several relays is said to be silent', () => {
    const plain = (state: ReturnType<typeof overallOf>) => (state.kind === 'offline' ? state.kind : state)
    fc.assert(
      fc.property(quietWhole, (one) => {
        const turned = overallOf({ ...one, spaces: [...one.spaces].reverse() })
        expect(plain(turned)).toEqual(plain(overallOf(one)))
      }),
    )
  })

  it('is "error" exactly if a space is stopped or the relay refuses us, whatever else there is', () => {
    fc.assert(
      fc.property(whole, (one) => {
        const isError = one.connection?.state === 'refused' || one.spaces.some(({ kind }) => isStopped(kind))
        expect(overallOf(one).kind === 'error').toBe(isError)
      }),
    )
  })

  it('is "needs you" exactly if something waits for the person and nothing is stopped, also during a pause and offline', () => {
    fc.assert(
      fc.property(whole, (one) => {
        const waits = one.requests + one.conflicts > 0 || one.clockOffBy !== null
        const isError = one.connection?.state === 'refused' || one.spaces.some(({ kind }) => isStopped(kind))
        const needs = waits || one.spaces.some(({ kind }) => isNeedingPerson(kind))
        expect(overallOf(one).kind === 'needs-you').toBe(needs && !isError)
      }),
    )
  })

  it('is "up to date" only if every space that is neither paused nor closed says so, and then always', () => {
    const calmSpace = fc.constantFrom<SyncState>(
      upToDate(5),
      upToDate(9, 'bob'),
      { kind: 'paused' },
      { kind: 'closed' },
      { kind: 'looking' },
      { kind: 'unconfirmed', since: 3 },
    )
    fc.assert(
      fc.property(fc.array(calmSpace, { maxLength: 5 }), (spaces) => {
        const active = spaces.filter(({ kind }) => kind !== 'paused' && kind !== 'closed')
        const expected = active.length > 0 && active.every(({ kind }) => kind === 'up-to-date')
        expect(overallOf({ ...calm, spaces }).kind === 'up-to-date').toBe(expected)
      }),
    )
  })

  it('says the oldest instant and the oldest confirmation of all spaces', () => {
    const spaces = [upToDate(50, 'bob'), upToDate(20, 'carol'), upToDate(90)]
    expect(overallOf({ ...calm, spaces })).toEqual({
      kind: 'up-to-date',
      at: 20,
      confirmedBy: { name: 'carol', at: 19 },
    })
  })

  it('adds up what moves, and one space that looks is enough for "syncing"', () => {
    const moving = { kind: 'transferring', up: 1, down: 2, doneBytes: 3, totalBytes: 10, current: null } as const
    const spaces = [moving, upToDate(1), { ...moving, up: 0 }]
    expect(overallOf({ ...calm, spaces })).toEqual({ kind: 'syncing', up: 1, down: 4, doneBytes: 6, totalBytes: 20 })
    expect(overallOf({ ...calm, spaces: [upToDate(1), { kind: 'looking' }] }).kind).toBe('syncing')
  })

  it('is "paused" when every space is, one by one or all at once, and "empty" without any', () => {
    expect(overallOf({ ...calm, spaces: [{ kind: 'paused' }, { kind: 'closed' }] })).toEqual({
      kind: 'paused',
      until: null,
    })
    expect(overallOf({ ...calm, pause: { until: 7 } })).toEqual({ kind: 'paused', until: 7 })
    expect(overallOf(calm)).toEqual({ kind: 'empty' })
    expect(overallOf({ ...calm, spaces: [{ kind: 'closed' }] })).toEqual({ kind: 'empty' })
  })
})
