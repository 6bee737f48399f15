// Entries of every type that stand. See space.ts.
import { presets } from '../../src/shared/domain/rights.ts'
import type { Entry } from '../../src/shared/logs/entry.ts'
import * as build from '../../src/shared/logs/space/build.ts'
import { sealSnapshot } from '../../src/shared/logs/space/snapshot.ts'
import type { Story } from '../../src/shared/logs/space/testing/story.ts'
import { homeOf } from '../../src/shared/logs/testing/people.ts'
import * as space from './space-log.ts'

const { suite, here, pending, offered, removed, expiring, named, alice, bob, carol, dave } = space

const grant = (wish: build.GrantWish) => (at: Story) => build.buildGrantSet(suite, at.position(alice), wish).entry
const rotation =
  (by = alice, wait = 0) =>
  (at: Story) =>
    build.buildRotation(suite, at.position(by, { time: at.time + wait }), at.epochKey).entry
const link = (at: Story) => ({ epoch: 2, newer: at.keyOf(2), older: at.keyOf(1) })

function snapshot(at: Story): Entry {
  const { key, pages } = sealSnapshot(suite, at.state.id, at.tree)
  const refs = pages.map(({ sealed, hash }) => ({ pack: space.packC, offset: 8, length: sealed.length, hash }))
  const { tree, epochKey } = at
  const wish = { tree, epochKey, key, pages: refs, packs: [{ id: space.packC, length: 8192 }] }
  return build.buildSnapshot(suite, at.position(alice), wish).entry
}

function allHeads(at: Story): Entry {
  const informed = at.branch()
  informed.meet(space.later.bob)
  informed.meet(space.later.carol)
  return build.buildHeads(suite, informed.position(alice)).entry
}

const [rotated, toNewKey, byWriter, expired] = [rotation(), rotation(), rotation(bob), rotation(alice, 5000)]
export const accepted: Record<string, readonly [space.Place, (at: Story) => Entry]> = {
  'grant-set-new-principal': [
    here,
    (at) => grant({ id: dave.log.id, allow: presets.contributor, notAfter: 99_000, epochKey: at.epochKey })(at),
  ],
  'grant-set-change': [here, grant({ id: bob.log.id, allow: presets.manager })],
  'grant-set-deny': [here, grant({ id: bob.log.id, allow: presets.editor, deny: 1 })],
  'grant-remove': [here, (at) => build.buildGrantRemove(suite, at.position(alice), carol.log.id).entry],
  leave: [here, (at) => build.buildLeave(suite, at.position(bob)).entry],
  accept: [here, (at) => build.buildAccept(suite, at.position(bob)).entry],
  'epoch-rotate-by-manager': [here, rotated],
  'epoch-rotate-by-writer-while-pending': [pending, byWriter],
  'epoch-rotate-after-expiry': [expiring, expired],
  'epoch-rotate-after-removal': [removed, rotated],
  'epoch-rotate-to-new-identity-key': [named, toNewKey],
  'epoch-relink': [here, (at) => build.buildRelink(suite, at.position(bob), link(at)).entry],
  'complaint-lockbox': [here, (at) => build.buildComplaint(suite, at.position(carol), { what: 'lockbox' }).entry],
  'complaint-link': [here, (at) => build.buildComplaint(suite, at.position(carol), { what: 'link', epoch: 2 }).entry],
  'packs-add': [here, (at) => build.buildPacksAdd(suite, at.position(bob), [{ id: space.packC, length: 5120 }]).entry],
  'packs-release': [here, (at) => build.buildPacksRelease(suite, at.position(alice), [space.packA]).entry],
  'packs-keep': [here, (at) => build.buildPacksKeep(suite, at.position(bob), [space.packB]).entry],
  heads: [here, allHeads],
  'owner-offer': [here, (at) => build.buildOwnerOffer(suite, at.position(alice), bob.log.id).entry],
  'owner-offer-withdrawn': [offered, (at) => build.buildOwnerOffer(suite, at.position(alice), null).entry],
  'owner-accept': [offered, (at) => build.buildOwnerAccept(suite, at.position(bob)).entry],
  'home-set': [here, (at) => build.buildHomeSet(suite, at.position(alice), homeOf('b')).entry],
  close: [here, (at) => build.buildClose(suite, at.position(alice)).entry],
  snapshot: [here, snapshot],
  'extension-ignorable': [here, space.forged(bob, 'accept', [], { extensions: new Map([[1, 'later']]) })],
}
