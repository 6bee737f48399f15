// Two signed branches of one identity: root wins, everything else stops. PROTOCOL §5, §19.16.
import { beforeAll, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Suite } from '../../crypto/suite.ts'
import { MissingHead } from '../entry.ts'
import { homeOf, onboard, verdictOf, withDevice, type Person } from '../testing/people.ts'
import * as identity from './index.ts'

let suite: Suite
let alice: Person
/** What a thief of alice's laptop appended, and what alice's phrase says instead from the same place on. */
let stolen: identity.IdentityLog
let rescued: identity.WithDevice
beforeAll(async () => {
  suite = await openSuite()
  alice = onboard(suite, 'laptop')
  const thief = withDevice(suite, alice, true)
  stolen = identity.setHome(suite, { log: thief.log, author: thief.added, time: 2000 }, homeOf('e')).log
  rescued = identity.recoverDevice(suite, { entropy: alice.entropy, log: alice.log, deviceName: 'new', time: 3000 })
})

const homeAt = (log: identity.IdentityLog, digit: string) =>
  identity.setHome(suite, { log, author: alice.device, time: 4000 }, homeOf(digit)).log

test('a log and its continuation are no fork: the longer one holds', () => {
  expect(identity.chooseBranch(alice.log, stolen).head).toEqual(stolen.head)
  expect(identity.chooseBranch(stolen, alice.log).abandoned).toEqual([])
})

test('the branch that root signed first is adopted whatever its length; the other stays as evidence', () => {
  for (const adopted of [identity.chooseBranch(stolen, rescued.log), identity.chooseBranch(rescued.log, stolen)]) {
    expect(adopted.head).toEqual(rescued.log.head)
    expect(adopted.at(stolen.head)).toEqual(stolen.state)
    expect(adopted.contains(stolen.head)).toBe(false)
    const later = homeAt(adopted, 'c')
    expect(later.abandoned.map(({ head }) => head)).toEqual([stolen.head])
    expect(identity.chooseBranch(later, stolen).abandoned.map(({ head }) => head)).toEqual([stolen.head])
  }
})

test('two root branches, two device branches, and two people stop everything', () => {
  const again = identity.recoverDevice(suite, { entropy: alice.entropy, log: alice.log, deviceName: 'x', time: 3000 })
  const choose = (a: identity.IdentityLog, b: identity.IdentityLog) => verdictOf(() => identity.chooseBranch(a, b))
  expect(choose(rescued.log, again.log)).toBe('E_FORK')
  expect(choose(homeAt(alice.log, 'b'), homeAt(alice.log, 'c'))).toBe('E_FORK')
  expect(choose(alice.log, onboard(suite, 'other').log)).toBe('E_ID')
})

test('heads compare in the order of adoption: shared, then abandoned, then adopted', () => {
  const log = homeAt(identity.chooseBranch(stolen, rescued.log), 'b')
  const shared = alice.log.head
  const thiefFirst = stolen.states[4]?.head ?? expect.fail()
  const order = [alice.log.states[0]?.head ?? shared, shared, thiefFirst, stolen.head, rescued.log.head, log.head]
  for (const [i, known] of order.entries()) {
    for (const [j, named] of order.entries()) {
      expect(identity.compareHeads(log, known, named)).toBe(i === j ? 'same' : j > i ? 'newer' : 'older')
    }
  }
})

test('a head on no branch is a fork, one beyond the log is missing', () => {
  const beside = homeAt(alice.log, 'd').head
  expect(identity.compareHeads(stolen, alice.log.head, beside)).toBe('fork')
  expect(() => identity.compareHeads(alice.log, alice.log.head, stolen.head)).toThrow(new MissingHead(alice.log.id, 4))
})

test('heads on two abandoned branches are a fork, unless one continues the other', () => {
  const first = homeAt(stolen, 'b')
  const second = homeAt(stolen, 'c')
  const log = identity.chooseBranch(identity.chooseBranch(first, rescued.log), second)
  expect(log.abandoned.map(({ head }) => head)).toEqual([first.head, second.head])
  expect(identity.compareHeads(log, first.head, second.head)).toBe('fork')
  expect(identity.compareHeads(log, stolen.head, second.head)).toBe('newer')
  expect(identity.compareHeads(log, second.head, stolen.head)).toBe('older')
  expect(identity.compareHeads(log, second.head, log.head)).toBe('newer')
})
