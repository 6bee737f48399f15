// Handlers of `files`, `trash` and `versions`: one folder of a space at a time. Runs in core's utility process.
import path from 'node:path'
import { unwrap } from '../../shared/base/result.ts'
import { decodeManifest } from '../../shared/content/manifest.ts'
import { rootNodeId, type NodeId } from '../../shared/domain/ids.ts'
import { BridgeRefused, type FileEntry, type Handlers } from '../../shared/ipc/index.ts'
import type { TreeNode } from '../../shared/logs/space/index.ts'
import type { JoinedSpace } from '../spaces/index.ts'
import { readSyncedRevision } from '../store/index.ts'
import { conflictOriginal } from '../sync/index.ts'
import { describePerson } from './people.ts'
import type { Session } from './session.ts'

type Group = 'files' | 'trash' | 'versions'
type GroupHandlers = { [K in keyof Handlers as K extends `${Group}.${string}` ? K : never]: Handlers[K] }

const patience = 60_000

export function fileHandlers(session: Session): GroupHandlers {
  return {
    'files.list': ({ space, node, sort, descending, offset, limit }) => {
      const joined = session.core.spaces.open(space)
      const directory = node ?? rootNodeId
      const nodes = childrenOf(joined, directory).sort(orderBy(sort, descending))
      const local = localOnly(joined, directory)
      const page = [...local, ...nodes].slice(offset, offset + limit)
      const entries = page.map((one) => ('state' in one ? one : describe(session, joined, one)))
      return { trail: trailOf(joined, node), total: local.length + nodes.length, entries }
    },
    'files.reveal': ({ space, node }) => {
      const folder = session.core.spaces.record(space)?.folder ?? null
      if (folder === null) throw new BridgeRefused('E_GONE', 'no folder')
      const names = node === null ? [] : trailOf(session.core.spaces.open(space), node).map(({ name }) => name)
      session.reveal(path.join(folder, ...names), node === null)
      return null
    },
    'trash.list': ({ space }) => {
      const joined = session.core.spaces.open(space)
      const trashed = [...joined.replica.tree.nodes.values()].filter((node) => node.trashed)
      return trashed.map((node) => ({
        id: node.id,
        name: node.name,
        folders: trailOf(joined, node.parent).map(({ name }) => name),
        kind: node.type === 'file' ? ('file' as const) : ('folder' as const),
        size: node.size,
        removedAt: node.changedAt,
        removedBy: describePerson(session.core, node.changedBy),
      }))
    },
    'trash.restore': async ({ space, node }) => {
      unwrap(await session.core.spaces.engineOf(space).restoreNode(node, AbortSignal.timeout(patience)))
      return null
    },
    'versions.list': ({ space, node }) => {
      const { replica, engine } = session.core.spaces.open(space)
      const revisions = replica.tree.revisions(node)
      const versions = revisions.map(({ id, time, author, manifest }, number) => {
        const { size, packs } = decodeManifest(manifest)
        const lost = packs.some((pack) => engine?.lostPacks.has(pack))
        const by = describePerson(session.core, author)
        return { revision: id, at: time, by, size, lost, current: number === revisions.length - 1 }
      })
      return versions.reverse()
    },
    'versions.restore': async ({ space, node, revision }) => {
      unwrap(await session.core.spaces.engineOf(space).restoreVersion(node, revision, AbortSignal.timeout(patience)))
      return null
    },
  }
}

function childrenOf({ replica }: JoinedSpace, directory: NodeId): TreeNode[] {
  const nodes = [...replica.tree.children(directory)].flatMap((id) => replica.tree.nodes.get(id) ?? [])
  return nodes.filter(({ trashed }) => !trashed)
}

function describe(session: Session, joined: JoinedSpace, node: TreeNode): FileEntry {
  return {
    id: node.id,
    name: node.name,
    kind: node.type === 'file' ? 'file' : 'folder',
    size: node.size,
    changedAt: node.type === 'file' ? node.modifiedAt : node.changedAt,
    changedBy: describePerson(session.core, node.changedBy),
    state: stateOf(session, joined, node),
    reason: reasonOf(joined, node),
  }
}

/** Why a content of the space is not here, or not away, although the relay answers. */
function reasonOf({ engine }: JoinedSpace, { id }: TreeNode): FileEntry['reason'] {
  const code = engine?.status.held.find((held) => held.id === id)?.code
  if (code === undefined) return null
  if (code === 'lost') return 'lost'
  return code === 'E_TRANSPORT' ? 'withheld' : 'damaged'
}

function stateOf(session: Session, { id, engine, replica }: JoinedSpace, node: TreeNode): FileEntry['state'] {
  const names = trail(replica.tree.nodes, node.id).map(({ name }) => name)
  const moving = engine?.status.transfers.find((transfer) => transfer.path === names.join('/'))
  if (moving !== undefined) return moving.direction === 'up' ? 'uploading' : 'downloading'
  const synced = readSyncedRevision(session.core.store, id, node.id)
  if (synced === undefined || synced !== node.revision) return 'waiting'
  return node.type === 'file' && conflictOriginal(node.name) !== null ? 'conflict' : 'synced'
}

/** What lies in this folder on the disk and is not exchanged, with the reason. */
function localOnly(joined: JoinedSpace, directory: NodeId): FileEntry[] {
  const here = trailOf(joined, directory === rootNodeId ? null : directory)
    .map(({ name }) => name)
    .join('/')
  const skipped = joined.engine?.status.skipped ?? []
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
    }))
}

/** The folders from the top down to `node` itself; empty for the top. */
function trailOf({ replica }: JoinedSpace, node: NodeId | null): { id: NodeId; name: string }[] {
  return node === null ? [] : trail(replica.tree.nodes, node)
}

function trail(nodes: ReadonlyMap<NodeId, TreeNode>, from: NodeId): { id: NodeId; name: string }[] {
  const way: { id: NodeId; name: string }[] = []
  for (let node = nodes.get(from); node !== undefined; node = nodes.get(node.parent))
    way.unshift({ id: node.id, name: node.name })
  return way
}

const collator = new Intl.Collator(undefined, { numeric: true })

/** Folders first; equal ones by name. */
function orderBy(sort: 'name' | 'size' | 'changed', descending: boolean): (a: TreeNode, b: TreeNode) => number {
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
