// What must hold before an operation, each rule one sentence, thrown as `Void`. PROTOCOL §10, §19.5, §19.6. Clients.
import { utf8 } from '../../base/encoding.ts'
import { rootNodeId, type NodeId } from '../../domain/ids.ts'
import { checkName, pathDepthLimit, pathLengthLimit } from '../../domain/names.ts'
import { mayDo, type Right } from '../../domain/rights.ts'
import type { Operation, Place } from './operations.ts'
import { Void, type Change, type TreeNode, type TreeView } from './tree-node.ts'

export const rightFor = {
  mkdir: 'write',
  put: 'write',
  move: 'write',
  restore: 'write',
  setMeta: 'write',
  remove: 'delete',
  purge: 'manage',
} as const satisfies Record<Operation['kind'], Right>

export function mustBeAllowed({ rights }: Change, operation: Operation): void {
  if (!mayDo(rights, rightFor[operation.kind])) throw new Void('rights')
}

export function mustExist(tree: TreeView, id: NodeId): TreeNode {
  const node = tree.node(id)
  if (node === undefined) throw new Void('node')
  return node
}

export function mustBeNew(tree: TreeView, id: NodeId): void {
  if (tree.node(id) !== undefined) throw new Void('node')
}

export function mustNotBeRoot(id: NodeId): void {
  if (id === rootNodeId) throw new Void('root')
}

export function mustBeFile(node: TreeNode): void {
  if (node.type !== 'file') throw new Void('not-a-file')
}

export function mustBeReachable(tree: TreeView, node: TreeNode): void {
  if (!isReachable(tree, node)) throw new Void('unreachable')
}

export function mustBeUnreachable(tree: TreeView, node: TreeNode): void {
  if (isReachable(tree, node)) throw new Void('reachable')
}

export function mustHaveNothingBelow(tree: TreeView, id: NodeId): void {
  if (tree.childCount(id) > 0) throw new Void('not-empty')
}

/**
 * `id` may lie at `place`: below a reachable directory that is not below itself, under a name that keeps the rule and that
 * no sibling holds, on a path of at most 64 names and 4,096 bytes. What lies below `id` is not looked at.
 */
export function mustFit(tree: TreeView, id: NodeId, { parent, name }: Place): void {
  if (checkName(name) !== null) throw new Void('name')
  if (mustExist(tree, parent).type !== 'directory') throw new Void('not-a-directory')
  let length = utf8(name).length
  let depth = 1
  for (let at = parent; at !== rootNodeId; depth++) {
    const above = mustExist(tree, at)
    if (at === id) throw new Void('cycle')
    if (above.trashed) throw new Void('unreachable')
    length += utf8(above.name).length + 1
    if (depth >= pathDepthLimit || length > pathLengthLimit) throw new Void('path')
    at = above.parent
  }
  const holder = tree.holder(parent, name)
  if (holder !== undefined && holder !== id) throw new Void('name-taken')
}

/** Neither trashed itself nor below something that is. */
export function isReachable(tree: TreeView, node: TreeNode): boolean {
  let at: TreeNode | undefined = node
  while (at !== undefined && !at.trashed && at.id !== rootNodeId) at = tree.node(at.parent)
  return at?.id === rootNodeId
}
