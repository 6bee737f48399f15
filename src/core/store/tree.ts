// Tables `tree`, `tree_node`: the tree of a space as its log made it up to entry `seq`. [Note: Kept trees] in spaces/kept-tree.ts. Runs in core.
import type { EntryHash, IdentityId, NodeId, SpaceId } from '../../shared/domain/ids.ts'
import type { TreeNode } from '../../shared/logs/space/index.ts'
import { plainBytes, type ReadableStore, type WritableStore } from './handles.ts'

export type TreeHead = {
  readonly seq: number
  readonly hash: EntryHash
  readonly voids: number
  /** 2,048 bytes: what the stateRoot is the hash of. */
  readonly sum: Uint8Array
}

/** How much is in a tree. */
export type TreeSummary = {
  /** The space's; empty until it is set. */
  readonly name: string
  readonly files: number
  readonly bytes: number
  /** Conflict copies that nobody has dealt with yet. */
  readonly conflicts: number
  readonly changed: { readonly at: number; readonly by: IdentityId } | null
  /** The files changed last, newest first. */
  readonly recent: readonly Pick<TreeNode, 'id' | 'name' | 'changedAt'>[]
}

/** A node, and in which entries its revisions were put, from the oldest on. */
export type StoredNode = { readonly node: TreeNode; readonly putIn: readonly number[] }

/** How the rows of a tree are told from those of others. */
export type TreeNumber = number & { readonly brand: 'tree' }

type HeadRow = TreeHead & { number: TreeNumber }
type NodeRow = Omit<TreeNode, 'executable' | 'trashed'> & { executable: number; trashed: number; putIn: string }

/** Null where none is kept. */
export function readTreeHead(store: ReadableStore, spaceId: SpaceId): HeadRow | null {
  const [row] = store.all<HeadRow>('SELECT number, seq, hash, voids, sum FROM tree WHERE space_id = ?', spaceId)
  return row === undefined ? null : { ...row, sum: plainBytes(row.sum) }
}

/** What is written says nothing about how much is in the tree now. */
export function putTreeHead(store: WritableStore, spaceId: SpaceId, { seq, hash, voids, sum }: TreeHead): TreeNumber {
  const [row] = store.all<{ number: TreeNumber }>(
    `INSERT INTO tree (space_id, seq, hash, voids, sum) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (space_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, voids = excluded.voids, sum = excluded.sum,
        summary = NULL
      RETURNING number`,
    ...[spaceId, seq, hash, voids, sum],
  )
  if (row === undefined) throw new RangeError('a row was written')
  return row.number
}

/** Null where none is kept of the tree after entry `seq`. */
export function readTreeSummary(store: ReadableStore, spaceId: SpaceId, seq: number): TreeSummary | null {
  const [row] = store.all<{ summary: string | null }>(
    'SELECT summary FROM tree WHERE space_id = ? AND seq = ?',
    ...[spaceId, seq],
  )
  return row === undefined || row.summary === null ? null : (JSON.parse(row.summary) as TreeSummary)
}

/** Of the tree as it is kept; of none nothing is written. */
export function putTreeSummary(store: WritableStore, spaceId: SpaceId, summary: TreeSummary): void {
  store.run('UPDATE tree SET summary = ? WHERE space_id = ?', JSON.stringify(summary), spaceId)
}

/** The root directory among them where it was changed. */
export function* readTreeNodes(store: ReadableStore, tree: TreeNumber): Iterable<StoredNode> {
  const rows = store.all<NodeRow>(
    `SELECT lower(hex(id)) AS id, lower(hex(parent)) AS parent, name, type, lower(hex(revision)) AS revision,
      lower(hex(content_id)) AS contentId, size, modified_at AS modifiedAt, executable, trashed,
      lower(hex(changed_by)) AS changedBy, changed_at AS changedAt, changed_seq AS changedSeq, put_in AS putIn
      FROM tree_node WHERE tree = ?`,
    tree,
  )
  for (const { putIn, ...row } of rows)
    yield {
      node: {
        ...row,
        revision: row.type === 'file' ? row.revision : null,
        contentId: row.type === 'file' ? row.contentId : null,
        executable: row.executable === 1,
        trashed: row.trashed === 1,
      },
      putIn: putIn === '' ? [] : putIn.split(' ').map(Number),
    }
}

export function putTreeNode(store: WritableStore, tree: TreeNumber, { node, putIn }: StoredNode): void {
  const { id, parent, name, type, revision, contentId, size, modifiedAt, changedBy, changedAt, changedSeq } = node
  const marks = [node.executable ? 1 : 0, node.trashed ? 1 : 0]
  const what = [parent, name, type, revision, contentId, size, modifiedAt, ...marks, changedBy, changedAt, changedSeq]
  store.run(
    `INSERT OR REPLACE INTO tree_node
      VALUES (?, unhex(?), unhex(?), ?, ?, unhex(?), unhex(?), ?, ?, ?, ?, unhex(?), ?, ?, ?)`,
    ...[tree, id, ...what, putIn.join(' ')],
  )
}

export function deleteTreeNode(store: WritableStore, tree: TreeNumber, id: NodeId): void {
  store.run('DELETE FROM tree_node WHERE tree = ? AND id = unhex(?)', tree, id)
}

/** The log makes it anew. */
export function deleteTree(store: WritableStore, spaceId: SpaceId): void {
  store.run('DELETE FROM tree_node WHERE tree = (SELECT number FROM tree WHERE space_id = ?)', spaceId)
  store.run('DELETE FROM tree WHERE space_id = ?', spaceId)
}
