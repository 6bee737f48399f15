// What one cycle worked out and the next need not work out again, as long as nothing it follows from has changed: so a cycle with nothing to
// do costs next to nothing, however large the space. Runs in core. SYNC.md "Measured, not believed", SYNC-62.
import type { RemoteNode, RemoteView } from './interface.ts'
import type { Plan } from './plan/interface.ts'
import type { IsIgnored } from './scan/ignore.ts'
import type { ReadonlyNodeTree } from './trees/node-tree.ts'
import type { RemoteTree } from './trees/remote-tree.ts'

export class KnownBefore {
  /** What of the log has a place here. */
  reachable: { readonly view: RemoteView; readonly isIgnored: IsIgnored; readonly tree: RemoteTree } | null = null
  /** The remote tree on which the synced tree was last advanced as a whole. */
  advancedOn: ReadonlyNodeTree<RemoteNode> | null = null
  /** The plan is a function of what it is made from: of the same nothing else can come. */
  settled: { readonly facts: readonly unknown[]; readonly plan: Plan } | null = null
  /** What the last plan was to transfer, whatever a person wishes. */
  wanted: Pick<Plan, 'uploads' | 'downloads' | 'conflicts'> = { uploads: [], downloads: [], conflicts: [] }
}

/** Nodes are never changed in place, and only together with `seq` or `isWhole`. */
export const isSameLog = (a: RemoteView, b: RemoteView): boolean =>
  a.nodes === b.nodes && a.seq === b.seq && a.isWhole === b.isWhole

export const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, at) => Object.is(one, b[at]))
