// Stories about the tree of a space: what each operation does, and why a commit may change nothing. PROTOCOL §10, §19.4–6.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Suite } from '../../crypto/suite.ts'
import { rootNodeId, type IdentityId, type NodeId, type PackId } from '../../domain/ids.ts'
import { allRights } from '../../domain/rights.ts'
import { revisionOf } from './manifest-header.ts'
import type { Operation } from './operations.ts'
import { manifestOf, present } from './testing/story.ts'
import { SpaceTree, type Change, type VoidReason } from './tree.ts'

let suite: Suite
let tree: SpaceTree
beforeAll(async () => {
  suite = await openSuite()
})
beforeEach(() => {
  tree = new SpaceTree(suite)
})

const alice = 'aa'.repeat(32) as IdentityId
const bob = 'bb'.repeat(32) as IdentityId
const root = rootNodeId
const id = (digit: string) => digit.padStart(32, '0') as NodeId
const [docs, pics, notes, photo] = [id('d1'), id('d2'), id('f1'), id('f2')]
const packs = new Set<string>(['ab'.repeat(16)])

const change = (operations: readonly Operation[], more: Partial<Change> = {}): Change => ({
  ...{ operations, rights: allRights, author: alice, time: 1000, seq: 7, packs },
  ...more,
})
/** Commits honestly. */
function commit(operations: readonly Operation[], more: Partial<Change> = {}): VoidReason | 'applied' {
  const wish = change(operations, more)
  const after = tree.stateRootAfter(wish)
  if (after.kind === 'void') return after.reason
  const outcome = tree.apply({ ...wish, stateRoot: after.stateRoot })
  return outcome.kind === 'void' ? outcome.reason : 'applied'
}
const mkdir = (node: NodeId, parent: NodeId, name: string): Operation => ({ kind: 'mkdir', id: node, parent, name })
const put = (node: NodeId, parent: NodeId, name: string, manifest = manifestOf(suite)): Operation => ({
  ...{ kind: 'put', id: node, place: { parent, name }, manifest },
})
const revise = (node: NodeId, manifest = manifestOf(suite)): Operation => ({
  kind: 'put',
  id: node,
  place: null,
  manifest,
})
const move = (node: NodeId, parent: NodeId, name: string): Operation => ({ kind: 'move', id: node, parent, name })
const remove = (node: NodeId): Operation => ({ kind: 'remove', id: node })
const restore = (node: NodeId, parent: NodeId, name: string): Operation => ({ kind: 'restore', id: node, parent, name })
const rename = (node: NodeId, name: string): Operation => ({ kind: 'setMeta', id: node, name, executable: null })
const mark = (node: NodeId, executable: boolean): Operation => ({ kind: 'setMeta', id: node, name: null, executable })
const purge = (node: NodeId): Operation => ({ kind: 'purge', id: node })
const where = (node: NodeId) => {
  const found = tree.nodes.get(node)
  return found && `${found.parent === root ? '' : found.parent}/${found.name}${found.trashed ? ' trashed' : ''}`
}

