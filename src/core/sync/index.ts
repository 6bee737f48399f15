// The door to the sync engine. Runs in core.
export { conflictOriginal } from './conflict/name.ts'
export { createEngine, type EngineOptions, type SyncEngine } from './engine.ts'
export { obstacleOfRefusal } from './obstacle.ts'
export type * from './interface.ts'
