// From a native path below the watched folder to the engine's form of it. Runs in core.
import { relative, sep } from 'node:path'
import type { LocalPath } from '../sync/interface.ts'

/** `root` as the engine writes it, `real` as the system reports it. What lies outside is "anything". */
export function translateHints(
  { root, real }: { readonly root: LocalPath; readonly real: string },
  onHint: (directory: LocalPath | null) => void,
): (directory: string) => void {
  return (directory) => {
    const names = relative(real, directory).split(sep)
    if (names[0] === '..') onHint(null)
    else onHint([root, ...names.filter((name) => name !== '')].join('/') as LocalPath)
  }
}
