// From the system's view of a file to the engine's. Runs in core. SYNC.md "What is a file here", ATTACKS T65.
import type { BigIntStats } from 'node:fs'
import type { FileKind, FileStat } from '../sync/interface.ts'

/** On Windows there is no executable bit. */
export const hasExecutableBit = process.platform !== 'win32'

export function fileStatOf(stats: BigIntStats): FileStat {
  const kind = kindOf(stats)
  return {
    kind,
    size: kind === 'file' ? Number(stats.size) : 0,
    modifiedNs: stats.mtimeNs,
    changedNs: stats.ctimeNs,
    fileId: `${stats.dev}-${stats.ino}`,
    executable: hasExecutableBit && kind === 'file' && (stats.mode & 0o100n) !== 0n,
    links: Number(stats.nlink),
  }
}

function kindOf(stats: BigIntStats): FileKind {
  if (stats.isSymbolicLink()) return 'link'
  if (stats.isDirectory()) return 'directory'
  return stats.isFile() && !isSparse(stats) ? 'file' : 'special'
}

/** 64 MiB and more of which hardly anything is stored: a hole to fall into, not a document. Compressing file systems stay far above the line. */
const isSparse = ({ size, blocks }: BigIntStats): boolean =>
  process.platform !== 'win32' && size >= 2n ** 26n && blocks * 512n < size / 64n
