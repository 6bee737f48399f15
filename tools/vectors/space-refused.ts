// Entries at which a reader stops, one for each reason. See space.ts.
import type { Cbor } from '../../src/shared/base/canonical.ts'
import { fromHex } from '../../src/shared/base/encoding.ts'
import type { ErrorCode } from '../../src/shared/base/errors.ts'
import type { EntryHash, LogId } from '../../src/shared/domain/ids.ts'
import type { Draft, Entry } from '../../src/shared/logs/entry.ts'
import * as build from '../../src/shared/logs/space/build.ts'
import type { Story } from '../../src/shared/logs/space/testing/story.ts'
import type { Person } from '../../src/shared/logs/testing/people.ts'
import * as space from './space-log.ts'

const { suite, here, pending, closed, removed, expiring, named } = space
const { alice, bob, carol, dave, forged, bytes, idOf } = space

const elsewhere = 'ee'.repeat(32) as EntryHash
/** Continues the log at another place. */
const placed =
  (by: Person, previous: { seq?: number; hash?: EntryHash; logId?: LogId }) =>
  (at: Story): Entry =>
    forged(by, 'accept', [], { previous: { logId: at.state.id, ...at.state.head, ...previous } })(at)
const signedBy = (by: Person) => (at: Story) =>
  at.forge({ ...bob.device, signSecretKey: by.device.signSecretKey }, { type: 'accept', payload: [] })
const signedTwice = (at: Story): Entry => {
  const [entry, other] = [signedBy(bob)(at), signedBy(dave)(at)]
  return { ...entry, signatures: [...entry.signatures, ...other.signatures] }
}
const byForeignDevice = (at: Story) =>
  at.forge({ ...bob.device, deviceId: dave.device.deviceId }, { type: 'accept', payload: [], authorHead: bob.log.head })

const headOf = ({ log }: Person) => ({ logId: log.id, ...log.head })
const heads = (...seen: Draft['seen']) => forged(alice, 'heads', [], { seen })
const newer = [headOf(space.later.bob), headOf(space.later.carol)].sort((a, b) => (a.logId < b.logId ? -1 : 1))

const grant = (to: Person, ...rights: Cbor[]) =>
  forged(alice, 'grant.set', ['identity', idOf(to), null, ...rights, null])
const grantTo = (to: Person, more: Partial<Draft>) =>
  forged(alice, 'grant.set', ['identity', idOf(to), null, 1, 0, null], more)

const rotation =
  (change: (payload: Cbor[]) => Cbor[], more: { by?: Person; body?: null } = {}) =>
  (at: Story): Entry => {
    const { header, body } = build.buildRotation(suite, at.position(alice), at.epochKey).entry
    const { by = alice, ...others } = more
    return forged(by, 'epoch.rotate', change(header?.payload as Cbor[]), { body, ...others })(at)
  }

const add = (...packs: [Uint8Array, number][]): Cbor => [packs]
const packC = fromHex(space.packC)
const expired = (at: Story) => forged(bob, 'packs.add', add([packC, 4096]), { time: at.time + 5000 })(at)
const commit = (epoch: number, more: Partial<Draft> = {}) =>
  forged(bob, 'commit', [epoch, []], { body: bytes(80), ...more })

