// The sealed part of commits: its form, its padding, who can open it, and when it is void. PROTOCOL §10, §19.4–6.
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import { concat, u32be } from '../../base/bytes.ts'
import { encodeCanonical } from '../../base/canonical.ts'
import { sealEnvelope } from '../../crypto/envelope.ts'
import type { Suite } from '../../crypto/suite.ts'
import { rootNodeId, type NodeId } from '../../domain/ids.ts'
import { presets } from '../../domain/rights.ts'
import { bodyContext, encodeEntry, parseEntry, type Entry, type Header } from '../entry.ts'
import { onboard, verdictOf, type Person } from '../testing/people.ts'
import * as build from './build.ts'
import { applyCommit, openCommitBody, sealCommitBody } from './commit-body.ts'
import type { Operation } from './operations.ts'
import { manifestOf, nodeId, packId, present, Story } from './testing/story.ts'
import { SpaceTree } from './tree.ts'

let suite: Suite
let alice: Person
let bob: Person
let story: Story
beforeAll(async () => {
  suite = await openSuite()
  alice = onboard(suite, 'alice')
  bob = onboard(suite, 'bob')
})
beforeEach(() => {
  story = new Story(suite, alice, bob)
  story.grant(alice, bob, presets.contributor)
})

const mkdir = (name: string, id: NodeId = nodeId(suite)): Operation => ({ kind: 'mkdir', id, parent: rootNodeId, name })
const around = (entry: Entry, after = story.judge(entry)) => ({
  entry,
  before: story.state,
  after,
  epochKey: story.epochKey,
})
/** A commit by bob whose body says what `sealed` makes of its context. */
const forged = (sealed: (context: Uint8Array) => Uint8Array, time = story.time): Entry =>
  story.forge(bob.device, { type: 'commit', payload: [story.state.epoch, []], body: sealed, time })
const outcomeOf = (entry: Entry, epochKey = story.epochKey) =>
  applyCommit(suite, new SpaceTree(suite), { ...around(entry), epochKey })

describe('a commit', () => {
  test('by bob changes everybody’s tree alike', () => {
    const pack = packId(suite)
    story.take(build.buildPacksAdd(suite, story.position(bob), [{ id: pack, length: 4096 }]))
    const id = nodeId(suite)
    const place = { parent: rootNodeId, name: 'photo' }
    const put: Operation = { kind: 'put', id, place, manifest: manifestOf(suite, { pack }) }
    expect(story.commit(bob, put, mkdir('docs'))).toEqual({ kind: 'applied' })
    expect(story.tree.nodes.get(id)).toMatchObject({ changedBy: bob.log.id, changedAt: story.time, size: 1000 })
    const replica = new SpaceTree(suite)
    const entry = parseEntry(suite, 'space', encodeEntry(present(story.entries.at(-1))))
    const [before, after] = story.states.slice(-2)
    const outcome = applyCommit(suite, replica, {
      entry,
      before: present(before),
      after: present(after),
      epochKey: story.epochKey,
    })
    expect(outcome).toEqual({ kind: 'applied' })
    expect(replica.stateRoot()).toEqual(story.tree.stateRoot())
    expect(new Map(replica.nodes)).toEqual(new Map(story.tree.nodes))
  })

  test('that would be void is not built: the reason is a refusal', () => {
    const builds = (...operations: Operation[]) =>
      verdictOf(() =>
        build.buildCommit(suite, story.position(bob), {
          operations,
          tree: story.tree,
          epochKey: story.epochKey,
        }),
      )
    expect(builds(mkdir('a'))).toBe('accepted')
    expect(builds(mkdir('a/b'))).toBe('E_PATH')
    expect(builds({ kind: 'remove', id: nodeId(suite) })).toBe('E_ROLE')
    expect(builds({ kind: 'move', id: nodeId(suite), parent: rootNodeId, name: 'a' })).toBe('E_CONFLICT')
    expect(() => builds()).toThrow(RangeError)
    expect(() => builds(...Array.from({ length: 2001 }, (_, i) => mkdir(`d${i}`)))).toThrow(RangeError)
    expect(story.tree.nodes.size).toBe(0)
  })

  test('opens only with the key of its epoch, at its place, in its log', () => {
    story.commit(bob, mkdir('docs'))
    const { header, body } = present(story.entries.at(-1))
    const open = (key: Uint8Array, at: Header) => verdictOf(() => openCommitBody(suite, key, at, present(body)))
    expect(open(story.epochKey, present(header))).toBe('accepted')
    expect(open(suite.random(32), present(header))).toBe('E_OPEN')
    expect(open(story.epochKey, { ...present(header), seq: present(header).seq + 1 })).toBe('E_OPEN')
    expect(open(story.epochKey, { ...present(header), logId: alice.log.id })).toBe('E_OPEN')
    expect(open(story.epochKey, { ...present(header), authorId: alice.log.id })).toBe('E_OPEN')
    expect(open(story.epochKey, { ...present(header), type: 'snapshot' })).toBe('E_OPEN')
  })

  test('of any operations comes out as it went in', () => {
    const id = fc
      .uint8Array({ minLength: 16, maxLength: 16 })
      .map((bytes) => Buffer.from(bytes).toString('hex') as NodeId)
    const name = fc.string({ maxLength: 40 }).map((text) => text.normalize('NFC'))
    const operation: fc.Arbitrary<Operation> = fc.oneof(
      fc.record({ kind: fc.constantFrom('mkdir', 'move', 'restore'), id, parent: id, name }),
      fc.record({ kind: fc.constantFrom('remove', 'purge'), id }),
      fc.record({ kind: fc.constant('setMeta'), id, name: fc.option(name), executable: fc.option(fc.boolean()) }),
      fc.record({
        ...{ kind: fc.constant('put'), id, place: fc.option(fc.record({ parent: id, name })) },
        manifest: fc.uint8Array({ minLength: 1, maxLength: 200 }),
      }),
    )
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 30 }), (operations) => {
        const stateRoot = suite.random(32)
        const entry = forged((context) => sealCommitBody(suite, story.epochKey, context, { operations, stateRoot }))
        expect(openCommitBody(suite, story.epochKey, present(entry.header), present(entry.body))).toEqual({
          operations,
          stateRoot,
        })
      }),
      { numRuns: 50 },
    )
  })
})

