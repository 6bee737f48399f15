// Stories about people in a space: who comes in, who goes, who may do what. PROTOCOL §10, §13, §19.10, §19.20.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { Head, IdentityId, LogId, PackId } from '../../domain/ids.ts'
import { allRights, presets, rightBits } from '../../domain/rights.ts'
import type { Author } from '../entry.ts'
import { onboard, verdictOf, type Person } from '../testing/people.ts'
import * as build from './build.ts'
import { earlierEpochKeys, openEpochKey } from './epoch-keys.ts'
import { mustHandOutEpochKey, sealEpochKey } from './lockboxes.ts'
import { isPending, recipientsOf } from './recipients.ts'
import { principalsOf, rightsOf } from './rights.ts'
import type { SpaceState } from './state.ts'
import { openerOf, present, Story } from './testing/story.ts'

let suite: Suite
let alice: Person
let bob: Person
let carol: Person
let mallory: Person
let story: Story
beforeAll(async () => {
  suite = await openSuite()
  alice = onboard(suite, 'alice')
  bob = onboard(suite, 'bob')
  carol = onboard(suite, 'carol')
  mallory = onboard(suite, 'mallory')
})
beforeEach(() => {
  story = new Story(suite, alice, bob, carol, mallory)
})

const ids = (...people: readonly Person[]) => people.map(({ log }) => log.id).sort()
const recipientsNow = () => recipientsOf(suite, story.state, story.identities)
const pending = () => isPending(suite, story.state, story.identities, story.time)
const lastEntry = () => ({
  entry: present(story.entries.at(-1)),
  before: present(story.states.at(-2)),
  after: story.state,
})
const openNow = (person: Person) => openEpochKey(suite, lastEntry(), openerOf(suite, person), story.identities)

