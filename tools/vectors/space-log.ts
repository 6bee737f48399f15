// The people and the log that every vector of a space log continues, and the states it continues from. See space.ts.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Cbor } from '../../src/shared/base/canonical.ts'
import { fromHex } from '../../src/shared/base/encoding.ts'
import { rootNodeId } from '../../src/shared/domain/ids.ts'
import { presets } from '../../src/shared/domain/rights.ts'
import { parseEntry, type Draft, type Entry } from '../../src/shared/logs/entry.ts'
import { rotateIdentityKey, setHome } from '../../src/shared/logs/identity/index.ts'
import * as build from '../../src/shared/logs/space/build.ts'
import { openSpace, reduceSpace } from '../../src/shared/logs/space/reduce.ts'
import { manifestOf, nodeId, packId, Story } from '../../src/shared/logs/space/testing/story.ts'
import { homeOf, identitiesOf, onboard, type Person } from '../../src/shared/logs/testing/people.ts'
import { countingSuite, frozenLog } from './frozen-people.ts'

export const suite = countingSuite('space vectors')
export const folder = 'src/shared/logs/space/vectors'
export const names = ['alice', 'bob', 'carol', 'dave'] as const
type Name = (typeof names)[number]

/** With their whole log: bob has a second identity key, carol another home. `identitySeed` is that of generation 1. */
type PeopleJson = Record<Name, { readonly entries: readonly string[] }>
function person(name: Name): Person {
  const made = onboard(suite, name)
  const place = { log: made.log, author: made.device, time: 2000 }
  let { log } = made
  if (name === 'bob') log = rotateIdentityKey(suite, place, made.identitySeed).log
  if (name === 'carol') log = setHome(suite, place, homeOf('b')).log
  return { ...made, log: frozenLog(suite, `${folder}/people.json`, (json: PeopleJson) => json[name].entries, log) }
}
export const later = { alice: person('alice'), bob: person('bob'), carol: person('carol'), dave: person('dave') }
export const everybody = identitiesOf(...names.map((name) => later[name].log))
/** As they were after onboarding. */
const before = (one: Person): Person => ({ ...one, log: one.log.upTo(3) })
export const { alice, dave } = later
export const [bob, carol] = [before(later.bob), before(later.carol)]

export const ids = { docs: nodeId(suite), notes: nodeId(suite), old: nodeId(suite), fresh: nodeId(suite) }
/** The first is in use, the second given up, the third new. */
export const [packA, packB, packC] = inOrder(packId(suite), packId(suite), packId(suite))
function inOrder<T extends readonly string[]>(...packs: T): T {
  return [...packs].sort() as unknown as T
}

export const story = new Story(suite, alice, bob, carol, dave)
story.grant(alice, bob, presets.editor)
story.grant(alice, carol, presets.viewer)
story.take(
  build.buildPacksAdd(
    suite,
    story.position(bob),
    [packA, packB].map((id) => ({ id, length: 4096 })),
  ),
)
story.commit(
  alice,
  { kind: 'setMeta', id: rootNodeId, name: 'Alice ↔ Bob', executable: null },
  { kind: 'mkdir', id: ids.docs, parent: rootNodeId, name: 'Dokumente' },
  {
    ...{ kind: 'put', id: ids.notes, manifest: manifestOf(suite, { pack: packA }) },
    place: { parent: ids.docs, name: 'Übersicht.txt' },
  },
  { kind: 'mkdir', id: ids.old, parent: rootNodeId, name: 'old' },
  { kind: 'remove', id: ids.old },
)
story.take(build.buildPacksRelease(suite, story.position(alice), [packB]))
story.rotate(alice)
thaw()

/** Entries that are frozen already take the place of those just made: sealing a key is random inside libsodium. */
function thaw(): void {
  const target = path.resolve(import.meta.dirname, '../..', folder, 'log.json')
  if (!existsSync(target)) return
  const { entries } = JSON.parse(readFileSync(target, 'utf8')) as { readonly entries: readonly string[] }
  for (const [seq, stored] of entries.entries()) {
    const entry = parseEntry(suite, 'space', fromHex(stored))
    const state = story.states[seq - 1]
    const { identities } = story
    story.entries[seq] = entry
    story.states[seq] =
      state === undefined ? openSpace(suite, entry, identities) : reduceSpace(suite, state, entry, identities)
  }
}

export type Place = { readonly at: Story; readonly log: readonly Entry[] }
/** Further on: `log` is what `step` adds. */
function after(step: (at: Story) => void): Place {
  const at = story.branch()
  step(at)
  return { at, log: at.entries.slice(story.entries.length) }
}
export const here = after(() => undefined)
export const pending = after((at) => at.take(build.buildComplaint(suite, at.position(carol), { what: 'lockbox' })))
export const offered = after((at) => at.take(build.buildOwnerOffer(suite, at.position(alice), bob.log.id)))
export const closed = after((at) => at.take(build.buildClose(suite, at.position(alice))))
export const removed = after((at) => at.take(build.buildGrantRemove(suite, at.position(alice), bob.log.id)))
export const expiring = after((at) => {
  at.grant(alice, bob, presets.editor, { notAfter: at.time + 5000 })
})
/** Alice has named bob's new head. */
export const named = after((at) => {
  at.meet(later.bob)
  at.take(build.buildHeads(suite, at.position(alice)))
})

/** An entry of any content, signed by `by`, who names the head they had at onboarding. */
export const forged =
  (by: Person, type: string, payload: Cbor, more: Partial<Draft> = {}) =>
  (at: Story): Entry =>
    at.forge(by.device, { type, payload, authorHead: by.log.head, ...more })
export const bytes = (length: number, value = 0): Uint8Array => new Uint8Array(length).fill(value)
export const idOf = (of: Person): Uint8Array => fromHex(of.log.id)
