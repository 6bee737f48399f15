// Which names are left out of the exchange, in gitignore syntax. Runs in core. SYNC.md "What is a file here".
import ignore from 'ignore'

/** Shown in the app and editable per space: what the system and office programs leave behind. */
export const defaultIgnoreRules: readonly string[] = [
  '.DS_Store',
  'Thumbs.db',
  'desktop.ini',
  '*.tmp',
  '~$*',
  '.~lock.*',
]

/** The engine's own directory in the root: marker, trash, temporary files. Never synced, whatever the rules say. */
export const ownDirectory = '.siegel'

export type IsIgnored = (names: readonly string[], type: 'file' | 'directory') => boolean

/** `names` from the root down; at least one. */
export function ignoreBy(rules: readonly string[]): IsIgnored {
  const matcher = ignore({ allowRelativePaths: true }).add([...rules])
  return (names, type) =>
    names[0]?.toLowerCase() === ownDirectory || matcher.ignores(names.join('/') + (type === 'directory' ? '/' : ''))
}
