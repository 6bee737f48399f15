// Snapshots: what a newcomer makes of their pages, and when one is void. PROTOCOL §10, §19.7.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import { concat } from '../../base/bytes.ts'
import { encodeCanonical, type Cbor } from '../../base/canonical.ts'
import { fromHex } from '../../base/encoding.ts'
import { lengthPrefixed, type Suite } from '../../crypto/suite.ts'
import { rootNodeId, type NodeId, type PackId } from '../../domain/ids.ts'
import { presets } from '../../domain/rights.ts'
import { StateSum } from './state-root.ts'
import { onboard, verdictOf, type Person } from '../testing/people.ts'
import * as build from './build.ts'
import { checkSnapshot, openSnapshotBody, openSnapshotPage, sealSnapshot, type SnapshotRow } from './snapshot.ts'
import { treeFromSnapshot } from './snapshot-tree.ts'
import { manifestOf, nodeId, packId, present, Story } from './testing/story.ts'
import { SpaceTree } from './tree.ts'

let suite: Suite
let alice: Person
let bob: Person
let story: Story
let pack: PackId
beforeAll(async () => {
  suite = await openSuite()
  alice = onboard(suite, 'alice')
  bob = onboard(suite, 'bob')
})
let docs: NodeId
let gone: NodeId
beforeEach(() => {
  story = new Story(suite, alice, bob)
  story.grant(alice, bob, presets.editor)
  pack = packId(suite)
  ;[docs, gone] = [nodeId(suite), nodeId(suite)]
  const put = (id: NodeId, parent: NodeId, name: string) =>
    ({ kind: 'put', id, place: { parent, name }, manifest: manifestOf(suite, { mode: 1 }) }) as const
  story.commit(
    alice,
    { kind: 'setMeta', id: rootNodeId, name: 'our space', executable: null },
    { kind: 'mkdir', id: docs, parent: rootNodeId, name: 'docs' },
    put(nodeId(suite), docs, 'notes'),
    put(gone, docs, 'gone'),
  )
  story.commit(bob, { kind: 'remove', id: gone })
})

/** Alice's snapshot of the tree, its pages in one pack; what readers of the log and of the pack have of it. */
function snapshot() {
  const { tree, epochKey, state: before } = story
  const { key, pages } = sealSnapshot(suite, story.state.id, tree)
  let offset = 8
  const refs = pages.map(({ sealed, hash }) => {
    const ref = { pack, offset, length: sealed.length, hash }
    offset += sealed.length
    return ref
  })
  const wish = { tree, epochKey, key, pages: refs, packs: [{ id: pack, length: 8192 }] }
  const { entry, state: after } = story.take(build.buildSnapshot(suite, story.position(alice), wish))
  return { sealedEntry: { entry, before, after, epochKey }, pages }
}
const factsOf = (seq: number) => {
  const { header } = present(story.entries[seq])
  return { author: header?.authorId ?? alice.log.id, time: header?.time ?? 0 }
}

