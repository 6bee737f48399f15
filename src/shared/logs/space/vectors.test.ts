// The frozen vectors of space logs read as they did when they were written. PROTOCOL §4, §8, §10, §19.
// `node tools/vectors/space.ts` writes missing ones.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import { fromHex, toHex } from '../../base/encoding.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { IdentityId } from '../../domain/ids.ts'
import { encodeEntry, parseEntry, type Entry } from '../entry.ts'
import { IdentityLog, identityKemKey, type Identities } from '../identity/index.ts'
import { identitiesOf, verdictOf } from '../testing/people.ts'
import { applyCommit } from './commit-body.ts'
import { earlierEpochKeys, openEpochKey } from './epoch-keys.ts'
import { mustHandOutEpochKey, sealedTo } from './lockboxes.ts'
import { openSpace, reduceSpace } from './reduce.ts'
import { checkSnapshot } from './snapshot.ts'
import type { SpaceState } from './state.ts'
import { present } from './testing/story.ts'
import { summaryOf } from './testing/summary.ts'
import { SpaceTree } from './tree.ts'

type Person = { readonly id: IdentityId; readonly entries: readonly string[]; readonly firstSeed: string }
type Log = { entries: readonly string[]; epochKeys: readonly string[]; state: object; stateRoot: string }
type Accepted = { readonly after: readonly string[]; readonly entry: string; readonly state: object }
type Refused = { readonly after: readonly string[]; readonly entry: string; readonly code: string }
type Applied = { readonly entry: string; readonly stateRoot: string }
type Voided = { readonly entry: string; readonly reason: string }

const folder = join(import.meta.dirname, 'vectors')
const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'))
function vectorsIn<T>(part: string): [string, T][] {
  const files = readdirSync(join(folder, part)).filter((file) => file.endsWith('.json'))
  return files.sort().map((file) => [file.replace('.json', ''), read(join(part, file)) as T])
}
const people = Object.values(read('people.json') as Record<string, Person>)
const log = read('log.json') as Log
const accepted = vectorsIn<Accepted>('accepted')
const refused = vectorsIn<Refused>('refused')
const applied = vectorsIn<Applied>('applied')
const voids = vectorsIn<Voided>('void')

let suite: Suite
let identities: Identities
/** State i is that after entry i. */
const states: SpaceState[] = []
let entries: readonly Entry[]
const keyOf = (epoch: number) => fromHex(present(log.epochKeys[epoch - 1]))
const now = () => present(states.at(-1))
const parse = (entry: string) => parseEntry(suite, 'space', fromHex(entry))
const judge = (
  after: readonly string[],
  entry: string,
): { before: SpaceState; entry: Entry; after: () => SpaceState } => {
  const before = after.map(parse).reduce((state, step) => reduceSpace(suite, state, step, identities), now())
  const parsed = parse(entry)
  return { before, entry: parsed, after: () => reduceSpace(suite, before, parsed, identities) }
}

/** The tree the log leads to. */
function replay(): SpaceTree {
  const tree = new SpaceTree(suite)
  for (const [seq, entry] of entries.entries()) {
    const [before, after] = [states[seq - 1], present(states[seq])]
    if (entry.header?.type !== 'commit') continue
    const outcome = applyCommit(suite, tree, { entry, before: present(before), after, epochKey: keyOf(after.epoch) })
    expect(outcome).toEqual({ kind: 'applied' })
  }
  return tree
}

beforeAll(async () => {
  suite = await openSuite()
  const logs = people.map(({ id, entries: stored }) =>
    IdentityLog.verify(
      suite,
      stored.map((entry) => parseEntry(suite, 'identity', fromHex(entry))),
      id,
    ),
  )
  identities = identitiesOf(...logs)
  entries = log.entries.map(parse)
  for (const entry of entries) {
    const before = states.at(-1)
    states.push(
      before === undefined ? openSpace(suite, entry, identities) : reduceSpace(suite, before, entry, identities),
    )
  }
})

test('there are as many as were written', () => {
  expect([accepted.length, refused.length, applied.length, voids.length]).toEqual([25, 60, 13, 33])
})

describe('the log', () => {
  test('leads to the state and the tree it led to', () => {
    expect(JSON.parse(JSON.stringify(summaryOf(suite, now(), identities)))).toEqual(log.state)
    expect(entries.map((entry) => toHex(encodeEntry(entry)))).toEqual(log.entries)
    expect(toHex(replay().stateRoot())).toBe(log.stateRoot)
  })

  test('hands its keys to those it names, and from the newest back', () => {
    let opened = 0
    for (const [seq, entry] of entries.entries()) {
      const [before, after] = [states[seq - 1], present(states[seq])]
      if (before === undefined) continue
      mustHandOutEpochKey(suite, { entry, before, after }, identities)
      for (const { id } of sealedTo(before, after)) {
        const seed = fromHex(present(people.find((person) => person.id === id)).firstSeed)
        const secretKeyOf = (generation: number) => identityKemKey(suite, seed, id, generation).secretKey
        expect(openEpochKey(suite, { entry, after }, { id, secretKeyOf }, identities)).toEqual(keyOf(after.epoch))
        opened++
      }
    }
    expect(opened).toBe(6)
    const { keys } = earlierEpochKeys(suite, now(), { epoch: 2, key: keyOf(2) })
    expect(keys.get(1)).toEqual(keyOf(1))
  })
})

describe('accepted', () => {
  test.each(accepted)('%s', (_, vector) => {
    const { before, entry, after } = judge(vector.after, vector.entry)
    expect(JSON.parse(JSON.stringify(summaryOf(suite, after(), identities)))).toEqual(vector.state)
    mustHandOutEpochKey(suite, { entry, before, after: after() }, identities)
    if (entry.header?.type !== 'snapshot') return
    const sealed = { entry, before, after: after(), epochKey: keyOf(2) }
    expect(checkSnapshot(suite, replay(), sealed)).toEqual({ kind: 'applied' })
  })
})

describe('refused', () => {
  test.each(refused)('%s', (_, vector) => {
    expect(verdictOf(() => judge(vector.after, vector.entry).after())).toBe(vector.code)
  })
})

describe('a commit that changes the tree', () => {
  test.each(applied)('%s', (_, vector) => {
    const { before, entry, after } = judge([], vector.entry)
    const tree = replay()
    const outcome = applyCommit(suite, tree, { entry, before, after: after(), epochKey: keyOf(2) })
    expect(outcome).toEqual({ kind: 'applied' })
    expect(toHex(tree.stateRoot())).toBe(vector.stateRoot)
  })
})

describe('a commit that is void', () => {
  test.each(voids)('%s', (_, vector) => {
    const { before, entry, after } = judge([], vector.entry)
    const tree = replay()
    const outcome = applyCommit(suite, tree, { entry, before, after: after(), epochKey: keyOf(2) })
    expect(outcome).toEqual({ kind: 'void', reason: vector.reason })
    expect(toHex(tree.stateRoot())).toBe(log.stateRoot)
  })
})
