// When two looks at a file saw the same file in the same state. Runs in core. SYNC.md "observe".
import type { FileStat } from './disk.ts'

/** True if nothing was written in between: kind, size, modification time and identity agree. The mode and the number of links may differ. */
export const sameFile = (a: FileStat, b: FileStat): boolean =>
  a.kind === b.kind && a.size === b.size && a.modifiedNs === b.modifiedNs && a.fileId === b.fileId

/** `sameFile`, and not even the status changed (links, mode, renames). A cheap "surely unchanged". */
export const untouched = (a: FileStat, b: FileStat): boolean =>
  sameFile(a, b) && a.changedNs === b.changedNs && a.executable === b.executable
