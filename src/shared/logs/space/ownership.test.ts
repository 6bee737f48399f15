// Stories about genesis, handing over, moving, closing, and what a later version might bring. PROTOCOL §10, §19.3, §19.9, §19.10.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { EntryHash, SpaceId } from '../../domain/ids.ts'
import { allRights, presets } from '../../domain/rights.ts'
import { buildGenesisEntry, encodeEntry, parseEntry } from '../entry.ts'
import { homeOf, identitiesOf, onboard, verdictOf, type Person } from '../testing/people.ts'
import * as build from './build.ts'
import { genesisRecord } from './payloads.ts'
import { isPending } from './recipients.ts'
import { openSpace } from './reduce.ts'
import { rightsOf } from './rights.ts'
import { present, Story } from './testing/story.ts'

let suite: Suite
let alice: Person
let bob: Person
let carol: Person
let story: Story
beforeAll(async () => {
  suite = await openSuite()
  alice = onboard(suite, 'alice')
  bob = onboard(suite, 'bob')
  carol = onboard(suite, 'carol')
})
beforeEach(() => {
  story = new Story(suite, alice, bob, carol)
  story.grant(alice, bob, presets.manager)
})

describe('genesis', () => {
  test('names the space by its hash and is signed by a device of its owner', () => {
    const predecessor = { spaceId: 'cc'.repeat(32) as SpaceId, seq: 7, hash: 'dd'.repeat(32) as EntryHash }
    const { identities } = story
    const wish = { identities, author: alice.device, time: 5, home: homeOf('a'), predecessor }
    const { entry, state } = build.buildGenesis(suite, wish)
    const read = parseEntry(suite, 'space', encodeEntry(entry))
    expect(openSpace(suite, read, identities, state.id)).toEqual(state)
    expect(state).toMatchObject({ owner: alice.log.id, home: homeOf('a'), predecessor, time: 5, epoch: 0 })
    expect(isPending(suite, state, identities)).toBe(true)
    expect(verdictOf(() => openSpace(suite, read, identities, story.state.id))).toBe('E_ID')
    expect(verdictOf(() => openSpace(suite, present(story.entries[1]), identities))).toBe('E_SEQ')
  })

  test('by anybody else, for another kind of owner, or with a home that is no address is refused', () => {
    const fields = genesisRecord.decode(present(story.entries[0]).headerBytes, 4096)
    type Change = { at: number; to: unknown; signer?: Person }
    const judge = (...changes: Change[]) => {
      const wrong = [...fields] as unknown[]
      for (const { at, to } of changes) wrong[at] = to
      const signer = changes[0]?.signer ?? alice
      const record = genesisRecord.encode(wrong as typeof fields)
      const entry = buildGenesisEntry(suite, 'space', record, signer.device.signSecretKey)
      return verdictOf(() => openSpace(suite, entry, story.identities))
    }
    expect(judge()).toBe('accepted')
    expect(judge({ at: 9, to: new Uint8Array(16), signer: bob })).toBe('E_SIG')
    expect(judge({ at: 2, to: ['identity', bob.log.id] })).toBe('E_ROLE')
    expect(judge({ at: 2, to: ['organisation', alice.log.id] })).toBe('E_UNKNOWN_VERSION')
    expect(judge({ at: 3, to: ['aa'.repeat(32), 'https://bücher.example'] })).toBe('E_CANON')
    expect(judge({ at: 6, to: bob.device.deviceId })).toBe('E_ROLE')
    expect(judge({ at: 7, to: [alice.log.head.seq, 'aa'.repeat(32)] })).toBe('E_FORK')
    expect(judge({ at: 7, to: [99, 'aa'.repeat(32)] })).toBe('E_ID')
    const { identities } = story
    expect(verdictOf(() => openSpace(suite, present(story.entries[0]), identitiesOf(bob.log)))).toBe('E_ID')
    expect(identities.get(alice.log.id)).not.toBeNull()
  })
})

