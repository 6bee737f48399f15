// Stories about what a space knows of other logs. PROTOCOL §8 "Known heads", §19.2, §19.16.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { NamedHead } from '../../domain/ids.ts'
import { presets } from '../../domain/rights.ts'
import { MissingHead } from '../entry.ts'
import {
  addDevice,
  chooseBranch,
  createDeviceSecrets,
  requestJoin,
  resetDevices,
  revokeDevice,
  rootAuthor,
  setHome,
  type IdentityLog,
} from '../identity/index.ts'
import { homeOf, identitiesOf, onboard, verdictOf, withDevice, type Person } from '../testing/people.ts'
import * as build from './build.ts'
import { openSpace, reduceSpace } from './reduce.ts'
import { present, Story } from './testing/story.ts'

let suite: Suite
let alice: Person
let bob: Person
let mallory: Person
let story: Story
beforeAll(async () => {
  suite = await openSuite()
})
beforeEach(() => {
  alice = onboard(suite, 'alice')
  bob = onboard(suite, 'bob')
  mallory = onboard(suite, 'mallory')
  story = new Story(suite, alice, bob, mallory)
  story.grant(alice, bob, presets.editor)
})

const longer = (person: Person, digit = 'b'): Person => ({
  ...person,
  ...setHome(suite, { log: person.log, author: person.device, time: 3000 }, homeOf(digit)),
})
const namedHead = (log: IdentityLog): NamedHead => ({ logId: log.id, ...log.head })
const heads = (author: Person, seen: readonly NamedHead[], authorHead = author.log.head) =>
  story.forge(author.device, { type: 'heads', payload: [], seen, authorHead })

describe('a head that an entry names', () => {
  test('is learnt, of the author and of others', () => {
    const [alice2, bob2] = [longer(alice), longer(bob)]
    story.meet(alice2)
    story.meet(bob2)
    const state = story.read(heads(alice2, [namedHead(bob2.log)]))
    expect(state.knownHeads.get(bob.log.id)).toEqual(bob2.log.head)
    expect(state.knownHeads.get(alice.log.id)).toEqual(alice2.log.head)
  })

  test('behind a known one is E_STALE: of the author’s log, of another, or one that says nothing new', () => {
    const bob2 = longer(bob)
    story.meet(bob2)
    story.take(build.buildHeads(suite, story.position(alice)))
    expect(verdictOf(() => story.judge(heads(bob, [])))).toBe('E_STALE')
    expect(verdictOf(() => story.judge(heads(bob2, [])))).toBe('accepted')
    expect(verdictOf(() => story.judge(heads(alice, [namedHead(bob.log)])))).toBe('E_STALE')
    expect(verdictOf(() => story.judge(heads(alice, [namedHead(bob2.log)])))).toBe('E_STALE')
  })

  test('on another branch is E_FORK', () => {
    const [here, there] = [longer(bob, 'b'), longer(bob, 'c')]
    story.meet(here)
    story.take(build.buildHeads(suite, story.position(alice)))
    expect(verdictOf(() => story.judge(heads(alice, [namedHead(there.log)])))).toBe('E_FORK')
    expect(verdictOf(() => story.judge(heads(there, [])))).toBe('E_FORK')
  })

  test('that is not here yet names the log to fetch, and where to begin', () => {
    const bob2 = longer(bob)
    const missing = (work: () => unknown) => {
      try {
        return void work()
      } catch (error) {
        return error instanceof MissingHead ? [error.logId, error.from] : error
      }
    }
    expect(missing(() => story.judge(heads(alice, [namedHead(bob2.log)])))).toEqual([bob.log.id, bob2.log.head.seq])
    const withoutBob = identitiesOf(alice.log)
    const entry = heads(alice, [namedHead(bob2.log)])
    expect(missing(() => reduceSpace(suite, story.state, entry, withoutBob))).toEqual([bob.log.id, 0])
    expect(missing(() => openSpace(suite, present(story.entries[0]), identitiesOf()))).toEqual([alice.log.id, 0])
  })

  test('of a log that has no business here, twice, or out of order is refused', () => {
    expect(verdictOf(() => story.judge(heads(alice, [namedHead(mallory.log)])))).toBe('E_ID')
    const alice2 = longer(alice)
    story.meet(alice2)
    expect(verdictOf(() => story.judge(heads(alice, [namedHead(alice2.log)])))).toBe('E_ID')
    story.grant(alice2, mallory, presets.viewer)
    const people = [longer(bob), longer(mallory)].sort((a, b) => (a.log.id < b.log.id ? -1 : 1))
    people.forEach((person) => story.meet(person))
    const named = people.map(({ log }) => namedHead(log))
    expect(verdictOf(() => story.judge(heads(alice2, named)))).toBe('accepted')
    expect(verdictOf(() => story.judge(heads(alice2, [...named].reverse())))).toBe('E_CANON')
    expect(verdictOf(() => story.judge(heads(alice2, [present(named[0]), present(named[0])])))).toBe('E_CANON')
  })
})