describe('a snapshot', () => {
  test('gives a newcomer the tree with its trash, attributed by the entries it names', () => {
    const { sealedEntry, pages } = snapshot()
    expect(checkSnapshot(suite, story.tree, sealedEntry)).toEqual({ kind: 'applied' })
    const body = openSnapshotBody(
      suite,
      story.epochKey,
      present(sealedEntry.entry.header),
      present(sealedEntry.entry.body),
    )
    expect(body.pages).toHaveLength(pages.length)
    const rows = pages.flatMap(({ sealed }, index) =>
      openSnapshotPage(
        suite,
        { spaceId: story.state.id, key: body.key, index },
        { sealed, hash: present(body.pages[index]).hash },
      ),
    )
    const newcomer = treeFromSnapshot(suite, { rows, stateRoot: body.stateRoot }, factsOf)
    expect(newcomer.stateRoot()).toEqual(story.tree.stateRoot())
    expect(newcomer.name).toBe('our space')
    expect(new Map([...newcomer.nodes].sort())).toEqual(new Map([...story.tree.nodes].sort()))
    expect(newcomer.nodes.get(gone)?.changedBy).toBe(bob.log.id)
    expect(newcomer.revisions(gone).map(({ manifest }) => manifest)).toEqual(
      story.tree.revisions(gone).map(({ manifest }) => manifest),
    )
    const change = {
      operations: [{ kind: 'mkdir', id: nodeId(suite), parent: docs, name: 'NOTES' }] as const,
      rights: 15,
    }
    const more = { author: alice.log.id, time: 1, seq: 9, packs: new Set<string>() }
    expect(newcomer.stateRootAfter({ ...change, ...more })).toEqual({ kind: 'void', reason: 'name-taken' })
  })

  test('is void when it states another tree than the one at its place, or pages in packs that do not exist', () => {
    const { sealedEntry } = snapshot()
    expect(checkSnapshot(suite, new SpaceTree(suite), sealedEntry)).toEqual({ kind: 'void', reason: 'state-root' })
    const withoutPack = { ...sealedEntry, after: sealedEntry.before }
    expect(checkSnapshot(suite, story.tree, withoutPack)).toEqual({ kind: 'void', reason: 'pack' })
    const otherKey = { ...sealedEntry, epochKey: suite.random(32) }
    expect(checkSnapshot(suite, story.tree, otherKey)).toEqual({ kind: 'void', reason: 'body' })
  })

  test('of many nodes has pages of at most a mebibyte', () => {
    for (let from = 0; from < 8000; from += 2000) {
      const operations = Array.from({ length: 2000 }, (_, i) => {
        const name = `${from + i} ${'long '.repeat(30)}end`
        return { kind: 'mkdir', id: nodeId(suite), parent: docs, name } as const
      })
      expect(story.commit(alice, ...operations)).toEqual({ kind: 'applied' })
    }
    const { key, pages } = sealSnapshot(suite, story.state.id, story.tree)
    expect(pages.map(({ sealed }) => sealed.length <= 2 ** 20 + 40)).toEqual(pages.map(() => true))
    expect(pages.length).toBe(2)
    const rows = pages.flatMap((page, index) => openSnapshotPage(suite, { spaceId: story.state.id, key, index }, page))
    expect(rows).toHaveLength(story.tree.nodes.size + 1)
  })
})

const rootOf = (rows: readonly SnapshotRow[]): Uint8Array => {
  const sum = new StateSum(suite)
  for (const row of rows) sum.add(row)
  return sum.root()
}

