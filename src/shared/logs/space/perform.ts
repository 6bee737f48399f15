// One operation on the tree: its rules, then its effect. PROTOCOL §10, §19.5, §19.6. Clients.
import { Refused } from '../../base/errors.ts'
import type { Suite } from '../../crypto/suite.ts'
import { rootNodeId, type NodeId } from '../../domain/ids.ts'
import { checkName } from '../../domain/names.ts'
import { readManifestHeader, revisionOf, type ManifestHeader } from './manifest-header.ts'
import type { Operation } from './operations.ts'
import * as must from './operation-rules.ts'
import { Void, type Change, type EditableTree, type TreeNode } from './tree-node.ts'

type OperationOf<Kind extends Operation['kind']> = Extract<Operation, { kind: Kind }>

/** Throws `Void`; then the tree is half changed and the caller takes everything back. */
export function performOperation(suite: Suite, tree: EditableTree, change: Change, operation: Operation): void {
  must.mustBeAllowed(change, operation)
  switch (operation.kind) {
    case 'mkdir':
      makeDirectory(tree, change, operation)
      return
    case 'put':
      put(suite, tree, change, operation)
      return
    case 'move':
      must.mustNotBeRoot(operation.id)
      must.mustBeReachable(tree, must.mustExist(tree, operation.id))
      place(tree, change, operation)
      return
    case 'remove':
      remove(tree, change, operation.id)
      return
    case 'restore':
      must.mustBeUnreachable(tree, must.mustExist(tree, operation.id))
      place(tree, change, operation)
      return
    case 'setMeta':
      setMeta(tree, change, operation)
      return
    case 'purge':
      must.mustBeUnreachable(tree, must.mustExist(tree, operation.id))
      must.mustHaveNothingBelow(tree, operation.id)
      tree.drop(operation.id)
  }
}

const changedNow = ({ author, time, seq }: Change): Pick<TreeNode, 'changedBy' | 'changedAt' | 'changedSeq'> => ({
  changedBy: author,
  changedAt: time,
  changedSeq: seq,
})

function makeDirectory(tree: EditableTree, change: Change, { id, parent, name }: OperationOf<'mkdir'>): void {
  must.mustBeNew(tree, id)
  must.mustFit(tree, id, { parent, name })
  const nothing = { revision: null, contentId: null, size: 0, executable: false, trashed: false }
  tree.set({ id, parent, name, type: 'directory', modifiedAt: change.time, ...nothing, ...changedNow(change) })
}

function put(suite: Suite, tree: EditableTree, change: Change, operation: OperationOf<'put'>): void {
  const { id, manifest } = operation
  const at = operation.place === null ? existingFile(tree, id) : newFile(tree, id, operation.place)
  const { size, contentId, modifiedAt, executable, packs } = readManifest(manifest)
  if (packs.some((pack) => !change.packs.has(pack))) throw new Void('pack')
  const revision = revisionOf(suite, manifest)
  tree.set({ id, ...at, type: 'file', revision, contentId, size, modifiedAt, executable, ...changedNow(change) })
  tree.addRevision(id, { id: revision, manifest, seq: change.seq, author: change.author, time: change.time })
}

type At = Pick<TreeNode, 'parent' | 'name' | 'trashed'>

/** A file in the trash takes revisions too: an edit that meets a deletion is kept. */
function existingFile(tree: EditableTree, id: NodeId): At {
  const node = must.mustExist(tree, id)
  must.mustBeFile(node)
  return { parent: node.parent, name: node.name, trashed: node.trashed }
}

function newFile(tree: EditableTree, id: NodeId, { parent, name }: { parent: NodeId; name: string }): At {
  must.mustBeNew(tree, id)
  must.mustFit(tree, id, { parent, name })
  return { parent, name, trashed: false }
}

/** Moves, renames and brings back. */
function place(tree: EditableTree, change: Change, { id, parent, name }: OperationOf<'move' | 'restore'>): void {
  must.mustFit(tree, id, { parent, name })
  tree.set({ ...must.mustExist(tree, id), parent, name, trashed: false, ...changedNow(change) })
}

/** Marks this node alone: what is below becomes unreachable, unchanged. */
function remove(tree: EditableTree, change: Change, id: NodeId): void {
  must.mustNotBeRoot(id)
  const node = must.mustExist(tree, id)
  if (node.trashed) throw new Void('unreachable')
  tree.set({ ...node, trashed: true, ...changedNow(change) })
}

function setMeta(tree: EditableTree, change: Change, { id, name, executable }: OperationOf<'setMeta'>): void {
  const node = must.mustExist(tree, id)
  must.mustBeReachable(tree, node)
  if (executable !== null) must.mustBeFile(node)
  if (name !== null && id === rootNodeId && checkName(name) !== null) throw new Void('name')
  if (name !== null && id !== rootNodeId) must.mustFit(tree, id, { parent: node.parent, name })
  const meta = { name: name ?? node.name, executable: executable ?? node.executable }
  tree.set({ ...node, ...meta, ...changedNow(change) })
}

function readManifest(manifest: Uint8Array): ManifestHeader {
  try {
    return readManifestHeader(manifest)
  } catch (error) {
    throw error instanceof Refused ? new Void('manifest') : error
  }
}
