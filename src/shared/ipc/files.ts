// Channel groups `files`, `trash` and `versions`: one folder of a space at a time, what was removed, what it was before. Answered by core.
import { z } from 'zod'
import { call, done, nothing } from './call.ts'
import { byteCount, count, instant, localToken, nodeId, person, revisionId, spaceId } from './values.ts'

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
  /** In the space, but left out on this computer by its rules. */
  'absent',
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
  /** Left out by the rules of this computer. */
  'ignored',
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
  /** It lies in the folder: it can be opened and dragged out. */
  here: z.boolean(),
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
  /** Others whose devices said that they have seen this change; whether somebody has opened the file, nobody says. */
  knownTo: z.array(person),
  /** The relay lost its content: it cannot be restored. */
  lost: z.boolean(),
})
export type Version = z.output<typeof version>

const ofNode = z.strictObject({ space: spaceId, node: nodeId })
const ofNodes = z.strictObject({ space: spaceId, nodes: z.array(nodeId).min(1).max(pageLimit) })
/** As a person typed it; whether it may stand in a space, the answer says. */
const wishedName = z.string().max(1024)

/** Why a name cannot be given (shared/domain/names.ts); `taken`: something beside it is called so. */
export const nameProblem = z.enum([
  'empty',
  'too-long',
  'unknown-character',
  'forbidden-character',
  'not-composed',
  'dots',
  'trailing-dot-or-space',
  'device-name',
  'path-too-long',
  'path-too-deep',
  'taken',
])
export type NameProblem = z.output<typeof nameProblem>
const named = z.object({ problem: nameProblem.nullable() })

/** `shown`: what the system would run is not opened but shown in the file manager. */
const opened = z.object({ how: z.enum(['opened', 'shown']) })

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
  /** Where in its folder something stands, as `files.list` has it by name. E_GONE: it is not there (any more). */
  'files.place': call(ofNode, z.object({ at: count })),
  /** Shows the local folder, or a file in it, in the system's file manager. Nothing is ever executed. */
  'files.reveal': call(z.strictObject({ space: spaceId, node: nodeId.nullable() }), done),
  /** With the program the system has for it. E_GONE: it is not here. */
  'files.open': call(ofNode, opened),
  /** The drag that has just begun is one of these files; those that are not here are left out. E_GONE: none is. */
  'files.dragOut': call(ofNodes, done),
  'files.rename': call(z.strictObject({ space: spaceId, node: nodeId, name: wishedName }), named),
  /** Renames what lies in the folder and is not exchanged because of its name. */
  'files.renameLocal': call(
    z.strictObject({ space: spaceId, folder: nodeId.nullable(), name: wishedName, to: wishedName }),
    named,
  ),
  'files.makeFolder': call(z.strictObject({ space: spaceId, folder: nodeId.nullable(), name: wishedName }), named),
  /** To the trash of the space, for everybody. */
  'files.remove': call(ofNodes, done),
  /** Copies into a folder of the space; answers when all is there. `already`: they lie in this space. E_STALE: stopped. */
  'files.add': call(
    z.strictObject({ space: spaceId, folder: nodeId.nullable(), items: z.array(localToken).min(1).max(100) }),
    z.object({ files: count, leftOut: count, already: count }),
  ),
  /** The copy under way; null: none. */
  'files.adding': call(
    nothing,
    z.object({ space: spaceId, doneBytes: byteCount, totalBytes: byteCount, current: z.string() }).nullable(),
  ),
  'files.stopAdding': call(nothing, done),
  /** Brings a file that is not here to its place now. E_CONFLICT: something lies there. */
  'files.fetch': call(ofNode, done),
  'trash.list': call(z.strictObject({ space: spaceId }), z.array(removedEntry)),
  'trash.restore': call(ofNodes, done),
  'versions.list': call(ofNode, z.array(version)),
  /** A read-only copy of its own, gone when Siegel is locked or ends; the current version, where it is here, is the file itself. */
  'versions.open': call(z.strictObject({ space: spaceId, node: nodeId, revision: revisionId }), opened),
  'versions.restore': call(z.strictObject({ space: spaceId, node: nodeId, revision: revisionId }), done),
} as const
