// Conflicts of a space: which files lie there twice because two sides changed them at once, whose content each is, and what to do so
// that one of them or both stay. Pure; runs in core. SYNC-77; SYNC-110 … SYNC-113.
import { decodeManifest } from '../../shared/content/manifest.ts'
import type { IdentityId, NodeId, PackId, RevisionId } from '../../shared/domain/ids.ts'
import { foldName } from '../../shared/domain/names.ts'
import type { Operation, Revision, SpaceTree, TreeNode } from '../../shared/logs/space/index.ts'
import { conflictOriginal, freeName } from '../sync/index.ts'

type Tree = Pick<SpaceTree, 'nodes' | 'children' | 'isReachable' | 'revisions'>

export type ConflictSide = { readonly node: TreeNode; readonly by: IdentityId; readonly at: number }
export type Conflict = {
  /** What has the name; null: there is nothing of that name beside it any more. */
  readonly kept: ConflictSide | null
  readonly beside: ConflictSide
}

/** SYNC-110 every conflict copy that lies in the tree, with the file whose name it bears. */
export function conflictsIn(tree: Tree): readonly Conflict[] {
  return [...tree.nodes.values()]
    .filter((node) => isCopy(node) && tree.isReachable(node.id))
    .map((node) => conflictOf(tree, node))
}

const isCopy = ({ type, name }: TreeNode): boolean => type === 'file' && conflictOriginal(name) !== null

function conflictOf(tree: Tree, copy: TreeNode): Conflict {
  const original = originalOf(tree, copy)
  // The copy was put there by whoever noticed; its content is that of the revision it comes from.
  const source = original === null ? undefined : revisionOfContent(tree, original, copy)
  const beside = source === undefined ? sideOf(tree, copy) : { node: copy, by: source.author, at: source.time }
  return { kept: original === null ? null : sideOf(tree, original), beside }
}

function originalOf(tree: Tree, { parent, name }: TreeNode): TreeNode | null {
  const wanted = foldName(conflictOriginal(name) ?? '')
  for (const id of tree.children(parent)) {
    const node = tree.nodes.get(id)
    if (node?.type === 'file' && !node.trashed && foldName(node.name) === wanted) return node
  }
  return null
}

function sideOf(tree: Tree, node: TreeNode): ConflictSide {
  const last = tree.revisions(node.id).at(-1)
  return { node, by: last?.author ?? node.changedBy, at: last?.time ?? node.changedAt }
}

const revisionOfContent = (tree: Tree, { id }: TreeNode, { contentId }: TreeNode): Revision | undefined =>
  tree.revisions(id).findLast(({ manifest }) => decodeManifest(manifest).contentId === contentId)

type Seen = { readonly node: NodeId; readonly revision: RevisionId }
export type ConflictChoice = {
  /** As the person saw them. */
  readonly kept: Seen | null
  readonly beside: Seen
  readonly choice: 'kept' | 'beside' | 'both'
}

/**
 * SYNC-111 nothing is uploaded and nothing leaves the log: what goes is in the trash or among the versions. Null: one of the two is not
 * what the person saw. `lost`: packs the relay lost; a revision that lies in one is not made the newest.
 */
export function settlement(
  tree: Tree,
  { kept: seenKept, beside: seenBeside, choice }: ConflictChoice,
  lost: ReadonlySet<PackId>,
): readonly Operation[] | null {
  const beside = tree.isReachable(seenBeside.node) ? tree.nodes.get(seenBeside.node) : undefined
  if (beside === undefined || !isCopy(beside) || beside.revision !== seenBeside.revision) return null
  const original = originalOf(tree, beside)
  if ((original?.id ?? null) !== (seenKept?.node ?? null)) return null
  if (original !== null && original.revision !== seenKept?.revision) return null
  switch (choice) {
    case 'kept':
      return [{ kind: 'remove', id: beside.id }]
    case 'both':
      return [renamed(tree, beside)]
    case 'beside':
      return original === null ? [renamed(tree, beside)] : exchanged(tree, { original, beside, lost })
  }
}

/** SYNC-112 the copy gets an ordinary name: that of the file, or the next that is free. */
function renamed(tree: Tree, { id, parent, name }: TreeNode): Operation {
  const siblings = [...tree.children(parent)].flatMap((one) => tree.nodes.get(one) ?? [])
  const taken = new Set(siblings.filter(({ trashed }) => !trashed).map((one) => foldName(one.name)))
  const isTaken = (one: string): boolean => taken.has(foldName(one))
  const wanted = conflictOriginal(name) ?? name
  return { kind: 'move', id, parent, name: isTaken(wanted) ? freeName(wanted, isTaken) : wanted }
}

/** SYNC-113 the file becomes what the copy is, as one of its own revisions; else the copy takes its place. */
function exchanged(
  tree: Tree,
  { original, beside, lost }: { original: TreeNode; beside: TreeNode; lost: ReadonlySet<PackId> },
): readonly Operation[] {
  const source = revisionOfContent(tree, original, beside)
  const isThere = source !== undefined && !decodeManifest(source.manifest).packs.some((pack) => lost.has(pack))
  if (isThere)
    return [
      { kind: 'put', id: original.id, place: null, manifest: source.manifest },
      { kind: 'remove', id: beside.id },
    ]
  return [
    { kind: 'remove', id: original.id },
    { kind: 'move', id: beside.id, parent: original.parent, name: original.name },
  ]
}