describe('a space of alice', () => {
  test('begins with her alone, holding its key and every right', () => {
    expect(principalsOf(story.state)).toEqual(ids(alice))
    expect(rightsOf(story.state, alice.log.id)).toBe(allRights)
    expect(pending()).toBe(false)
    expect(openNow(alice)).toEqual(story.keyOf(1))
    expect(verdictOf(() => openNow(bob))).toBe('E_OPEN')
  })

  test('takes bob in: he gets the key in force with his grant, without a rotation', () => {
    story.grant(alice, bob, presets.editor)
    expect(principalsOf(story.state)).toEqual(ids(alice, bob))
    expect(story.state.epochRecipients.map(({ id }) => id)).toEqual(ids(alice, bob))
    expect(pending()).toBe(false)
    expect(openNow(bob)).toEqual(story.keyOf(1))
    expect(verdictOf(() => openNow(mallory))).toBe('E_OPEN')
  })

  test('gives carol every earlier key with the newest one', () => {
    story.rotate(alice)
    story.rotate(alice)
    story.grant(alice, carol, presets.viewer)
    const { keys, brokenAt } = earlierEpochKeys(suite, story.state, { epoch: 3, key: openNow(carol) })
    expect([1, 2, 3].map((epoch) => keys.get(epoch))).toEqual([1, 2, 3].map((epoch) => story.keyOf(epoch)))
    expect(brokenAt).toBeNull()
  })

  test('changes what bob may do without a new key; his answer to the invitation stays until he is out', () => {
    story.grant(alice, bob, presets.viewer)
    story.take(build.buildAccept(suite, story.position(bob)))
    story.grant(alice, bob, presets.manager, { epochKey: suite.random(32) })
    expect(story.entries.at(-1)?.body).toBeNull()
    expect(rightsOf(story.state, bob.log.id)).toBe(presets.manager)
    expect([...story.state.accepted]).toEqual(ids(bob))
    story.take(build.buildGrantRemove(suite, story.position(alice), bob.log.id))
    expect([...story.state.accepted]).toEqual([])
  })

  test('T26: a rotation for somebody whom the state does not say, or without somebody it does, is refused', () => {
    story.grant(alice, bob, presets.editor)
    const { state } = story
    const knownHeads = new Map<LogId, Head>(state.knownHeads).set(mallory.log.id, mallory.log.head)
    const grants = new Map(state.grants).set(mallory.log.id, { allow: 1, deny: 0, notAfter: null })
    const forgeFor = (wrong: SpaceState) => {
      const { entry } = build.buildRotation(suite, story.position(alice, { state: wrong }), story.epochKey)
      return story.forge(alice.device, {
        type: 'epoch.rotate',
        payload: present(entry.header).payload,
        body: entry.body,
      })
    }
    expect(verdictOf(() => story.judge(forgeFor(state)))).toBe('accepted')
    expect(verdictOf(() => story.judge(forgeFor({ ...state, grants, knownHeads })))).toBe('E_POLICY')
    expect(verdictOf(() => story.judge(forgeFor({ ...state, grants: new Map() })))).toBe('E_POLICY')
  })

  test('T26: a body with lockboxes for others than the entry says is refused where bodies are checked', () => {
    story.grant(alice, bob, presets.editor)
    const granted = lastEntry()
    expect(verdictOf(() => mustHandOutEpochKey(suite, granted, story.identities))).toBe('accepted')
    story.rotate(alice)
    const rotated = lastEntry()
    expect(verdictOf(() => mustHandOutEpochKey(suite, rotated, story.identities))).toBe('accepted')
    const judge = (body: Uint8Array | null) =>
      verdictOf(() => mustHandOutEpochKey(suite, { ...rotated, entry: { ...rotated.entry, body } }, story.identities))
    expect(judge(rotated.entry.body)).toBe('accepted')
    expect(judge(granted.entry.body)).toBe('E_INTEGRITY')
    expect(judge(null)).toBe('E_INTEGRITY')
    const { id, epoch } = story.state
    const sealed = (change: { key?: Uint8Array; author?: Author; epoch?: number }, to = recipientsNow()) =>
      sealEpochKey(suite, { id, epoch, key: story.epochKey, author: alice.device, ...change }, to)
    expect(judge(sealed({}))).toBe('accepted')
    expect(judge(sealed({ key: suite.random(32) }))).toBe('E_INTEGRITY')
    expect(judge(sealed({ epoch: 1 }))).toBe('E_INTEGRITY')
    expect(judge(sealed({ author: bob.device }))).toBe('E_INTEGRITY')
    expect(judge(sealed({ author: { ...alice.device, signSecretKey: bob.device.signSecretKey } }))).toBe('E_SIG')
    expect(judge(sealed({}, recipientsNow().slice(1)))).toBe('E_INTEGRITY')
    const last = { ...present(recipientsNow().at(-1)), id: 'ff'.repeat(32) as IdentityId }
    expect(judge(sealed({}, [...recipientsNow(), last]))).toBe('E_INTEGRITY')
    const other = new Story(suite, alice, mallory)
    other.grant(alice, mallory, presets.viewer)
    expect(judge(sealed({}, recipientsOf(suite, other.state, other.identities)))).toBe('E_INTEGRITY')
  })
})

