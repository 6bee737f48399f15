// The remote tree as this client may see it: what is reachable from the root, has a lawful name and is not ignored here.
// Runs in core. SYNC.md "Shape", PROTOCOL §10 "Operation rules".
import { checkName } from '../../../shared/domain/names.ts'
import { rootNodeId, type NodeId } from '../../../shared/domain/ids.ts'
import type { RemoteNode, RemoteView } from '../interface.ts'
import type { IsIgnored } from '../scan/ignore.ts'
import { atOnce, paced, type Sliced } from '../slices.ts'
import { NodeTree, type Place, type ReadonlyNodeTree } from './node-tree.ts'

export type RemoteTree = {
  readonly tree: ReadonlyNodeTree<RemoteNode>
  /** Nodes that are there but have no place on this disk: ignored here, or named against the name rule; and all below them. */
  readonly hidden: ReadonlySet<NodeId>
}

type Restored = ReadonlyMap<NodeId, Place>

/** `restored` names nodes that count as reachable, at the place given, although they are in the trash or below something that is. */
export const reachableTree = (
  view: Pick<RemoteView, 'nodes'>,
  isIgnored: IsIgnored,
  restored: Restored = new Map(),
): RemoteTree => atOnce(reachableInSlices(view, isIgnored, restored))

/** The same, for large spaces. */
export function* reachableInSlices(
  view: Pick<RemoteView, 'nodes'>,
  isIgnored: IsIgnored,
  restored: Restored = new Map(),
): Sliced<RemoteTree> {
  const children = new Map<NodeId, RemoteNode[]>()
  yield* paced(view.nodes.values(), (node) => {
    const place = restored.get(node.id)
    if (node.id === rootNodeId || (node.trashed && place === undefined)) return
    const child = place === undefined ? node : { ...node, ...place, trashed: false }
    const siblings = children.get(child.parent)
    if (siblings === undefined) children.set(child.parent, [child])
    else siblings.push(child)
  })
  const tree = new NodeTree<RemoteNode>()
  const hidden = new Set<NodeId>()
  const waiting: { id: NodeId; names: readonly string[]; isHidden: boolean }[] = [
    { id: rootNodeId, names: [], isHidden: false },
  ]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const above = at
    yield* paced(children.get(above.id) ?? [], (node) => {
      const names = [...above.names, node.name]
      const isHidden = above.isHidden || checkName(node.name) !== null || isIgnored(names, node.type)
      if (isHidden) hidden.add(node.id)
      else tree.put(node)
      if (children.has(node.id)) waiting.push({ id: node.id, names, isHidden })
    })
    yield
  }
  return { tree, hidden }
}
