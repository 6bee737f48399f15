// Stories about the space key: when it must be rotated, by whom, and how people get at it. PROTOCOL §4, §10, §19.1.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import { fromHex } from '../../base/encoding.ts'
import { sealLockbox, type LockboxContext } from '../../crypto/lockbox.ts'
import type { Suite } from '../../crypto/suite.ts'
import { presets } from '../../domain/rights.ts'
import { rotateIdentityKey } from '../identity/index.ts'
import { encodeLockboxes } from '../lockbox-list.ts'
import { onboard, verdictOf, type Person } from '../testing/people.ts'
import * as build from './build.ts'
import { earlierEpochKeys, openEpochKey, sealLink } from './epoch-keys.ts'
import { contextOf, placeIn } from './lockboxes.ts'
import { isPending, recipientsHash, recipientsOf } from './recipients.ts'
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
  story.grant(alice, bob, presets.editor)
  story.grant(alice, carol, presets.viewer)
})

const pending = () => isPending(suite, story.state, story.identities)
const rotationBy = (person: Person) => build.buildRotation(suite, story.position(person), story.epochKey)
const withNewKey = (person: Person): Person => ({
  ...person,
  ...rotateIdentityKey(suite, { log: person.log, author: person.device, time: story.time }, person.identitySeed),
})

describe('a rotation', () => {
  test('is made by whoever manages, and while one is due by any writer, never by a reader', () => {
    expect(verdictOf(() => rotationBy(alice))).toBe('accepted')
    expect(verdictOf(() => rotationBy(bob))).toBe('E_ROLE')
    story.take(build.buildComplaint(suite, story.position(carol), { what: 'lockbox' }))
    expect(pending()).toBe(true)
    expect(verdictOf(() => rotationBy(carol))).toBe('E_ROLE')
    expect(verdictOf(() => rotationBy(bob))).toBe('accepted')
  })

  test('numbers epochs without gaps and links each to the one before', () => {
    const { header, body } = rotationBy(alice).entry
    const [epoch, ...others] = present(header).payload as [number, Uint8Array, null, Uint8Array, Uint8Array]
    const forge = (payload: never, change = {}) =>
      verdictOf(() => story.judge(story.forge(alice.device, { type: 'epoch.rotate', payload, body, ...change })))
    const [commit, drop, link, hash] = others
    expect(forge([epoch, ...others] as never)).toBe('accepted')
    expect(forge([epoch + 1, ...others] as never)).toBe('E_SEQ')
    expect(forge([epoch - 1, ...others] as never)).toBe('E_SEQ')
    expect(forge([epoch, commit, drop, null, hash] as never)).toBe('E_CANON')
    expect(forge([epoch, commit, drop, link.slice(1), hash] as never)).toBe('E_CANON')
    expect(forge([epoch, commit, drop, link] as never)).toBe('E_CANON')
    expect(forge([epoch, commit, drop, link, new Uint8Array(32)] as never)).toBe('E_POLICY')
    expect(forge([epoch, ...others] as never, { body: null })).toBe('E_CANON')
  })

  test('seals to exactly the recipients of the state after it, each with the key of their newest generation', () => {
    bob = withNewKey(bob)
    story.meet(bob)
    story.rotate(alice)
    const recipients = recipientsOf(suite, story.state, story.identities)
    expect(story.state.epochRecipients.map(({ id, generation }) => [id, generation])).toEqual(
      recipients.map(({ id }) => [id, id === bob.log.id ? 2 : 1]),
    )
    const payload = present(present(story.entries.at(-1)).header).payload as Uint8Array[]
    expect(payload[4]).toEqual(recipientsHash(suite, recipients))
    const opened = openEpochKey(
      suite,
      { entry: present(story.entries.at(-1)), after: story.state },
      openerOf(suite, bob),
      story.identities,
    )
    expect(opened).toEqual(story.epochKey)
  })
})

describe('T29: the relay says nothing about a change', () => {
  test('a client that knows bob’s new identity key rotates first, and only then writes', () => {
    expect(build.needsRotation(suite, story.position(alice))).toBe(false)
    story.meet(withNewKey(bob))
    expect(build.needsRotation(suite, story.position(alice))).toBe(true)
    expect(verdictOf(() => build.buildPacksAdd(suite, story.position(alice), [somePack()]))).toBe('E_PENDING')
    story.rotate(alice)
    expect(build.needsRotation(suite, story.position(alice))).toBe(false)
    story.take(build.buildPacksAdd(suite, story.position(alice), [somePack()]))
  })

  test('a reader’s `heads` makes everybody see it', () => {
    story.meet(withNewKey(bob))
    expect(pending()).toBe(false)
    story.take(build.buildHeads(suite, story.position(carol)))
    expect(pending()).toBe(true)
    const unaware = story.forge(alice.device, { type: 'packs.add', payload: [[[new Uint8Array(16), 4096]]] })
    expect(verdictOf(() => story.judge(unaware))).toBe('E_PENDING')
  })
})