describe('operations', () => {
  test('make directories and files, attributed to who made them, when and in which entry', () => {
    const manifest = manifestOf(suite, { pack: [...packs][0] as PackId, mode: 1, modifiedAt: 77 })
    expect(commit([mkdir(docs, root, 'Docs'), put(notes, docs, 'notes.txt', manifest)], { author: bob })).toBe(
      'applied',
    )
    const revision = revisionOf(suite, manifest)
    expect(tree.nodes.get(notes)).toMatchObject({ parent: docs, name: 'notes.txt', type: 'file', revision, size: 1000 })
    expect(tree.nodes.get(notes)).toMatchObject({ modifiedAt: 77, executable: true, trashed: false })
    expect(tree.nodes.get(docs)).toMatchObject({ changedBy: bob, changedAt: 1000, changedSeq: 7, type: 'directory' })
    expect(tree.revisions(notes)).toEqual([{ id: revision, manifest, seq: 7, author: bob, time: 1000 }])
    expect([...tree.children(docs)]).toEqual([notes])
  })

  test('keep every earlier revision', () => {
    const [first, second] = [manifestOf(suite), manifestOf(suite, { mode: 1 })]
    commit([put(notes, root, 'notes', first)])
    commit([revise(notes, second)], { author: bob, seq: 8, time: 2000 })
    expect(tree.revisions(notes).map(({ manifest, seq, author }) => [manifest, seq, author])).toEqual([
      [first, 7, alice],
      [second, 8, bob],
    ])
    expect(tree.nodes.get(notes)).toMatchObject({ name: 'notes', executable: true, changedBy: bob })
    expect(tree.revisions(docs)).toEqual([])
  })

  test('of one commit are judged each after the one before', () => {
    expect(commit([mkdir(docs, root, 'x'), move(docs, root, 'y'), mkdir(pics, root, 'x')])).toBe('applied')
    expect([where(docs), where(pics)]).toEqual(['/y', '/x'])
    const swap = [move(docs, root, 'z'), move(pics, root, 'y'), move(docs, root, 'x')]
    expect(commit(swap)).toBe('applied')
    expect([where(docs), where(pics)]).toEqual(['/x', '/y'])
  })

  test('name the space', () => {
    expect(tree.name).toBe('')
    const before = tree.stateRoot()
    expect(commit([rename(root, 'Alice ↔ Bob')])).toBe('applied')
    expect(tree.name).toBe('Alice ↔ Bob')
    expect(tree.stateRoot()).not.toEqual(before)
    expect(commit([rename(root, 'a/b')])).toBe('name')
    expect(commit([mark(root, true)])).toBe('not-a-file')
    expect([commit([move(root, root, 'x')]), commit([remove(root)])]).toEqual(['root', 'root'])
    expect([commit([restore(root, root, 'x')]), commit([purge(root)])]).toEqual(['reachable', 'reachable'])
    expect(tree.name).toBe('Alice ↔ Bob')
  })

  test('override what the manifest said about execution', () => {
    commit([put(notes, root, 'run.sh')])
    expect(commit([mark(notes, true)])).toBe('applied')
    expect(tree.nodes.get(notes)?.executable).toBe(true)
    commit([mkdir(docs, root, 'docs')])
    expect(commit([mark(docs, true)])).toBe('not-a-file')
  })
})

describe('the trash', () => {
  beforeEach(() => {
    commit([mkdir(docs, root, 'docs'), mkdir(pics, docs, 'pics'), put(photo, pics, 'photo'), put(notes, root, 'notes')])
  })

  test('marks one node; what is below is unreachable, unchanged, and the name is free again', () => {
    expect(commit([remove(docs)])).toBe('applied')
    expect([where(docs), where(pics), where(photo)]).toEqual(['/docs trashed', `${docs}/pics`, `${pics}/photo`])
    expect([docs, pics, photo, notes].map((node) => tree.isReachable(node))).toEqual([false, false, false, true])
    expect(commit([mkdir(id('d3'), root, 'DOCS')])).toBe('applied')
    expect(commit([remove(docs)])).toBe('unreachable')
  })

  test('takes nothing new: no node goes below what lies there', () => {
    commit([remove(docs)])
    expect(commit([mkdir(id('d3'), pics, 'x')])).toBe('unreachable')
    expect(commit([move(notes, docs, 'x')])).toBe('unreachable')
    expect(commit([move(photo, root, 'x')])).toBe('unreachable')
    expect(commit([rename(photo, 'x')])).toBe('unreachable')
    expect(commit([mark(photo, true)])).toBe('unreachable')
    expect(commit([revise(photo)])).toBe('applied')
  })

  test('gives back a node, or one from below it, to any place that has room', () => {
    commit([remove(docs)])
    expect(commit([restore(photo, root, 'notes')])).toBe('name-taken')
    expect(commit([restore(photo, root, 'photo')])).toBe('applied')
    expect(commit([restore(photo, root, 'photo')])).toBe('reachable')
    expect(commit([restore(docs, root, 'docs')])).toBe('applied')
    expect([where(photo), where(docs), tree.isReachable(pics)]).toEqual(['/photo', '/docs', true])
    expect(commit([restore(id('99'), root, 'x')])).toBe('node')
  })

  test('does not take a node back below itself', () => {
    commit([remove(docs)])
    expect(['cycle', 'unreachable']).toContain(commit([restore(docs, pics, 'x')]))
    expect(commit([restore(docs, docs, 'x')])).toBe('cycle')
  })

  test('is emptied from below', () => {
    expect(commit([purge(notes)])).toBe('reachable')
    commit([remove(docs), remove(photo)])
    expect(commit([purge(pics)])).toBe('not-empty')
    expect(commit([purge(photo), purge(pics), purge(docs)])).toBe('applied')
    expect([...tree.nodes.keys()]).toEqual([notes])
    expect(tree.revisions(photo)).toEqual([])
    expect(commit([put(photo, root, 'again')])).toBe('applied')
    expect(tree.revisions(photo)).toHaveLength(1)
  })
})

