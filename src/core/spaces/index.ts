// Spaces in core: shared folders with their verified logs, members and engines.
export type { FolderCheck, FolderRefusal, FolderUse, FolderWarning } from './folder-check.ts'
export type { AppendAnswer, SpaceRelay, SpacesEnvironment } from './interface.ts'
export type { JoinedSpace } from './joined-space.ts'
export type { SpaceReplica } from './replica.ts'
export type { NameRefusal } from './by-hand.ts'
export { grantOrigins, type GrantOrigin } from './grant-origins.ts'
export { readLostPacks, readOutcome, type SyncOutcome } from './outcome.ts'
export { Spaces } from './service.ts'
