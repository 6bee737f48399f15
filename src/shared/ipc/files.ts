// Channel groups `files`, `trash` and `versions`: one folder of a space at a time, what was removed, what it was before. Answered by core.
import { z } from 'zod'
import { call, done } from './call.ts'
import { byteCount, count, instant, nodeId, person, revisionId, spaceId } from './values.ts'

/** Most rows one answer holds; the window asks page by page. */
export const pageLimit = 500

export const fileState = z.enum([
  'synced',
  'uploading',
  'downloading',
  /** Known, not here yet or not away yet. */
  'waiting',
  'conflict',
  /** Only on this computer, see `reason`. */
  'local',
])

/**
 * Why something local is not exchanged (SYNC.md "What is a file here"), or a content of the space is not here: what came is not
 * what the log names (`damaged`), nothing came (`withheld`), or the relay lost it and nobody has brought it again (`lost`).
 */
export const skipReason = z.enum([
  'name',
  'link',
  'special',
  'growing',
  'collision',
  'denied',
  'no-right',
  'damaged',
  'withheld',
  'lost',
])

export const fileEntry = z.object({
  /** Null for something local that is not part of the space. */
  id: nodeId.nullable(),
  name: z.string(),
  kind: z.enum(['file', 'folder']),
  size: byteCount,
  changedAt: instant.nullable(),
  changedBy: person.nullable(),
  state: fileState,
  reason: skipReason.nullable(),
})
export type FileEntry = z.output<typeof fileEntry>

export const removedEntry = z.object({
  id: nodeId,
  name: z.string(),
  /** Names of the folders above, outermost first. */
  folders: z.array(z.string()),
  kind: z.enum(['file', 'folder']),
  size: byteCount,
  removedAt: instant,
  removedBy: person,
})
export type RemovedEntry = z.output<typeof removedEntry>

export const version = z.object({
  /** Not unique: a version that was restored has the one it had before. */
  revision: revisionId,
  at: instant,
  by: person,
  size: byteCount,
  current: z.boolean(),
  /** The relay lost its content: it cannot be restored. */
  lost: z.boolean(),
})
export type Version = z.output<typeof version>

const ofNode = z.strictObject({ space: spaceId, node: nodeId })

export const fileCalls = {
  /** Folders first, then by `sort`. `node` null is the top; `trail` names the folders from the top to this one. */
  'files.list': call(
    z.strictObject({
      space: spaceId,
      node: nodeId.nullable(),
      sort: z.enum(['name', 'size', 'changed']),
      descending: z.boolean(),
      offset: count,
      limit: z.int().min(1).max(pageLimit),
    }),
    z.object({
      trail: z.array(z.object({ id: nodeId, name: z.string() })),
      total: count,
      entries: z.array(fileEntry).max(pageLimit),
    }),
  ),
  /** Shows the local folder, or a file in it, in the system's file manager. Nothing is ever executed. */
  'files.reveal': call(z.strictObject({ space: spaceId, node: nodeId.nullable() }), done),
  'trash.list': call(z.strictObject({ space: spaceId }), z.array(removedEntry)),
  'trash.restore': call(ofNode, done),
  'versions.list': call(ofNode, z.array(version)),
  'versions.restore': call(z.strictObject({ space: spaceId, node: nodeId, revision: revisionId }), done),
} as const
