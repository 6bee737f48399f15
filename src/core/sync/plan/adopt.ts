// Finds what is the same thing on both sides although it got its ids apart. SYNC-50. Pure; runs in core.
import { rootNodeId, type NodeId } from '../../../shared/domain/ids.ts'
import { foldName } from '../../../shared/domain/names.ts'
import type { LocalNode, RemoteNode } from '../interface.ts'
import { paced, type Sliced } from '../slices.ts'
import type { ReadonlyNodeTree } from '../trees/node-tree.ts'

export type Adoption = { readonly local: NodeId; readonly remote: NodeId }

/**
 * SYNC-50 a local node that is new and lies where the log has one of the same type and name that is not on this disk, is that node. With equal
 * content nothing is transferred, with different content it is a conflict like any other. Parents come before their children.
 */
export function* adoptions(
  remote: ReadonlyNodeTree<RemoteNode>,
  local: ReadonlyNodeTree<LocalNode>,
  isNew: (id: NodeId) => boolean,
): Sliced<readonly Adoption[]> {
  const found: Adoption[] = []
  const waiting: Adoption[] = [{ local: rootNodeId, remote: rootNodeId }]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const candidates = new Map<string, RemoteNode>()
    let haveNames = false
    const { local: directory, remote: counterpart } = at
    yield* paced(local.children(directory), (id) => {
      const node = local.get(id)
      if (node === undefined) return
      if (!isNew(id)) {
        if (node.type === 'directory' && remote.has(id)) waiting.push({ local: id, remote: id })
        return
      }
      if (!haveNames) for (const one of childrenNotHere(remote, local, counterpart)) candidates.set(key(one), one)
      haveNames = true
      const same = candidates.get(key(node))
      if (same === undefined) return
      candidates.delete(key(node))
      found.push({ local: id, remote: same.id })
      if (node.type === 'directory') waiting.push({ local: id, remote: same.id })
    })
    yield
  }
  return found
}

const key = (node: { type: string; name: string }): string => `${node.type} ${foldName(node.name)}`

function childrenNotHere(
  remote: ReadonlyNodeTree<RemoteNode>,
  local: ReadonlyNodeTree<LocalNode>,
  parent: NodeId,
): readonly RemoteNode[] {
  return [...remote.children(parent)].flatMap((id) => (local.has(id) ? [] : (remote.get(id) ?? [])))
}
