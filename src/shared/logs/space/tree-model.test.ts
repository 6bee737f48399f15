// The tree equals a slow and obvious second one over random commits, right and wrong, and its stateRoot the one computed from
// nothing. PROTOCOL §10, §19.5.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import { toHex } from '../../base/encoding.ts'
import type { Suite } from '../../crypto/suite.ts'
import { rootNodeId, type IdentityId, type NodeId, type PackId } from '../../domain/ids.ts'
import type { Operation } from './operations.ts'
import { applyAll, emptyTree, inOrder, stateRootOf, type Known, type PlainNode } from './testing/reference-tree.ts'
import { manifestOf } from './testing/story.ts'
import { SpaceTree } from './tree.ts'

let suite: Suite
let manifests: readonly { readonly bytes: Uint8Array; readonly executable: boolean | null }[]
const pack = 'ab'.repeat(16) as PackId
beforeAll(async () => {
  suite = await openSuite()
  manifests = [
    { bytes: manifestOf(suite), executable: false },
    { bytes: manifestOf(suite, { mode: 1 }), executable: true },
    { bytes: manifestOf(suite, { pack, modifiedAt: 9 }), executable: false },
    { bytes: manifestOf(suite, { pack: 'cd'.repeat(16) as PackId }), executable: null },
    { bytes: Uint8Array.of(1, 2, 3), executable: null },
  ]
})

const idOf = (digit: number): NodeId => (digit === 0 ? rootNodeId : (String(digit).repeat(32) as NodeId))
const id = fc.nat(8).map(idOf)
const parent = fc.oneof({ weight: 9, arbitrary: fc.nat(3).map(idOf) }, { weight: 1, arbitrary: id })
const longName = 'n'.repeat(250)
const name = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('a', 'A', 'b', 'ß', 'SS', 'ä', 'Ä', 'c', 'd', 'e', 'f', longName) },
  { weight: 1, arbitrary: fc.constantFrom('', 'a/b', 'e\u0301', 'CON', 'x.', `${longName}123456`) },
)
/** An operation whose manifest is still a number. */
type Wish =
  Exclude<Operation, { kind: 'put' }> | (Omit<Extract<Operation, { kind: 'put' }>, 'manifest'> & { manifest: number })
const operation: fc.Arbitrary<Wish> = fc.oneof(
  fc.record({ kind: fc.constantFrom('mkdir', 'move', 'move', 'restore', 'restore'), id, parent, name }),
  fc.record({ kind: fc.constantFrom('remove', 'remove', 'purge'), id }),
  fc.record({
    kind: fc.constant('setMeta'),
    id,
    name: fc.option(name),
    executable: fc.option(fc.boolean(), { freq: 2 }),
  }),
  fc.record({
    ...{ kind: fc.constant('put'), id, place: fc.option(fc.record({ parent, name }), { freq: 1 }) },
    manifest: fc.constantFrom(0, 0, 1, 1, 2, 2, 0, 1, 3, 4),
  }),
)
const commits = fc.array(
  fc.record({
    operations: fc.array(operation, { minLength: 1, maxLength: 3 }),
    rights: fc.constantFrom(15, 15, 15, 15, 15, 15, 3, 7),
  }),
  { minLength: 30, maxLength: 60, size: 'max' },
)
/** Every history begins with directories 1 … 3 and files 4 … 6. */
const beginning = {
  rights: 15,
  operations: [
    ...[1, 2, 3].map((digit): Wish => ({ kind: 'mkdir', id: idOf(digit), parent: rootNodeId, name: `dir ${digit}` })),
    ...[4, 5, 6].map((digit): Wish => {
      const place = { parent: idOf(digit % 4), name: `file ${digit}` }
      return { kind: 'put', id: idOf(digit), place, manifest: 0 }
    }),
  ],
}

const operationOf = (wish: Wish): Operation =>
  wish.kind === 'put' ? { ...wish, manifest: manifests[wish.manifest]?.bytes ?? new Uint8Array(1) } : wish

const plainNodes = (tree: SpaceTree): readonly PlainNode[] =>
  [tree.root, ...tree.nodes.values()].map(({ id, parent, name, type, executable, trashed }) => ({
    ...{ id, parent, name, type, executable, trashed },
    manifests: tree.revisions(id).map(({ manifest }) => manifest),
  }))

test('over random commits both are the same tree, and void commits leave no trace', () => {
  const counts = { applied: 0, void: 0 }
  const kinds = new Set<string>()
  const known: Known = (manifest) => {
    const executable = manifests.find(({ bytes }) => bytes === manifest)?.executable ?? null
    return executable === null ? null : { executable }
  }
  fc.assert(
    fc.property(commits, (all) => {
      const tree = new SpaceTree(suite)
      let model = emptyTree
      for (const [seq, { operations: wishes, rights }] of [beginning, ...all].entries()) {
        const operations = wishes.map(operationOf)
        const after = applyAll(model, operations, { rights, known })
        const stateRoot = stateRootOf(suite, after ?? model)
        const change = {
          operations,
          rights,
          author: 'aa'.repeat(32) as IdentityId,
          time: seq,
          seq,
          packs: new Set([pack]),
        }
        const outcome = tree.apply({ ...change, stateRoot })
        expect({ operations, kind: outcome.kind }).toEqual({ operations, kind: after === null ? 'void' : 'applied' })
        if (outcome.kind === 'void')
          expect({ operations, reason: outcome.reason }).not.toEqual({ operations, reason: 'state-root' })
        counts[outcome.kind]++
        if (after !== null) for (const { kind } of operations) kinds.add(kind)
        model = after ?? model
        expect(toHex(tree.stateRoot())).toBe(toHex(stateRootOf(suite, model)))
      }
      expect(inOrder(plainNodes(tree))).toEqual(inOrder(model))
      for (const node of model) {
        const children = model.filter(({ parent, id }) => parent === node.id && id !== rootNodeId)
        expect([...tree.children(node.id as NodeId)].sort()).toEqual(children.map(({ id }) => id).sort())
      }
    }),
    { numRuns: 100 },
  )
  expect(Math.min(counts.applied, counts.void)).toBeGreaterThan(300)
  expect([...kinds].sort()).toEqual(['mkdir', 'move', 'purge', 'put', 'remove', 'restore', 'setMeta'])
})