describe('a page', () => {
  test('T44, T37: opens at its place only, unaltered', () => {
    const { key, pages } = sealSnapshot(suite, story.state.id, story.tree)
    const place = { spaceId: story.state.id, key, index: 0 }
    const [page] = pages
    const open = (at: Partial<typeof place>, sealed = present(page).sealed, hash = present(page).hash) =>
      verdictOf(() => openSnapshotPage(suite, { ...place, ...at }, { sealed, hash }))
    expect(open({})).toBe('accepted')
    expect(open({ index: 1 })).toBe('E_INTEGRITY')
    expect(open({ spaceId: 'aa'.repeat(32) as never })).toBe('E_INTEGRITY')
    expect(open({ key: suite.random(32) })).toBe('E_INTEGRITY')
    expect(open({}, present(page).sealed, suite.random(32))).toBe('E_INTEGRITY')
    for (const length of [0, 24, 40, present(page).sealed.length - 1]) {
      expect(open({}, present(page).sealed.slice(0, length))).toBe('E_INTEGRITY')
    }
    for (let i = 0; i < present(page).sealed.length; i++) {
      const altered = present(page).sealed.slice()
      altered[i] = present(altered[i]) ^ 1
      expect(open({}, altered)).toBe('E_INTEGRITY')
    }
  })

  test('with rows that contradict themselves is refused', () => {
    const key = suite.random(32)
    const id = suite.random(16)
    const judge = (row: Cbor) => {
      const context = lengthPrefixed('siegel/1/aead/snapshot', fromHex(story.state.id), 0)
      const plaintext = encodeCanonical([row])
      const nonce = suite.random(24)
      const sealed = concat(nonce, suite.backend.xchachaSeal(plaintext, context, nonce, key))
      const hash = suite.backend.sha256(plaintext)
      return verdictOf(() => openSnapshotPage(suite, { spaceId: story.state.id, key, index: 0 }, { sealed, hash }))
    }
    const [zero, revision, manifest] = [new Uint8Array(16), suite.random(32), Uint8Array.of(1)]
    expect(judge([id, zero, 'directory', 0, null, 0, false, null, 1])).toBe('accepted')
    expect(judge([id, zero, 'file', 1, revision, 1, true, manifest, 1])).toBe('accepted')
    expect(judge([zero, zero, 'root', 0, null, 0, false, null, 1])).toBe('accepted')
    expect(judge([id, zero, 'mount', 2, null, 0, false, null, 1])).toBe('E_CANON')
    expect(judge([id, zero, 'directory', 0, revision, 0, false, null, 1])).toBe('E_CANON')
    expect(judge([id, zero, 'directory', 0, null, 0, false, manifest, 1])).toBe('E_CANON')
    expect(judge([id, zero, 'directory', 0, null, 1, false, null, 1])).toBe('E_CANON')
    expect(judge([id, zero, 'file', 1, revision, 0, false, null, 1])).toBe('E_CANON')
    expect(judge([id, zero, 'file', 1, null, 0, false, manifest, 1])).toBe('E_CANON')
    expect(judge([zero, id, 'root', 0, null, 0, false, null, 1])).toBe('E_CANON')
    expect(judge([zero, zero, 'root', 0, null, 0, true, null, 1])).toBe('E_CANON')
    expect(judge([zero, zero, 'root', 1, revision, 0, false, manifest, 1])).toBe('E_CANON')
  })

  test('rows that are no tree are refused: no root, orphans, cycles, names twice, other revisions, another root', () => {
    const { key, pages } = sealSnapshot(suite, story.state.id, story.tree)
    const place = { spaceId: story.state.id, key, index: 0 }
    const rows = openSnapshotPage(suite, place, present(pages[0]))
    const stateRoot = story.tree.stateRoot()
    /** Its author is honest about nothing but the root of the wrong rows, unless another one is given. */
    const judge = (change: (row: SnapshotRow) => Partial<SnapshotRow>, root?: Uint8Array) => {
      const wrong = rows.map((row) => ({ ...row, ...change(row) }))
      return verdictOf(() => treeFromSnapshot(suite, { rows: wrong, stateRoot: root ?? rootOf(wrong) }, factsOf))
    }
    expect(judge(() => ({}))).toBe('accepted')
    expect(judge((row) => (row.id === docs ? { name: 'other' } : {}))).toBe('accepted')
    expect(judge((row) => (row.id === docs ? { name: 'other' } : {}), stateRoot)).toBe('E_INTEGRITY')
    expect(judge(() => ({}), suite.random(32))).toBe('E_INTEGRITY')
    expect(judge((row) => (row.id === docs ? { parent: docs } : {}))).toBe('E_INTEGRITY')
    expect(judge((row) => (row.id === gone ? { parent: nodeId(suite) } : {}))).toBe('E_INTEGRITY')
    const file = present(rows.find(({ type, id }) => type === 'file' && id !== gone)).id
    expect(judge((row) => (row.id === gone ? { parent: file } : {}))).toBe('E_INTEGRITY')
    expect(judge((row) => (row.id === gone ? { trashed: false, name: 'NOTES' } : {}))).toBe('E_INTEGRITY')
    expect(judge((row) => (row.id === gone ? { manifest: manifestOf(suite) } : {}))).toBe('E_INTEGRITY')
    expect(verdictOf(() => treeFromSnapshot(suite, { rows: rows.slice(1), stateRoot }, factsOf))).toBe('E_INTEGRITY')
    expect(verdictOf(() => treeFromSnapshot(suite, { rows: [...rows].reverse(), stateRoot }, factsOf))).toBe(
      'E_INTEGRITY',
    )
    expect(verdictOf(() => treeFromSnapshot(suite, { rows: [], stateRoot }, factsOf))).toBe('E_INTEGRITY')
  })
})
