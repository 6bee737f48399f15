// Whatever is changed in an entry, it is refused: T05, T10, T44 over every entry type. PROTOCOL §3, §4, §8.
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Cbor } from '../../base/canonical.ts'
import { sealEnvelope } from '../../crypto/envelope.ts'
import { aeadLabels, signLabels } from '../../crypto/labels.ts'
import type { Suite } from '../../crypto/suite.ts'
import { rootNodeId } from '../../domain/ids.ts'
import { allRights, presets } from '../../domain/rights.ts'
import { encodeEntry, parseEntry, type Entry } from '../entry.ts'
import { onboard, verdictOf, type Person } from '../testing/people.ts'
import * as build from './build.ts'
import { applyCommit } from './commit-body.ts'
import { openSpace, reduceSpace } from './reduce.ts'
import { everyEntry, spaceWhere } from './testing/every-entry.ts'
import { nodeId, present, Story } from './testing/story.ts'
import { SpaceTree } from './tree.ts'

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
  story = spaceWhere(suite, { alice, bob, carol }, presets.manager)
  const { device } = alice
  for (const name of ['packs.add', 'packs.keep', 'owner.offer', 'home.set', 'complaint'])
    story.read(story.forge(device, { type: name, ...present(everyEntry[name]).wish(story, carol) }))
  story.rotate(alice)
  story.commit(bob, { kind: 'mkdir', id: nodeId(suite), parent: rootNodeId, name: 'docs' })
  story.take(build.buildOwnerAccept(suite, story.position(carol)))
  story.take(build.buildLeave(suite, story.position(bob)))
  story.take(build.buildGrantRemove(suite, story.position(carol), bob.log.id))
  story.take(build.buildClose(suite, story.position(carol)))
})

/** As whoever holds the log up to the entry before reads these bytes. */
function read(seq: number, stored: Uint8Array): unknown {
  const entry = parseEntry(suite, 'space', stored)
  if (seq === 0) return openSpace(suite, entry, story.identities, story.state.id)
  return reduceSpace(suite, present(story.states[seq - 1]), entry, story.identities)
}

describe('T44: one bit changed', () => {
  test('anywhere in a stored entry of any type is refused', () => {
    const types = new Set<string>()
    for (const [seq, entry] of story.entries.entries()) {
      types.add(entry.header?.type ?? 'genesis')
      const stored = encodeEntry(entry)
      expect(verdictOf(() => read(seq, stored))).toBe('accepted')
      const accepted: number[] = []
      for (let i = 0; i < stored.length; i++) {
        const altered = stored.slice()
        altered[i] = present(altered[i]) ^ (1 << (i % 8))
        if (verdictOf(() => read(seq, altered)) === 'accepted') accepted.push(i)
      }
      expect([entry.header?.type, accepted]).toEqual([entry.header?.type, []])
    }
    expect(types.size).toBeGreaterThan(12)
  })

  test('in the sealed body makes a commit void, whoever signed it', () => {
    const seq = story.entries.findIndex(({ header }) => header?.type === 'commit')
    const { header, body } = present(story.entries[seq])
    const at = new Story(suite, alice, bob)
    at.grant(alice, bob, presets.editor)
    const outcome = (bytes: Uint8Array, key: Uint8Array) => {
      const entry = { ...present(story.entries[seq]), header, body: bytes }
      const states = { before: present(story.states[seq - 1]), after: present(story.states[seq]) }
      return applyCommit(suite, new SpaceTree(suite), { entry, ...states, epochKey: key })
    }
    const key = story.keyOf(3)
    expect(outcome(present(body), key)).toEqual({ kind: 'applied' })
    for (let i = 0; i < present(body).length; i++) {
      const altered = present(body).slice()
      altered[i] = present(altered[i]) ^ (1 << (i % 8))
      expect(outcome(altered, key)).toEqual({ kind: 'void', reason: 'body' })
    }
  })
})

