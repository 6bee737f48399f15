// One folder of a space as the window lists it: sorted once for each state of the tree, described page by page. Runs in core's utility
// process.
import path from 'node:path'
import { toHex } from '../../shared/base/encoding.ts'
import { rootNodeId, type NodeId } from '../../shared/domain/ids.ts'
import type { FileEntry } from '../../shared/ipc/index.ts'
import type { TreeNode } from '../../shared/logs/space/index.ts'
import type { JoinedSpace, SpaceReplica } from '../spaces/index.ts'
import { readSyncedPlace } from '../store/index.ts'
import { conflictOriginal, ignoreBy, type IsIgnored } from '../sync/index.ts'
import { describePerson } from './people.ts'
import type { Session } from './session.ts'

export type FolderWish = {
  readonly node: NodeId | null
  readonly sort: 'name' | 'size' | 'changed'
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

export function listFolder(session: Session, joined: JoinedSpace, wish: FolderWish) {
  const { node, offset, limit } = wish
  const nodes = sortedChildren(joined.replica, wish)
  const local = localOnly(joined, node)
  const isIgnored = ignoreBy(joined.ignoreRules)
  const [from, to] = [offset, offset + limit].map((at) => Math.max(0, at - local.length))
  const page = [...local.slice(offset, offset + limit), ...nodes.slice(from, to)]
  const entries = page.map((one) => ('state' in one ? one : describe(session, joined, { node: one, isIgnored })))
  const trail = node === null ? [] : joined.replica.trail(node).map(({ id, name }) => ({ id, name }))
  return { trail, total: local.length + nodes.length, entries }
}

/** Where a node stands among all of its folder, by name; −1: not there. */
export function placeIn(joined: JoinedSpace, node: NodeId): number {
  const parent = joined.replica.tree.nodes.get(node)?.parent
  const folder = parent === undefined || parent === rootNodeId ? null : parent
  const nodes = sortedChildren(joined.replica, { node: folder, sort: 'name', descending: false })
  const at = nodes.findIndex(({ id }) => id === node)
  return at < 0 ? at : at + localOnly(joined, folder).length
}

type Sorted = { readonly root: string; readonly folders: Map<string, readonly TreeNode[]> }
const sorted = new WeakMap<SpaceReplica, Sorted>()
/** Orders of one state of the tree that are kept. */
const keptOrders = 8

/** Twenty thousand names are sorted in a quarter of a second: once, not for every page. */
function sortedChildren(
  replica: SpaceReplica,
  { node, sort, descending }: Pick<FolderWish, 'node' | 'sort' | 'descending'>,
): readonly TreeNode[] {
  const { tree } = replica
  const root = toHex(tree.stateRoot())
  let known = sorted.get(replica)
  if (known?.root !== root || known.folders.size > keptOrders)
    sorted.set(replica, (known = { root, folders: new Map() }))
  const key = `${node ?? ''} ${sort} ${descending}`
  const found = known.folders.get(key)
  if (found !== undefined) return found
  const nodes = [...tree.children(node ?? rootNodeId)]
    .flatMap((id) => tree.nodes.get(id) ?? [])
    .filter(({ trashed }) => !trashed)
    .sort(orderBy(sort, descending))
  known.folders.set(key, nodes)
  return nodes
}

type Described = { readonly node: TreeNode; readonly isIgnored: IsIgnored }

function describe(session: Session, joined: JoinedSpace, { node, isIgnored }: Described): FileEntry {
  const names = joined.replica.namesOf(node.id)
  const isFile = node.type === 'file'
  const synced = readSyncedPlace(session.core.store, joined.id, node.id)
  const isAsSynced = synced?.revision === node.revision && synced.name === node.name && synced.parent === node.parent
  const isLeftOut = synced === undefined && isIgnored(names, node.type)
  return {
    id: node.id,
    name: node.name,
    kind: isFile ? 'file' : 'folder',
    size: node.size,
    changedAt: isFile ? node.modifiedAt : node.changedAt,
    changedBy: describePerson(session.core, node.changedBy),
    state: isLeftOut ? 'absent' : stateOf(joined, { node, path: names.join('/'), isAsSynced }),
    reason: isLeftOut ? 'ignored' : reasonOf(joined, node),
    here: synced !== undefined,
  }
}

/** Why a content of the space is not here, or not away, although the relay answers. */
function reasonOf({ engine }: JoinedSpace, { id }: TreeNode): FileEntry['reason'] {
  const code = engine?.status.held.find((held) => held.id === id)?.code
  if (code === undefined) return null
  if (code === 'lost') return 'lost'
  return code === 'E_TRANSPORT' ? 'withheld' : 'damaged'
}

function stateOf(
  { engine }: JoinedSpace,
  { node, path: where, isAsSynced }: { readonly node: TreeNode; readonly path: string; readonly isAsSynced: boolean },
): FileEntry['state'] {
  const moving = engine?.status.transfers.find((transfer) => transfer.path === where)
  if (moving !== undefined) return moving.direction === 'up' ? 'uploading' : 'downloading'
  if (!isAsSynced) return 'waiting'
  return node.type === 'file' && conflictOriginal(node.name) !== null ? 'conflict' : 'synced'
}

/** What lies in this folder on the disk and is not exchanged, with the reason. */
function localOnly({ engine, replica }: JoinedSpace, folder: NodeId | null): FileEntry[] {
  const here = folder === null ? '' : replica.namesOf(folder).join('/')
  const skipped = engine?.status.skipped ?? []
  return skipped
    .filter((one) => path.posix.dirname(`/${one.path}`).slice(1) === here)
    .map((one) => ({
      id: null,
      name: path.posix.basename(one.path),
      kind: 'file',
      size: 0,
      changedAt: null,
      changedBy: null,
      state: 'local',
      reason: one.reason,
      here: true,
    }))
}

const collator = new Intl.Collator(undefined, { numeric: true })

/** Folders first; equal ones by name. */
function orderBy(sort: FolderWish['sort'], descending: boolean): (a: TreeNode, b: TreeNode) => number {
  const sign = descending ? -1 : 1
  const compare = {
    name: () => 0,
    size: (a: TreeNode, b: TreeNode) => a.size - b.size,
    changed: (a: TreeNode, b: TreeNode) => a.modifiedAt - b.modifiedAt,
  }[sort]
  return (a, b) => {
    if (a.type !== b.type) return a.type === 'directory' ? -1 : 1
    return sign * (compare(a, b) || collator.compare(a.name, b.name))
  }
}
