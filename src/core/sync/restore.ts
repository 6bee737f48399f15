// Brings back what the log still has: an earlier revision, a node from the trash. Runs in core. SYNC-90, SYNC-91. SYNC.md property 1.
import { Refused } from '../../shared/base/errors.ts'
import { attemptAsync, fail, ok, type Result } from '../../shared/base/result.ts'
import { encodeManifest } from '../../shared/content/manifest.ts'
import { rootNodeId, type NodeId, type PackId, type RevisionId } from '../../shared/domain/ids.ts'
import type { Operation } from '../../shared/logs/space/operations.ts'
import { freeName } from './conflict/name.ts'
import type { RemoteView, SpaceRemote } from './interface.ts'
import { childNamed } from './trees/node-tree.ts'
import { reachableTree } from './trees/remote-tree.ts'

/** SYNC-90 the earlier revision becomes the newest one; what is there now stays a revision. Nothing is uploaded. E_INTEGRITY: it lies in a lost pack. */
export const restoreVersion = (
  remote: SpaceRemote,
  { id, revision, lost }: { readonly id: NodeId; readonly revision: RevisionId; readonly lost: ReadonlySet<PackId> },
  signal: AbortSignal,
): Promise<Result<void>> =>
  commitOn(remote, signal, async () => {
    const manifest = remote.view.nodes.has(id) ? await remote.manifest(id, revision) : null
    if (manifest?.packs.some((pack) => lost.has(pack))) throw new Refused('E_INTEGRITY', 'the relay lost this version')
    return manifest === null ? null : { kind: 'put', id, place: null, manifest: encodeManifest(manifest) }
  })

/** SYNC-91 the node returns to its directory, or to the root if that is gone; under another name if its own is taken. */
export const restoreNode = (remote: SpaceRemote, id: NodeId, signal: AbortSignal): Promise<Result<void>> =>
  commitOn(remote, signal, () => Promise.resolve(restoration(remote.view, id)))

/** Null for what is not in the trash. */
export function restoration(view: Pick<RemoteView, 'nodes'>, id: NodeId): Operation | null {
  const node = view.nodes.get(id)
  const { tree } = reachableTree(view, () => false)
  if (node === undefined || tree.has(id)) return null
  const parent = tree.get(node.parent)?.type === 'directory' ? node.parent : rootNodeId
  const isTaken = (name: string): boolean => childNamed(tree, parent, name) !== undefined
  const name = isTaken(node.name) ? freeName(node.name, isTaken) : node.name
  return { kind: 'restore', id, parent, name }
}

/** Makes the operation anew on what is newest until it is in. Null: E_ID. */
async function commitOn(
  remote: SpaceRemote,
  signal: AbortSignal,
  make: () => Promise<Operation | null>,
): Promise<Result<void>> {
  for (;;) {
    signal.throwIfAborted()
    const refreshed = await remote.refresh(signal)
    if (!refreshed.ok) return refreshed
    const made = await attemptAsync(make)
    if (!made.ok) return made
    const operation = made.value
    if (operation === null) return fail('E_ID', 'no such node or revision')
    const outcome = await remote.commit([operation], [], signal)
    if (!outcome.ok) return outcome
    if (outcome.value.kind === 'committed') return ok(undefined)
  }
}