describe('the author of an entry', () => {
  test('writes with a device that is active at the head they name', () => {
    const two = withDevice(suite, bob, true)
    const step = { log: two.log, author: two.added, time: 3000 }
    const revoked = { ...two, ...revokeDevice(suite, step, { deviceId: bob.device.deviceId, seed: bob.identitySeed }) }
    story.meet(revoked)
    const by = (device: Person['device'], authorHead = revoked.log.head) =>
      verdictOf(() => story.judge(story.forge(device, { type: 'heads', payload: [], authorHead })))
    expect(by(two.added)).toBe('accepted')
    expect(by(bob.device)).toBe('E_ROLE')
    expect(by(bob.device, bob.log.head)).toBe('accepted')
    story.take(build.buildHeads(suite, story.position(alice)))
    expect(by(bob.device, bob.log.head)).toBe('E_STALE')
  })

  test('is whom the signature says', () => {
    const entry = heads(bob, [])
    expect(verdictOf(() => story.judge(entry))).toBe('accepted')
    const [signature] = heads(mallory, []).signatures
    expect(verdictOf(() => story.judge({ ...entry, signatures: [present(signature)] }))).toBe('E_SIG')
    expect(verdictOf(() => story.judge({ ...entry, signatures: [...entry.signatures, present(signature)] }))).toBe(
      'E_SIG',
    )
    const pretended = { ...bob.device, signSecretKey: mallory.device.signSecretKey }
    expect(verdictOf(() => story.judge(story.forge(pretended, { type: 'heads', payload: [] })))).toBe('E_SIG')
  })
})

test('a principal whose root branch has no key yet is left out of the next key; the others go on', () => {
  const author = rootAuthor(suite, bob.entropy, bob.log.id)
  const request = requestJoin(suite, createDeviceSecrets(suite, bob.log.id))
  const wish = { request, name: 'new', mayProvision: true, seed: suite.random(32), generation: 1 }
  const keyless = addDevice(suite, { log: bob.log.upTo(1), author, time: 3000 }, wish)
  story.meet({ ...bob, log: chooseBranch(keyless.log, bob.log) })
  story.take(build.buildHeads(suite, story.position(alice)))
  expect(build.needsRotation(suite, story.position(alice))).toBe(true)
  story.rotate(alice)
  expect(story.state.epochRecipients.map(({ id }) => id)).toEqual([alice.log.id])
  expect(build.needsRotation(suite, story.position(alice))).toBe(false)
  story.take(build.buildGrantRemove(suite, story.position(alice), bob.log.id))
  expect(verdictOf(() => story.grant(alice, bob, presets.viewer))).toBe('E_ID')
})

test('a branch that root signed replaces the known one; from then on the other is E_STALE, and older entries stand', () => {
  const stolen = longer(longer(bob, 'c'), 'd')
  story.meet(stolen)
  story.take(build.buildHeads(suite, story.position(stolen)))
  const author = rootAuthor(suite, bob.entropy, bob.log.id)
  const step = { log: bob.log, author, time: 4000 }
  const reset = resetDevices(suite, step, { kept: [bob.device.deviceId], seed: bob.identitySeed })
  const saved: Person = { ...bob, ...reset, log: chooseBranch(reset.log, stolen.log) }
  story.meet(saved)
  const onStolenBranch = story.forge(bob.device, { type: 'heads', payload: [], authorHead: stolen.log.head })
  expect(verdictOf(() => story.judge(onStolenBranch))).toBe('accepted')
  story.take(build.buildHeads(suite, story.position(alice)))
  expect(story.state.knownHeads.get(bob.log.id)).toEqual(saved.log.head)
  const again = story.forge(bob.device, { type: 'heads', payload: [], authorHead: stolen.log.head })
  expect(verdictOf(() => story.judge(again))).toBe('E_STALE')
  const replayed = story.entries
    .slice(1)
    .reduce(
      (state, entry) => reduceSpace(suite, state, entry, story.identities),
      openSpace(suite, present(story.entries[0]), story.identities),
    )
  expect(replayed).toEqual(story.state)
})