describe('somebody who goes', () => {
  beforeEach(() => {
    story.grant(alice, bob, presets.editor)
    story.grant(alice, carol, presets.viewer)
  })

  test('by removal gets nothing that is written afterwards: the next writer rotates first', () => {
    story.take(build.buildGrantRemove(suite, story.position(alice), carol.log.id))
    expect(pending()).toBe(true)
    expect(verdictOf(() => story.take(build.buildPacksAdd(suite, story.position(bob), somePacks())))).toBe('E_PENDING')
    story.rotate(bob)
    expect(openNow(alice)).toEqual(story.epochKey)
    expect(verdictOf(() => openNow(carol))).toBe('E_OPEN')
    expect(recipientsOf(suite, story.state, story.identities).map(({ id }) => id)).toEqual(ids(alice, bob))
    story.take(build.buildPacksAdd(suite, story.position(bob), somePacks()))
  })

  test('may read headers up to the entry that ended their rights, and comes back by a grant after the rotation', () => {
    story.take(build.buildGrantRemove(suite, story.position(alice), carol.log.id))
    const ended = story.state.head.seq
    expect([...story.state.formerPrincipals]).toEqual([[carol.log.id, ended]])
    expect(verdictOf(() => story.grant(alice, carol, presets.viewer))).toBe('E_PENDING')
    story.rotate(alice)
    expect([...story.state.formerPrincipals]).toEqual([[carol.log.id, ended]])
    story.grant(alice, carol, presets.viewer)
    expect([...story.state.formerPrincipals]).toEqual([])
    expect(openNow(carol)).toEqual(story.epochKey)
  })

  test('by leaving is out until granted anew, and not back when somebody removes the old grant', () => {
    story.take(build.buildLeave(suite, story.position(bob)))
    expect(rightsOf(story.state, bob.log.id)).toBe(0)
    expect(story.state.formerPrincipals.get(bob.log.id)).toBe(story.state.head.seq)
    story.rotate(alice)
    story.take(build.buildGrantRemove(suite, story.position(alice), bob.log.id))
    expect(story.state.left.has(bob.log.id)).toBe(true)
    story.grant(alice, bob, presets.viewer)
    expect(rightsOf(story.state, bob.log.id)).toBe(presets.viewer)
    expect(verdictOf(() => story.take(build.buildLeave(suite, story.position(alice))))).toBe('E_POLICY')
  })

  test('T32: an entry they signed while they were a writer is refused once they are none, by its place in the log', () => {
    const { state: before } = story
    const [entry] = [build.buildPacksAdd(suite, story.position(bob), somePacks()).entry]
    expect(verdictOf(() => story.judge(entry))).toBe('accepted')
    story.take(build.buildGrantRemove(suite, story.position(alice), bob.log.id))
    expect(verdictOf(() => story.judge(entry))).toBe('E_SEQ')
    const late = story.forge(bob.device, { type: 'packs.add', payload: present(entry.header).payload })
    expect(verdictOf(() => story.judge(late))).toBe('E_ROLE')
    const colluding = story.forge(bob.device, {
      type: 'packs.add',
      payload: present(entry.header).payload,
      previous: { logId: before.id, ...before.head },
    })
    expect(verdictOf(() => story.judge(colluding))).toBe('E_SEQ')
  })

  test('by expiry is out when log time reaches the end of the grant, not by anybody’s clock', () => {
    story.grant(alice, bob, presets.editor, { notAfter: 20_000 })
    story.time = 19_999
    story.take(build.buildPacksAdd(suite, story.position(bob), somePacks()))
    expect(isPending(suite, story.state, story.identities, 19_999)).toBe(false)
    expect(isPending(suite, story.state, story.identities, 20_000)).toBe(true)
    const lateButPredated = build.buildHeads(suite, story.position(bob, { time: 19_999 })).entry
    expect(verdictOf(() => story.judge(lateButPredated))).toBe('accepted')
    story.time = 20_000
    expect(verdictOf(() => build.buildHeads(suite, story.position(bob)))).toBe('E_ROLE')
    expect(
      verdictOf(() => story.judge(story.forge(alice.device, { type: 'packs.add', payload: [[[bytes(1), 4096]]] }))),
    ).toBe('E_PENDING')
    story.rotate(alice)
    expect(story.state.formerPrincipals.get(bob.log.id)).toBe(story.state.head.seq)
    story.time = 5
    expect(verdictOf(() => build.buildHeads(suite, story.position(bob)))).toBe('E_ROLE')
    story.grant(alice, bob, presets.editor, { notAfter: null })
    expect(openNow(bob)).toEqual(story.epochKey)
  })

  test('by a deny of read loses every right, though the grant allows them', () => {
    story.grant(alice, bob, presets.manager, { deny: rightBits.read })
    expect(story.state.grants.get(bob.log.id)?.deny).toBe(allRights)
    expect(rightsOf(story.state, bob.log.id)).toBe(0)
    expect(pending()).toBe(true)
    story.rotate(alice)
    story.grant(alice, bob, presets.manager, { deny: rightBits.delete })
    expect(rightsOf(story.state, bob.log.id)).toBe(allRights & ~rightBits.delete)
  })
})

const bytes = (first: number) => Uint8Array.of(first, ...new Uint8Array(15))
const somePacks = () => [{ id: story.entries.length.toString(16).padStart(32, '0') as PackId, length: 4096 }]
