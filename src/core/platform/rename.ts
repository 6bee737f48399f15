// Renaming without overwriting, and replacing without losing. Runs in core. SYNC.md property 1.
// [Note: No overwriting] POSIX `rename` overwrites and Node has no RENAME_NOREPLACE. A file therefore gets its new name by `link`, which refuses a
// taken name, and then loses the old one. Where there are no hard links (FAT) and for directories the name is looked at right before; `rename`
// then still refuses a directory that is not empty. Synchronous, so that nothing of ours comes in between.
import { copyFileSync, constants, linkSync, lstatSync, renameSync, unlinkSync, type BigIntStats } from 'node:fs'
import { FileSystemError } from '../sync/interface.ts'
import { codeOf } from './file-problem.ts'

const lookAt = (path: string): BigIntStats | null => lstatSync(path, { bigint: true, throwIfNoEntry: false }) ?? null

const cannotLink = (error: unknown): boolean =>
  ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL'].includes(codeOf(error) ?? '')

/** Throws `exists` if something is at `to`, also if it came a moment ago. */
export function renameKeeping(from: string, to: string): void {
  const source = lookAt(from)
  if (source === null) throw new FileSystemError('vanished')
  if (isOtherSpelling(to, source)) {
    renameSync(from, to)
    return
  }
  if (source.isFile() && linkKeeping(from, to)) loseName(from, to)
  else renameWhereFree(from, to)
}

/** False where there are no hard links. */
function linkKeeping(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (!cannotLink(error)) throw error
    return false
  }
}

function renameWhereFree(from: string, to: string): void {
  if (lookAt(to) !== null) throw new FileSystemError('exists')
  renameSync(from, to)
}

/** What holds on to its old name (on Windows because a scanner reads it) shall not keep two: who writes on the one would write on the other. */
function loseName(from: string, to: string): void {
  try {
    unlinkSync(from)
  } catch (error) {
    if (lookAt(to)?.ino === lookAt(from)?.ino) unlinkSync(to)
    throw error
  }
}

/** The same entry of a disk that ignores case or composition: the new name "exists", as the old one. */
function isOtherSpelling(to: string, source: BigIntStats): boolean {
  const target = lookAt(to)
  if (target?.ino !== source.ino || target.dev !== source.dev) return false
  return source.nlink === 1n || source.isDirectory()
}

/** What was at `path` gets the name `keep`, then `fresh` takes its place in one step. */
export function replaceKeeping(fresh: string, path: string, keep: string): void {
  const old = lookAt(path)
  if (old?.isFile() !== true) throw new FileSystemError('vanished')
  try {
    linkSync(path, keep)
  } catch (error) {
    if (!cannotLink(error)) throw error
    copyFileSync(path, keep, constants.COPYFILE_EXCL)
  }
  const now = lookAt(path)
  if (now?.ino !== old.ino || now.size !== old.size || now.mtimeNs !== old.mtimeNs) {
    unlinkSync(keep)
    throw new FileSystemError('busy')
  }
  renameSync(fresh, path)
}