describe('T58, T60: how long a body is', () => {
  test('says little about what is in it', () => {
    const lengthOf = (count: number) => {
      const operations = Array.from({ length: count }, (_, i) => mkdir(`name ${i}`))
      const body = { operations, stateRoot: new Uint8Array(32) }
      return sealCommitBody(suite, story.epochKey, new Uint8Array(1), body).length - 72
    }
    expect([1, 2, 10, 18].map(lengthOf)).toEqual([1024, 1024, 1024, 1024])
    expect(new Set(Array.from({ length: 50 }, (_, i) => lengthOf(100 + i))).size).toBeLessThan(20)
  })
})

describe('a commit is void', () => {
  const root = () => new SpaceTree(suite).stateRoot()
  const sealed = (record: unknown) => (context: Uint8Array) => {
    const bytes = encodeCanonical(record as never)
    const padding = new Uint8Array(Math.max(0, 1020 - bytes.length))
    return sealRaw(context, concat(u32be(bytes.length), bytes, padding))
  }
  const sealRaw = (context: Uint8Array, plaintext: Uint8Array) => {
    const key = suite.kdf(story.epochKey, 'space/body', 32)
    return sealEnvelope(suite, { key, label: 'space/body', context }, plaintext)
  }
  const dir = () => [1, suite.random(16), new Uint8Array(16), 'docs']

  test('when its body does not open, but its packs and heads stand', () => {
    expect(outcomeOf(forged(() => suite.random(1096)))).toEqual({ kind: 'void', reason: 'body' })
    const entry = forged((context) =>
      sealCommitBody(suite, suite.random(32), context, { operations: [mkdir('a')], stateRoot: root() }),
    )
    expect(outcomeOf(entry)).toEqual({ kind: 'void', reason: 'body' })
    expect(story.judge(entry).head.hash).toBe(entry.hash)
  })

  test.each<[string, () => unknown]>([
    ['no operation', () => [1, 'commit', [], root()]],
    ['more than 2,000 operations', () => [1, 'commit', Array.from({ length: 2001 }, dir), root()]],
    ['another version', () => [2, 'commit', [dir()], root()]],
    ['another record', () => [1, 'snapshot', [dir()], root()]],
    ['no root', () => [1, 'commit', [dir()]]],
    ['a short root', () => [1, 'commit', [dir()], new Uint8Array(31)]],
    ['an operation nobody knows', () => [1, 'commit', [[8, suite.random(16)]], root()]],
    ['a mount, which is reserved', () => [1, 'commit', [[0, suite.random(16), new Uint8Array(16), 'm']], root()]],
    ['a field too many', () => [1, 'commit', [[...dir(), 1]], root()]],
    ['a short id', () => [1, 'commit', [[4, suite.random(15)]], root()]],
    ['T05: nothing at all', () => [1, 'commit', [[]], root()]],
    ['T05: an empty manifest', () => [1, 'commit', [[2, suite.random(16), null, new Uint8Array()]], root()]],
  ])('with %s', (_, record) => {
    expect(outcomeOf(forged(sealed(record())))).toEqual({ kind: 'void', reason: 'body' })
  })

  test('with another padding, of bytes or of length', () => {
    const bytes = encodeCanonical([1, 'commit', [dir()], root()])
    const plain = concat(u32be(bytes.length), bytes)
    const padded = (length: number, last = 0) => {
      const whole = concat(plain, new Uint8Array(length - plain.length))
      whole[length - 1] = last
      return outcomeOf(forged((context) => sealRaw(context, whole)))
    }
    expect(padded(1024)).toEqual({ kind: 'void', reason: 'state-root' })
    expect(padded(1024, 1)).toEqual({ kind: 'void', reason: 'body' })
    expect(padded(1025)).toEqual({ kind: 'void', reason: 'body' })
    expect(padded(1056)).toEqual({ kind: 'void', reason: 'body' })
    const tooLong = concat(u32be(5000), plain, new Uint8Array(1020 - plain.length))
    expect(outcomeOf(forged((context) => sealRaw(context, tooLong)))).toEqual({ kind: 'void', reason: 'body' })
    expect(outcomeOf(forged((context) => sealRaw(context, Uint8Array.of(1))))).toEqual({ kind: 'void', reason: 'body' })
  })

  test('for the rights its author has at its place, expiry included', () => {
    const remove: Operation = { kind: 'remove', id: nodeId(suite) }
    const body = { operations: [remove], stateRoot: root() }
    const seal = (context: Uint8Array) => sealCommitBody(suite, story.epochKey, context, body)
    expect(outcomeOf(forged(seal))).toEqual({ kind: 'void', reason: 'rights' })
    story.grant(alice, bob, presets.editor)
    expect(outcomeOf(forged(seal))).toEqual({ kind: 'void', reason: 'node' })
  })

  test('but while its body is withheld nobody can say', () => {
    const entry = forged((context) =>
      sealCommitBody(suite, story.epochKey, context, { operations: [mkdir('a')], stateRoot: root() }),
    )
    expect(verdictOf(() => outcomeOf({ ...entry, body: null }))).toBe('E_INTEGRITY')
    expect(bodyContext(present(entry.header))).not.toEqual(entry.headerBytes)
  })
})