describe('complaints', () => {
  const complain = (by: Person) => story.take(build.buildComplaint(suite, story.position(by), { what: 'lockbox' }))

  test('are made once an epoch, about the epoch in force', () => {
    complain(carol)
    expect(verdictOf(() => complain(carol))).toBe('E_LIMIT')
    const old = story.forge(bob.device, { type: 'complaint', payload: [0, 0] })
    expect(verdictOf(() => story.judge(old))).toBe('E_STALE')
    expect(verdictOf(() => story.judge(story.forge(mallory.device, { type: 'complaint', payload: [1, 0] })))).toBe(
      'E_ROLE',
    )
    story.rotate(bob)
    expect(pending()).toBe(false)
  })

  test('of one person count three times a UTC day, and nobody loses rights by them', () => {
    const counted = () => {
      complain(carol)
      const isDue = pending()
      story.rotate(alice)
      return isDue
    }
    expect([counted(), counted(), counted(), counted()]).toEqual([true, true, true, false])
    complain(bob)
    expect(pending()).toBe(true)
    story.rotate(alice)
    story.time = 86_400_000
    expect(counted()).toBe(true)
  })

  test('about a broken link ask for a relink; the first link that leads to the published key counts', () => {
    story.rotate(alice)
    const [older, newer] = [story.epochKey, suite.random(32)]
    const position = story.position(alice)
    const honest = build.buildRotation(suite, position, older)
    const payload = [...(present(honest.entry.header).payload as unknown[])]
    payload[3] = sealLink(suite, story.state.id, 3, { newer, older })
    story.read(story.forge(alice.device, { type: 'epoch.rotate', payload: payload as never, body: honest.entry.body }))
    const walk = () => earlierEpochKeys(suite, story.state, { epoch: 3, key: honest.epochKey })
    expect(walk()).toMatchObject({ brokenAt: 3 })
    story.take(build.buildComplaint(suite, story.position(carol), { what: 'link', epoch: 3 }))
    expect(pending()).toBe(false)
    expect(verdictOf(() => build.buildRelink(suite, story.position(carol), { epoch: 3, newer, older }))).toBe('E_ROLE')
    const wrong = { epoch: 3, newer: honest.epochKey, older: suite.random(32) }
    story.take(build.buildRelink(suite, story.position(bob), wrong))
    expect(walk()).toMatchObject({ brokenAt: 3 })
    story.take(build.buildRelink(suite, story.position(bob), { epoch: 3, newer: honest.epochKey, older }))
    expect(walk().keys).toEqual(
      new Map([
        [3, honest.epochKey],
        [2, older],
        [1, story.keyOf(1)],
      ]),
    )
    expect(walk().brokenAt).toBeNull()
    expect(verdictOf(() => build.buildRelink(suite, story.position(bob), { epoch: 1, newer, older }))).toBe('E_SEQ')
    expect(verdictOf(() => build.buildRelink(suite, story.position(bob), { epoch: 4, newer, older }))).toBe('E_SEQ')
  })
})

describe('T27: a lockbox from elsewhere', () => {
  const open = (person: Person, body: Uint8Array | null) => {
    const entry = { ...present(story.entries.at(-1)), body }
    return openEpochKey(suite, { entry, after: story.state }, openerOf(suite, person), story.identities)
  }
  /** A lockbox for carol in place of hers, right in all but what `change` says, signed by alice. */
  const replaced = (change: Partial<LockboxContext>, keys: { key?: Uint8Array; signer?: Person } = {}) => {
    const recipient = present(recipientsOf(suite, story.state, story.identities).find(({ id }) => id === carol.log.id))
    const context = { ...contextOf(placeIn(story.state, present(story.entries.at(-1))), recipient), ...change }
    const { key = story.epochKey, signer = alice } = keys
    const { keyKind, logId, keyId, generation } = context
    const commit = suite.kdf(key, 'key/commit', 32, keyKind, fromHex(logId), fromHex(keyId), generation)
    const sealed = sealLockbox(
      suite,
      { ...context, keyCommit: commit },
      { key, recipientPublicKey: recipient.kemPublicKey, authorDeviceSecretKey: signer.device.signSecretKey },
    )
    return encodeLockboxes([sealed])
  }

  test('opens where nothing was changed', () => {
    expect(open(carol, replaced({}))).toEqual(story.epochKey)
  })

  test.each<[string, Partial<LockboxContext>]>([
    ['for another kind of key', { keyKind: 'metadata' }],
    ['of another log', { logId: 'aa'.repeat(32) }],
    ['of another space', { keyId: 'aa'.repeat(32) }],
    ['of another epoch', { generation: 7 }],
    ['to another kind of recipient', { recipientKind: 'device' }],
    ['to another generation of my key', { recipientGeneration: 2 }],
    ['by another author', { authorId: 'aa'.repeat(32) as never }],
    ['by another device', { authorDevice: 'aa'.repeat(32) as never }],
  ])('%s does not open, with one error', (_, change) => {
    expect(verdictOf(() => open(carol, replaced(change)))).toBe('E_OPEN')
  })

  test('with another key than the log published, signed by somebody else, or withheld: refused', () => {
    expect(verdictOf(() => open(carol, replaced({}, { key: suite.random(32) })))).toBe('E_OPEN')
    expect(verdictOf(() => open(carol, replaced({}, { signer: mallory })))).toBe('E_SIG')
    expect(verdictOf(() => open(carol, replaced({ recipientId: bob.log.id })))).toBe('E_OPEN')
    expect(verdictOf(() => open(carol, null))).toBe('E_INTEGRITY')
  })

  test('from any other entry or space does not open: bob’s, an earlier epoch’s, another space’s', () => {
    const [ofBob, earlier] = story.entries.slice(-2).map(({ body }) => body)
    const other = new Story(suite, alice, bob, carol)
    other.grant(alice, carol, presets.viewer)
    story.rotate(alice)
    expect(open(carol, present(story.entries.at(-1)).body)).toEqual(story.epochKey)
    for (const body of [present(ofBob), present(earlier), present(other.entries.at(-1)).body]) {
      expect(verdictOf(() => open(carol, body))).toBe('E_OPEN')
    }
  })
})

const somePack = () => ({ id: story.entries.length.toString(16).padStart(32, '0') as never, length: 4096 })