describe('the owner', () => {
  test('keeps every right against everybody: a manager cannot touch them', () => {
    const touch = (by: Person, to: Person) => verdictOf(() => story.grant(by, to, presets.viewer))
    expect(touch(bob, alice)).toBe('E_ROLE')
    expect(touch(alice, alice)).toBe('E_ROLE')
    expect(verdictOf(() => build.buildGrantRemove(suite, story.position(bob), alice.log.id))).toBe('E_ROLE')
    expect(touch(bob, carol)).toBe('accepted')
  })

  test('hands over to a principal who accepts, and keeps all four rights as a grant', () => {
    const accept = (by: Person) => story.take(build.buildOwnerAccept(suite, story.position(by)))
    const offer = (by: Person, to: Person | null) =>
      story.take(build.buildOwnerOffer(suite, story.position(by), to?.log.id ?? null))
    expect(verdictOf(() => offer(bob, bob))).toBe('E_ROLE')
    expect(verdictOf(() => offer(alice, carol))).toBe('E_POLICY')
    expect(verdictOf(() => offer(alice, alice))).toBe('E_POLICY')
    offer(alice, bob)
    expect(verdictOf(() => accept(alice))).toBe('E_ROLE')
    const { seq } = present(story.state.offer)
    offer(alice, null)
    const withdrawn = story.forge(bob.device, { type: 'owner.accept', payload: [seq] })
    expect(verdictOf(() => story.judge(withdrawn))).toBe('E_ROLE')
    offer(alice, bob)
    const stale = story.forge(bob.device, { type: 'owner.accept', payload: [seq] })
    expect(verdictOf(() => story.judge(stale))).toBe('E_ROLE')
    story.take(build.buildGrantRemove(suite, story.position(alice), bob.log.id))
    expect(verdictOf(() => accept(bob))).toBe('E_ROLE')
    story.rotate(alice)
    story.grant(alice, bob, presets.viewer)
    accept(bob)
    expect(story.state.owner).toBe(bob.log.id)
    expect(story.state.grants.has(bob.log.id)).toBe(false)
    expect(rightsOf(story.state, alice.log.id)).toBe(allRights)
    expect(isPending(suite, story.state, story.identities)).toBe(false)
    story.take(build.buildLeave(suite, story.position(alice)))
    expect(rightsOf(story.state, alice.log.id)).toBe(0)
    expect(verdictOf(() => build.buildLeave(suite, story.position(bob)))).toBe('E_POLICY')
  })

  test('alone moves the space to another relay', () => {
    expect(verdictOf(() => build.buildHomeSet(suite, story.position(bob), homeOf('b')))).toBe('E_ROLE')
    story.take(build.buildHomeSet(suite, story.position(alice), homeOf('b')))
    expect(story.state.home).toEqual(homeOf('b'))
    const elsewhere = { ...homeOf('b'), address: 'no address' }
    expect(verdictOf(() => build.buildHomeSet(suite, story.position(alice), elsewhere))).toBe('E_CANON')
  })

  test('alone closes the space, and nothing is valid afterwards', () => {
    expect(verdictOf(() => build.buildClose(suite, story.position(bob)))).toBe('E_ROLE')
    story.take(build.buildClose(suite, story.position(alice)))
    expect(story.state.closed).toBe(true)
    expect(verdictOf(() => build.buildHeads(suite, story.position(alice)))).toBe('E_POLICY')
    expect(verdictOf(() => build.buildClose(suite, story.position(alice)))).toBe('E_POLICY')
  })
})

describe('T19: what a later version may bring', () => {
  const judge = (type: string, payload: never, by = alice) =>
    verdictOf(() => story.judge(story.forge(by.device, { type, payload })))

  test('stops the reader, never skips: unknown entries, formats, kinds of principals, reserved rights', () => {
    expect(judge('mount.add', [] as never)).toBe('E_UNKNOWN_VERSION')
    expect(judge('format.raise', [2] as never)).toBe('E_UNKNOWN_VERSION')
    expect(judge('format.raise', [1] as never)).toBe('E_CANON')
    const id = new Uint8Array(32)
    expect(judge('grant.set', ['group', id, 1, 1, 0, null] as never)).toBe('E_UNKNOWN_VERSION')
    expect(judge('grant.set', ['identity', id, null, 16, 0, null] as never)).toBe('E_UNKNOWN_VERSION')
    expect(judge('grant.set', ['identity', id, null, 1, 16, null] as never)).toBe('E_UNKNOWN_VERSION')
    expect(judge('grant.remove', ['organisation', id, null] as never)).toBe('E_UNKNOWN_VERSION')
    expect(judge('owner.offer', [['organisation', id]] as never)).toBe('E_UNKNOWN_VERSION')
  })

  test('only from somebody who may say so: an unsigned or uninvited claim is a forgery, no update', () => {
    expect(
      judge('mount.add', [] as never, {
        ...alice,
        device: { ...alice.device, signSecretKey: bob.device.signSecretKey },
      }),
    ).toBe('E_SIG')
    expect(judge('format.raise', [2] as never, carol)).toBe('E_ROLE')
    expect(judge('format.raise', [2] as never, bob)).toBe('E_UNKNOWN_VERSION')
  })
})

describe('a second history', () => {
  test('signed by a principal is E_FORK, by anybody else E_SEQ', () => {
    const elsewhere = {
      previous: { logId: story.state.id, seq: story.state.head.seq, hash: 'ee'.repeat(32) as EntryHash },
    }
    const judge = (by: Person) =>
      verdictOf(() => story.judge(story.forge(by.device, { type: 'heads', payload: [], ...elsewhere })))
    expect(judge(bob)).toBe('E_FORK')
    expect(judge(carol)).toBe('E_SEQ')
    expect(judge({ ...bob, device: { ...bob.device, signSecretKey: carol.device.signSecretKey } })).toBe('E_SIG')
  })

  test('does not begin in the past: time never goes back, nothing is repeated, no gap', () => {
    const at = (time: number) =>
      verdictOf(() => story.judge(story.forge(bob.device, { type: 'heads', payload: [], time })))
    expect(at(story.state.time)).toBe('accepted')
    expect(at(story.state.time - 1)).toBe('E_SEQ')
    expect(verdictOf(() => story.judge(present(story.entries.at(-1))))).toBe('E_SEQ')
    expect(verdictOf(() => story.judge(present(story.entries[0])))).toBe('E_SEQ')
    const other = new Story(suite, alice, bob)
    expect(verdictOf(() => story.judge(present(other.entries[1])))).toBe('E_ID')
  })
})