export const refused: Record<string, readonly [ErrorCode, space.Place, (at: Story) => Entry]> = {
  'signature-of-another-key': ['E_SIG', here, signedBy(dave)],
  'two-signatures': ['E_SIG', here, signedTwice],
  'another-space': ['E_ID', here, placed(bob, { logId: alice.log.id })],
  'seq-repeated': ['E_SEQ', here, placed(bob, { seq: 3 })],
  'seq-skipped': ['E_SEQ', here, placed(bob, { seq: 20 })],
  'time-goes-back': ['E_SEQ', here, forged(bob, 'accept', [], { time: 9999 })],
  'other-history-by-a-principal': ['E_FORK', here, placed(bob, { hash: elsewhere })],
  'other-history-by-a-stranger': ['E_SEQ', here, placed(dave, { hash: elsewhere })],
  'after-close': ['E_POLICY', closed, forged(alice, 'heads', [])],
  'entry-type-unknown': ['E_UNKNOWN_VERSION', here, forged(alice, 'mount.add', [])],
  'format-unknown': ['E_UNKNOWN_VERSION', here, forged(alice, 'format.raise', [2])],
  'format-not-raised': ['E_CANON', here, forged(alice, 'format.raise', [1])],
  'format-raised-by-a-writer': ['E_ROLE', here, forged(bob, 'format.raise', [2])],
  'author-head-behind': ['E_STALE', named, forged(bob, 'accept', [])],
  'author-head-missing': ['E_ID', here, forged(bob, 'accept', [], { authorHead: { seq: 40, hash: elsewhere } })],
  'author-head-nowhere': ['E_FORK', here, forged(bob, 'accept', [], { authorHead: { seq: 2, hash: elsewhere } })],
  'author-device-of-somebody-else': ['E_ROLE', here, byForeignDevice],
  'head-named-before': ['E_STALE', named, heads(headOf(space.later.bob))],
  'head-of-a-stranger': ['E_ID', here, heads(headOf(dave))],
  'head-of-the-author': ['E_ID', here, heads(headOf(alice))],
  'heads-out-of-order': ['E_CANON', here, heads(...[...newer].reverse())],
  'payload-too-long': ['E_CANON', here, forged(bob, 'accept', [0])],
  'reader-adds-packs': ['E_ROLE', here, forged(carol, 'packs.add', add([packC, 4096]))],
  'stranger-accepts': ['E_ROLE', here, forged(dave, 'accept', [])],
  'removed-writer-adds-packs': ['E_ROLE', removed, forged(bob, 'packs.add', add([packC, 4096]))],
  'expired-writer-adds-packs': ['E_ROLE', expiring, expired],
  'writer-grants': ['E_ROLE', here, forged(bob, 'grant.set', ['identity', idOf(carol), null, 3, 0, null])],
  'grant-to-the-owner': ['E_ROLE', here, grant(alice, 3, 0)],
  'grant-to-a-group': ['E_UNKNOWN_VERSION', here, forged(alice, 'grant.set', ['group', bytes(32), 1, 3, 0, null])],
  'grant-of-drop': ['E_UNKNOWN_VERSION', here, grant(bob, 16, 0)],
  'grant-not-closed': ['E_CANON', here, grant(bob, 2, 0)],
  'deny-not-closed': ['E_CANON', here, grant(bob, 3, 1)],
  'grant-of-nothing': ['E_CANON', here, grant(bob, 0, 0)],
  'grant-at-a-level': ['E_CANON', here, forged(alice, 'grant.set', ['identity', idOf(bob), 1, 3, 0, null])],
  'new-principal-without-lockbox': ['E_CANON', here, grantTo(dave, { seen: [headOf(dave)] })],
  'new-principal-without-head': ['E_ID', here, grantTo(dave, { body: bytes(40) })],
  'new-principal-while-pending': ['E_PENDING', pending, grantTo(dave, { body: bytes(40), seen: [headOf(dave)] })],
  'change-with-lockbox': ['E_CANON', here, grantTo(bob, { body: bytes(40) })],
  'remove-nobody': ['E_ID', here, forged(alice, 'grant.remove', ['identity', idOf(dave), null])],
  'owner-leaves': ['E_POLICY', here, forged(alice, 'leave', [])],
  'rotation-not-due-by-a-writer': ['E_ROLE', here, rotation((payload) => payload, { by: bob })],
  'rotation-skips-an-epoch': ['E_SEQ', here, rotation((payload) => payload.with(0, 4))],
  'rotation-without-link': ['E_CANON', here, rotation((payload) => payload.with(3, null))],
  'rotation-for-others': ['E_POLICY', here, rotation((payload) => payload.with(4, bytes(32)))],
  'rotation-without-lockboxes': ['E_CANON', here, rotation((payload) => payload, { body: null })],
  'relink-of-the-first-epoch': ['E_SEQ', here, forged(bob, 'epoch.relink', [1, bytes(104)])],
  'complaint-about-an-old-epoch': ['E_STALE', here, forged(bob, 'complaint', [1, 0])],
  'complaint-repeated': ['E_LIMIT', pending, forged(carol, 'complaint', [2, 0])],
  'commit-under-an-old-epoch': ['E_STALE', here, commit(1)],
  'commit-while-pending': ['E_PENDING', pending, commit(2)],
  'commit-without-body': ['E_CANON', here, commit(2, { body: null })],
  'pack-added-twice': ['E_CONFLICT', here, forged(bob, 'packs.add', add([fromHex(space.packA), 4096]))],
  'packs-out-of-order': ['E_CANON', here, forged(bob, 'packs.add', add([bytes(16, 2), 4096], [bytes(16, 1), 4096]))],
  'pack-too-short': ['E_CANON', here, forged(bob, 'packs.add', add([packC, 4095]))],
  'pack-too-long': ['E_CANON', here, forged(bob, 'packs.add', add([packC, 64 * 2 ** 20 + 1]))],
  'release-of-an-unknown-pack': ['E_ID', here, forged(alice, 'packs.release', [[packC]])],
  'keep-of-a-pack-not-released': ['E_ID', here, forged(bob, 'packs.keep', [[fromHex(space.packA)]])],
  'offer-to-a-stranger': ['E_POLICY', here, forged(alice, 'owner.offer', [['identity', idOf(dave)]])],
  'acceptance-of-nothing': ['E_ROLE', here, forged(bob, 'owner.accept', [3])],
  'home-without-an-address': ['E_CANON', here, forged(alice, 'home.set', [bytes(32), 'https://bücher.example'])],
}
