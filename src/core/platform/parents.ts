// [Note: No way out through a link] Node has no calls relative to a directory handle. Every directory between the root and the last name is
// therefore looked at before a call and again after it: all must be directories, and the same ones. What was opened in between is compared by
// its inode. A parent that turned into a link is refused, `link`. Runs in core. SYNC.md "What is a file here", ATTACKS T64.
import { lstatSync } from 'node:fs'
import { FileSystemError, type LocalPath } from '../sync/interface.ts'
import { translated } from './file-problem.ts'

/** The directories on the way, as they were at one moment. */
export type Way = readonly string[]

export interface Parents {
  /** Throws `link` or `vanished`. */
  look(path: LocalPath): Way
  /** Throws `link` if the way is not what it was. */
  mustBeSame(path: LocalPath, before: Way): void
}

/** Nothing is checked: for paths the person chose. */
export const anyParents: Parents = { look: () => [], mustBeSame: () => undefined }

export function parentsBelow(root: LocalPath): Parents {
  const look = (path: LocalPath): Way => {
    if (path !== root && !path.startsWith(`${root}/`)) throw new FileSystemError('link')
    const names = path
      .slice(root.length + 1)
      .split('/')
      .slice(0, -1)
    if (names.includes('..') || names.includes('.') || names.includes('')) throw new FileSystemError('link')
    let at: string = root
    return names.map((name) => {
      at = `${at}/${name}`
      return directoryId(at)
    })
  }
  return {
    look,
    mustBeSame: (path, before) => {
      const now = look(path)
      if (now.some((id, i) => id !== before[i])) throw new FileSystemError('link')
    },
  }
}

function directoryId(path: string): string {
  try {
    const stats = lstatSync(path, { bigint: true })
    if (stats.isSymbolicLink()) throw new FileSystemError('link')
    if (!stats.isDirectory()) throw new FileSystemError('vanished')
    return `${stats.dev}-${stats.ino}`
  } catch (error) {
    throw translated(error)
  }
}
