// Channel group `conflicts`: files that two sides changed at once, over all spaces, and what becomes of the two contents. Answered by
// core. SYNC.md SYNC-77, SYNC-100 …
import { z } from 'zod'
import { call, done } from './call.ts'
import { byteCount, count, instant, nodeId, person, revisionId, spaceId } from './values.ts'

const conflictSide = z.object({
  node: nodeId,
  revision: revisionId,
  name: z.string(),
  size: byteCount,
  at: instant,
  /** Who wrote this content. */
  by: person,
})
export type ConflictSide = z.output<typeof conflictSide>

export const conflict = z.object({
  space: z.object({ id: spaceId, name: z.string() }),
  /** Names of the folders above, outermost first. */
  folders: z.array(z.string()),
  /** What has the name; null: it was deleted, moved or renamed meanwhile. */
  kept: conflictSide.nullable(),
  /** What was put beside it. */
  beside: conflictSide,
  /** I may write and delete here. */
  maySettle: z.boolean(),
  /** The folder is on this computer, so that both can be opened. */
  mayOpen: z.boolean(),
})
export type Conflict = z.output<typeof conflict>

export const conflictCalls = {
  /** By space and name. */
  'conflicts.list': call(
    z.strictObject({ offset: count, limit: z.int().min(1).max(200) }),
    z.object({ items: z.array(conflict), total: count }),
  ),
  /**
   * Settles a conflict for everybody, on what the person saw: E_STALE where one of the two is another one by now. What goes is in the
   * trash or among the versions.
   */
  'conflicts.settle': call(
    z.strictObject({
      space: spaceId,
      kept: z.strictObject({ node: nodeId, revision: revisionId }).nullable(),
      beside: z.strictObject({ node: nodeId, revision: revisionId }),
      choice: z.enum(['kept', 'beside', 'both']),
    }),
    done,
  ),
} as const
