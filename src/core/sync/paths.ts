// Where things lie on this disk: nodes, and the engine's own directory in the root. Runs in core. SYNC.md "Conflicts", property 7.
import type { NodeId } from '../../shared/domain/ids.ts'
import type { LocalPath } from './disk.ts'
import { ownDirectory } from './scan/ignore.ts'

// Windows understands "/" as well; the platform's file system turns paths into its native form.
export const pathOf = (root: LocalPath, names: readonly string[]): LocalPath => [root, ...names].join('/') as LocalPath

export const ownPaths = (root: LocalPath) => ({
  directory: pathOf(root, [ownDirectory]),
  /** Says which space lies here: `spaceId` in hex and a newline. */
  marker: pathOf(root, [ownDirectory, 'space']),
  /** What others removed or replaced. A person may look in and take things out. */
  trash: pathOf(root, [ownDirectory, 'trash']),
  /** Downloads under way; emptied at every start but for what long ones have brought. */
  temporary: pathOf(root, [ownDirectory, 'temporary']),
})

/** What has come of a long download (SYNC-94). */
export const partOf = (root: LocalPath, id: NodeId): LocalPath => `${ownPaths(root).temporary}/${id}.part` as LocalPath

/** Null for every other name in that directory. */
export const nodeOfPart = (name: string): NodeId | null =>
  (/^([\da-f]{32})\.part$/.exec(name)?.[1] as NodeId | undefined) ?? null
