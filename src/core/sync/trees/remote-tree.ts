// The remote tree as this client may see it: what is reachable from the root, has a lawful name and is not ignored here.
// Runs in core. SYNC.md "Shape", PROTOCOL §10 "Operation rules".
import { checkName } from '../../../shared/domain/names.ts'
import { rootNodeId, type NodeId } from '../../../shared/domain/ids.ts'
import type { RemoteNode, RemoteView } from '../interface.ts'
import type { IsIgnored } from '../scan/ignore.ts'
import { NodeTree, type Place, type ReadonlyNodeTree } from './node-tree.ts'

export type RemoteTree = {
  readonly tree: ReadonlyNodeTree<RemoteNode>
  /** Nodes that are there but have no place on this disk: ignored here, or named against the name rule; and all below them. */
  readonly hidden: ReadonlySet<NodeId>
}

/** `restored` names nodes that count as reachable, at the place given, although they are in the trash or below something that is. */
export function reachableTree(
  view: Pick<RemoteView, 'nodes'>,
  isIgnored: IsIgnored,
  restored: ReadonlyMap<NodeId, Place> = new Map(),
): RemoteTree {
  const children = new Map<NodeId, RemoteNode[]>()
  for (const node of view.nodes.values()) {
    const place = restored.get(node.id)
    if (node.id === rootNodeId || (node.trashed && place === undefined)) continue
    const child = place === undefined ? node : { ...node, ...place, trashed: false }
    const siblings = children.get(child.parent)
    if (siblings === undefined) children.set(child.parent, [child])
    else siblings.push(child)
  }
  const tree = new NodeTree<RemoteNode>()
  const hidden = new Set<NodeId>()
  const waiting: { id: NodeId; names: readonly string[]; isHidden: boolean }[] = [
    { id: rootNodeId, names: [], isHidden: false },
  ]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const node of children.get(at.id) ?? []) {
      const names = [...at.names, node.name]
      const isHidden = at.isHidden || checkName(node.name) !== null || isIgnored(names, node.type)
      if (isHidden) hidden.add(node.id)
      else tree.put(node)
      waiting.push({ id: node.id, names, isHidden })
    }
  }
  return { tree, hidden }
}
