// The real disk and its watchers. Runs in core.
export { createFileSystem } from './file-system.ts'
export { createWatcher } from './watcher.ts'
