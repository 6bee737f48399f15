// The door to the sync engine. Runs in core.
export { conflictOriginal, freeName } from './conflict/name.ts'
export { createEngine, type EngineOptions, type SyncEngine } from './engine.ts'
export { obstacleOfRefusal } from './obstacle.ts'
export { fetchOne, placeOne } from './fetch-one.ts'
export { pathOf } from './paths.ts'
export { restoration } from './restore.ts'
export { defaultIgnoreRules, ignoreBy, type IsIgnored } from './scan/ignore.ts'
export type * from './interface.ts'
