// The door to the sync engine. Runs in core.
export { createEngine, type EngineOptions, type SyncEngine } from './engine.ts'
export { defaultIgnoreRules } from './scan/ignore.ts'
export type * from './interface.ts'
export { FileSystemError } from './interface.ts'
