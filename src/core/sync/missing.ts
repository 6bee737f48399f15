// What is not in the folder although nobody was seen deleting it: the folder is suddenly empty (SYNC-03), or it was in step before and
// this engine remembers nothing of it, as its database was lost or the folder came from another computer (SYNC-07). Runs in core.
import { rootNodeId, type NodeId } from '../../shared/domain/ids.ts'
import type { Missing, RemoteNode, StoreChange } from './interface.ts'
import type { SyncMemory } from './trees/memory.ts'
import type { Place, ReadonlyNodeTree } from './trees/node-tree.ts'

const attached = 'attached'

/** The memory and the folder belong together from now on. A folder that `returned` counts as such until it is noted again without. */
export function noteAttached(memory: SyncMemory, state: 'returned' | '' = ''): void {
  memory.apply([{ kind: 'journal.put', entry: { id: attached, kind: attached, state } }])
}

/** Whether this memory was ever noted as attached: an empty space leaves no other trace. */
export const isAttached = (memory: SyncMemory): boolean => memory.journal().some(({ id }) => id === attached)

export const hasReturned = (memory: SyncMemory): boolean =>
  memory.journal().some(({ id, state }) => id === attached && state === 'returned')

export type MissingNodes = {
  readonly tree: ReadonlyNodeTree<RemoteNode>
  readonly nodes: ReadonlyMap<NodeId, RemoteNode>
}

/** What the log has and the folder has not. What lies at its place in the folder must have been adopted (SYNC-50). */
export function missingHere(memory: SyncMemory, tree: MissingNodes['tree']): MissingNodes {
  return { tree, nodes: new Map([...tree.nodes].filter(([id]) => !memory.local.has(id))) }
}

/** SYNC-18 where something lies that is not synced, nothing can be missing. */
export function withoutOccupied({ tree, nodes }: MissingNodes, isOccupied: (place: Place) => boolean): MissingNodes {
  const left = new Map(nodes)
  const hidden = new Set<NodeId>()
  for (const node of tree.topDown()) {
    if (!isOccupied(node) && !hidden.has(node.parent)) continue
    hidden.add(node.id)
    left.delete(node.id)
  }
  return { tree, nodes: left }
}

/** Files are counted, the topmost missing files and directories are named. */
export function describeMissing({ tree, nodes }: MissingNodes): Missing {
  const all = [...nodes.values()]
  const topmost = all.filter(({ parent }) => !nodes.has(parent))
  return {
    kind: 'missing',
    reason: 'returned',
    files: all.filter(({ type }) => type === 'file').length,
    paths: topmost.map(({ id }) => (tree.names(id) ?? []).join('/')).sort(),
  }
}

/** Both sides had them: that they are not here is an edit like any other. */
export function acceptAsDeleted(memory: SyncMemory, { nodes }: MissingNodes): void {
  memory.apply(
    [...nodes.values()].map(({ id, parent, name, type, revision, contentId, executable }): StoreChange => {
      return { kind: 'synced.put', node: { id, parent, name, type, revision, contentId, executable } }
    }),
  )
}

/** Everything both sides had: the folder is suddenly empty (SYNC-03). */
export function describeAll({ synced }: SyncMemory): Missing {
  const all = [...synced.nodes.values()]
  const topmost = all.filter(({ parent }) => parent === rootNodeId)
  return {
    kind: 'missing',
    reason: 'emptied',
    files: all.filter(({ type }) => type === 'file').length,
    paths: topmost.map(({ name }) => name).sort(),
  }
}

/** As if the folder had just been attached: what the log has comes again. */
export function forgetAll(memory: SyncMemory): void {
  const ids = [...memory.local.nodes.keys(), ...memory.synced.nodes.keys()]
  memory.apply(
    ids.flatMap((id): StoreChange[] => [
      { kind: 'local.delete', id },
      { kind: 'synced.delete', id },
    ]),
  )
}
