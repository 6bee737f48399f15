// A folder of twenty thousand files, page by page: nothing twice, nothing left out, and what changes is seen at once.
import { beforeAll, describe, expect, test } from 'vitest'
import { openSuite } from '../../node/crypto/index.ts'
import { rootNodeId, type IdentityId, type NodeId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import { SpaceTree, type TreeNode } from '../../shared/logs/space/index.ts'
import { listFolder, placeIn, type FolderWish } from './file-list.ts'

type Listed = ReturnType<typeof listFolder>

const many = 20_000
const page = 500
let tree: SpaceTree
let list: (wish?: Partial<FolderWish>) => Listed
let place: (node: NodeId) => number

const nodeOf = (n: number): TreeNode =>
  ({
    id: `1${n.toString(16).padStart(31, '0')}` as NodeId,
    parent: rootNodeId,
    name: `Beleg ${String((n * 7919) % many)}.pdf`,
    type: n % 100 === 0 ? 'directory' : 'file',
    revision: null,
    size: n,
    modifiedAt: n,
    changedBy: 'cc',
    changedAt: n,
    trashed: false,
  }) as unknown as TreeNode

beforeAll(async () => {
  const nodes = Array.from({ length: many }, (_, n) => ({ node: nodeOf(n), revision: null }))
  tree = SpaceTree.of(await openSuite(), nodes)
  const namesOf = (id: NodeId) => [tree.nodes.get(id)?.name ?? '']
  const skipped = ['a:b.txt', 'aux.txt', 'verweis'].map((path) => ({ path, reason: 'name' }))
  const joined = {
    replica: { tree, namesOf, trail: () => [] },
    engine: { status: { transfers: [], held: [], skipped } },
    ignoreRules: ['*.tmp'],
  }
  const core = { store: { all: () => [] }, me: { id: 'cc' }, person: { name: 'alice' }, contacts: { get: () => null } }
  place = (node) => placeIn(joined as never, node)
  list = (wish = {}) =>
    listFolder({ core } as never, joined as never, {
      ...{ node: null, sort: 'name', descending: false, offset: 0, limit: page },
      ...wish,
    })
})

describe('a folder of twenty thousand files', () => {
  test.each(['name', 'size', 'changed'] as const)('its pages by %s hold every entry once, folders first', (sort) => {
    const pages = Array.from({ length: Math.ceil((many + 3) / page) }, (_, n) => list({ sort, offset: n * page }))
    const entries = pages.flatMap((one) => one.entries)
    expect(pages.every(({ total }) => total === many + 3)).toBe(true)
    expect(pages.slice(0, -1).every((one) => one.entries.length === page)).toBe(true)
    expect(new Set(entries.map(({ id, name }) => id ?? name)).size).toBe(many + 3)
    // What lies only on this computer stands before everything.
    expect(entries.slice(0, 3).map(({ state }) => state)).toEqual(['local', 'local', 'local'])
    const kinds = entries.slice(3).map(({ kind }) => kind)
    expect(kinds.lastIndexOf('folder')).toBe(kinds.indexOf('file') - 1)
  })

  test('numbers in names count as numbers, and the other way round is the other way round', () => {
    const files = (descending: boolean) => list({ descending, offset: 3 + many / 100, limit: 3 }).entries
    expect(files(false).map(({ name }) => name)).toEqual(['Beleg 1.pdf', 'Beleg 2.pdf', 'Beleg 3.pdf'])
    expect(files(true).map(({ name }) => name)).toEqual(['Beleg 19999.pdf', 'Beleg 19998.pdf', 'Beleg 19997.pdf'])
  })

  test('where a file stands is where its page shows it; what is not there stands nowhere', () => {
    for (const offset of [3, 500, 19_500]) {
      const { entries } = list({ offset })
      const [first, last] = [entries[0], entries.at(-1)].map((entry) => place(entry?.id ?? rootNodeId))
      expect([first, last]).toEqual([offset, offset + entries.length - 1])
    }
    expect(place('f'.repeat(32) as NodeId)).toBe(-1)
  })

  test('what is removed is gone from the next page that is asked for', () => {
    const [gone] = list({ offset: 3 }).entries
    const id = gone?.id ?? rootNodeId
    const change = {
      operations: [{ kind: 'remove' as const, id }],
      ...{ rights: presets.editor, author: 'cc' as IdentityId, time: 1, seq: 2, packs: new Set<string>() },
    }
    const after = tree.stateRootAfter(change)
    if (after.kind === 'void') throw new Error(after.reason)
    tree.apply({ ...change, stateRoot: after.stateRoot })
    expect(list().total).toBe(many + 2)
    expect(list({ offset: 3 }).entries.map((entry) => entry.id)).not.toContain(id)
  })
})
