// The real disk and its watchers. Runs in core.
export { createFileSystem } from './file-system.ts'
export { createWatcher } from './watcher.ts'
export { emptyDirectory, measureDirectory } from './measure.ts'
export { ownDirectory } from './own-directory.ts'
export { copyIn, type Copied, type CopyProgress } from './copy-in.ts'