describe('T10: what was made for another purpose', () => {
  test('a signature under any other label does not sign an entry', () => {
    const entry = present(story.entries[1])
    for (const label of signLabels) {
      const signature = suite.sign(alice.device.signSecretKey, label, entry.headerBytes)
      const stored = encodeEntry({ ...entry, signatures: [signature] })
      expect([label, verdictOf(() => read(1, stored))]).toEqual([label, label === 'entry/space' ? 'accepted' : 'E_SIG'])
    }
  })

  test('an entry of one log, seq or type is none of another', () => {
    for (const kind of ['identity', 'organisation'] as const) {
      expect(verdictOf(() => parseEntry(suite, kind, encodeEntry(present(story.entries[0]))))).not.toBe('accepted')
    }
    for (const [seq, entry] of story.entries.entries()) {
      for (const other of [seq - 1, seq + 1, 0]) {
        if (other === seq || story.entries[other] === undefined) continue
        expect(verdictOf(() => read(other, encodeEntry(entry)))).not.toBe('accepted')
      }
    }
  })

  test('a body sealed under any other label, or directly under the epoch key, does not open', () => {
    const open = new Story(suite, alice)
    const plain = new Uint8Array(1024)
    for (const label of aeadLabels) {
      for (const key of [open.epochKey, suite.kdf(open.epochKey, 'space/prev', 32)]) {
        const body = (context: Uint8Array) => sealEnvelope(suite, { key, label, context }, plain)
        const entry = open.forge(alice.device, { type: 'commit', payload: [1, []], body })
        const states = { before: open.state, after: open.judge(entry) }
        const outcome = applyCommit(suite, open.tree, { entry, ...states, epochKey: open.epochKey })
        expect(outcome).toEqual({ kind: 'void', reason: 'body' })
      }
    }
  })
})

describe('T05, T58: absent, empty and huge', () => {
  const nothing: Cbor[] = [null, new Uint8Array(), [], '', new Map(), 2 ** 53 - 1]
  /** Where nothing, or any number, is an answer. */
  const allowed = ['grant.set 5', 'owner.offer 0', 'grant.set 2', 'grant.remove 2', 'epoch.rotate 2']

  test('payloads of every entry type are refused, never read as a default', () => {
    const space = spaceWhere(suite, { alice, bob, carol }, allRights)
    let tried = 0
    const judge = (type: string, payload: Cbor, body: Uint8Array | null): string => {
      tried++
      const entry: Entry = space.forge(alice.device, { type, payload, body })
      return verdictOf(() => space.judge(entry))
    }
    for (const [name, { wish }] of Object.entries(everyEntry)) {
      const { payload, body = null } = wish(space, carol)
      const [type, items] = [present(name.split(' ')[0]), payload as readonly Cbor[]]
      const whole: Cbor[] = [null, 0, '', new Uint8Array(), new Map(), [...items, null], [...items, 0]]
      const changed = items.flatMap((_, i) => {
        const others = allowed.includes(`${type} ${i}`) ? [] : nothing
        return [items.filter((_, at) => at !== i), ...others.map((item) => items.with(i, item))]
      })
      for (const wrong of [...whole, ...changed]) {
        const isEmptyList = name.startsWith('commit') || name === 'snapshot'
        const verdict = judge(type, wrong, body)
        if (isEmptyList && Array.isArray(wrong) && wrong.length === 2 && Array.isArray(wrong[1])) continue
        expect([name, wrong, verdict]).not.toEqual([name, wrong, 'accepted'])
      }
    }
    expect(tried).toBeGreaterThan(200)
  })

  test('a body of nothing, a header beyond 64 KiB, ten thousand packs: refused by their size', () => {
    const space = spaceWhere(suite, { alice, bob, carol }, allRights)
    const forge = (payload: Cbor, body: Uint8Array | null) => () => {
      space.forge(alice.device, { type: 'packs.add', payload, body })
    }
    expect(forge([[[new Uint8Array(16), 4096]]], new Uint8Array())).toThrow()
    const packs = Array.from({ length: 10_000 }, (_, i) => [new Uint8Array(16).fill(i), 4096])
    expect(forge([packs], null)).toThrow()
    const huge = { ...present(story.entries[1]), headerBytes: new Uint8Array(2 ** 17) }
    expect(verdictOf(() => parseEntry(suite, 'space', encodeEntry(huge)))).toBe('E_LIMIT')
    expect(verdictOf(() => parseEntry(suite, 'space', new Uint8Array(2 ** 23)))).toBe('E_LIMIT')
    expect(verdictOf(() => parseEntry(suite, 'space', new Uint8Array(100_000).fill(0x81)))).toBe('E_LIMIT')
  })
})