describe('a commit is void, and changes nothing,', () => {
  beforeEach(() => {
    commit([mkdir(docs, root, 'docs'), mkdir(pics, docs, 'pics'), put(notes, docs, 'notes')])
  })

  const deep = (count: number) =>
    Array.from({ length: count }, (_, i) => mkdir(id(`e${i}`), i ? id(`e${i - 1}`) : root, 'd'))

  test.each<[string, VoidReason, () => Operation[]]>([
    ['for a node that does not exist', 'node', () => [move(id('99'), root, 'x')]],
    ['for a parent that does not exist', 'node', () => [mkdir(id('99'), id('98'), 'x')]],
    ['for a new node under an id already there', 'node', () => [mkdir(notes, root, 'x')]],
    ['for a new node with the id of the root', 'node', () => [put(root, root, 'x')]],
    ['for a file as parent', 'not-a-directory', () => [mkdir(id('99'), notes, 'x')]],
    ['for a revision of a directory', 'not-a-file', () => [revise(docs)]],
    ['for a directory below itself', 'cycle', () => [move(docs, pics, 'x')]],
    ['for a directory in itself', 'cycle', () => [move(docs, docs, 'x')]],
    ['for a name against the rule', 'name', () => [mkdir(id('99'), root, 'a:b')]],
    ['T62: for a name that climbs', 'name', () => [move(notes, root, '..')]],
    ['for a name held by a sibling', 'name-taken', () => [mkdir(id('99'), docs, 'notes')]],
    ['for a new file under such a name', 'name-taken', () => [put(id('99'), docs, 'NOTES')]],
    ['for a new file below another', 'not-a-directory', () => [put(id('99'), notes, 'x')]],
    [
      'for a file that comes back under such a name',
      'name-taken',
      () => [remove(notes), mkdir(id('99'), docs, 'N'), restore(notes, docs, 'n')],
    ],
    ['for a rename onto a sibling', 'name-taken', () => [rename(notes, 'Pics')]],
    ['for a path of 65 names', 'path', () => deep(65)],
    ['for a path of more than 4,096 bytes', 'path', () => longPath(4097)],
    ['for a manifest that is none', 'manifest', () => [revise(notes, Uint8Array.of(1))]],
    [
      'for a pack that was never added',
      'pack',
      () => [revise(notes, manifestOf(suite, { pack: 'cd'.repeat(16) as PackId }))],
    ],
  ])('%s', (_, reason, operations) => {
    const [nodes, stateRoot] = [new Map(tree.nodes), tree.stateRoot()]
    const good = mkdir(id('77'), root, 'good')
    expect(commit([good, revise(notes), rename(pics, 'Pics'), ...operations()])).toBe(reason)
    expect(new Map(tree.nodes)).toEqual(nodes)
    expect(tree.stateRoot()).toEqual(stateRoot)
    expect(tree.revisions(notes)).toHaveLength(1)
    expect(commit([good])).toBe('applied')
  })

  test('when its author claims another tree', () => {
    const wish = change([remove(docs)])
    const stateRoot = tree.stateRoot()
    expect(tree.apply({ ...wish, stateRoot })).toEqual({ kind: 'void', reason: 'state-root' })
    expect(where(docs)).toBe('/docs')
    expect(tree.stateRoot()).toEqual(stateRoot)
    expect(commit([remove(docs)])).toBe('applied')
  })

  test('but exactly 64 names and 4,096 bytes fit, and what lies below a moved directory is not looked at', () => {
    expect(commit(deep(64))).toBe('applied')
    expect(commit(longPath(4096))).toBe('applied')
    expect(commit([move(id('e1'), pics, 'deeper')])).toBe('applied')
    expect(commit([mkdir(id('99'), id('e63'), 'x')])).toBe('path')
    expect(tree.isReachable(id('e63'))).toBe(true)
  })

  /** Directories whose path has this many bytes: 16 names of 255 with 15 separators are 4,095. */
  function longPath(length: number): Operation[] {
    const names = [...Array.from({ length: 15 }, () => 'n'.repeat(255))]
    names.push('n'.repeat(length - 15 * 256))
    const last = present(names.pop())
    const rest = last.length > 255 ? [last.slice(0, 200), last.slice(201)] : [last]
    return [...names, ...rest].map((name, i) => mkdir(id(`c${i}`), i ? id(`c${i - 1}`) : root, name))
  }
})

