// The numbered migrations in order; `user_version` of the database says how many were applied. Runs in core.
import { first } from './0001-first.ts'
import { activityDevice } from './0002-activity-device.ts'
import { keptTree } from './0003-tree.ts'
import { treeSummary } from './0004-tree-summary.ts'

export const migrations: readonly string[] = [first, activityDevice, keptTree, treeSummary]