describe('T63: names that people take for one', () => {
  test.each([
    ['case', 'README', 'readme'],
    ['ß and SS', 'Straße', 'STRASSE'],
    ['a composed and a precomposed umlaut in other case', '\u00c4rger', '\u00e4rger'],
    ['final sigma', 'ΟΔΟΣ', 'οδος'],
    ['a ligature', '\ufb01le', 'file'],
  ])('%s: never two of them side by side', (_, first, second) => {
    expect(commit([mkdir(docs, root, first)])).toBe('applied')
    expect(commit([mkdir(pics, root, second)])).toBe('name-taken')
    expect(where(pics)).toBeUndefined()
    expect(commit([rename(docs, second)])).toBe('applied')
  })

  test.each([
    ['dotless i', 'ı', 'i'],
    ['capital I with dot', 'İ', 'i'],
    ['8.3 short form', 'PROGRA~1', 'Program Files'],
  ])('%s is a name of its own', (_, first, second) => {
    expect(commit([mkdir(docs, root, first), mkdir(pics, root, second)])).toBe('applied')
  })

  test.each([
    ['the Kelvin sign', '\u212aelvin'],
    ['a decomposed umlaut', 'A\u0308rger'],
    ['a name of Unicode 17', 'a\u{1e6c0}'],
  ])('%s is no name at all', (_, name) => {
    expect(commit([mkdir(docs, root, name)])).toBe('name')
  })

  test('in other directories, or in the trash, do not meet', () => {
    expect(commit([mkdir(docs, root, 'a'), mkdir(pics, docs, 'A'), remove(docs), mkdir(photo, root, 'A')])).toBe(
      'applied',
    )
    expect(commit([restore(docs, root, 'a')])).toBe('name-taken')
  })
})

describe('stateRoot', () => {
  test('is the same for the same tree, whatever way led there, and another for any other', () => {
    const other = new SpaceTree(suite)
    const manifest = manifestOf(suite)
    commit([mkdir(docs, root, 'docs'), put(notes, docs, 'n', manifest)])
    const wish = change([
      mkdir(docs, root, 'x'),
      put(notes, root, 'n', manifest),
      move(notes, docs, 'n'),
      move(docs, root, 'docs'),
    ])
    const after = other.stateRootAfter(wish)
    expect(after).toEqual({ kind: 'applied', stateRoot: tree.stateRoot() })
    const roots = new Set<string>()
    const seen = () => roots.add(Buffer.from(tree.stateRoot()).toString('hex')).size
    seen()
    const steps = [
      rename(notes, 'm'),
      move(notes, root, 'm'),
      mark(notes, true),
      remove(notes),
      revise(notes),
      rename(root, 'r'),
    ]
    expect(steps.map((step) => (commit([step]), seen()))).toEqual([2, 3, 4, 5, 6, 7])
  })
})

test('many nodes in one directory: a commit costs what it changes', () => {
  const count = 10_000
  for (let from = 0; from < count; from += 2000) {
    const batch = Array.from({ length: 2000 }, (_, i) => mkdir(id((from + i + 1).toString(16)), root, `d${from + i}`))
    expect(commit(batch)).toBe('applied')
  }
  expect(tree.nodes.size).toBe(count)
  const before = tree.stateRoot()
  expect(commit([mkdir(id('abc0001'), root, 'new'), remove(id('1')), mkdir(id('2'), root, 'twice')])).toBe('node')
  expect(tree.stateRoot()).toEqual(before)
  expect(commit([move(id('1'), id('2'), 'moved')])).toBe('applied')
})
