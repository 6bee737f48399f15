// One entry of a folder as the table knows it: its key, and what a person may do with it. Renderer.
import { mayDo } from '../../../shared/domain/rights.ts'
import type { FileEntry } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'

/** Local entries have no node id; their name is unique in the folder. */
export const keyOf = (entry: FileEntry): string => entry.id ?? `local ${entry.name}`

/** Bytes that take long enough to come that a person should know. */
export const worthSaying = 20_000_000

export type FileAction = 'open' | 'reveal' | 'rename' | 'versions' | 'fetch' | 'serverSees' | 'remove'

/** Whether anything of this space can be changed through the window now. */
export const isChangeable = (space: Space): boolean => space.folder !== null && space.sync.kind !== 'closed'

/** In the order of the menu. */
export function actionsFor(entry: FileEntry, space: Space): readonly FileAction[] {
  const isFile = entry.kind === 'file'
  const isPart = entry.id !== null
  const may = (right: 'write' | 'delete') => isChangeable(space) && mayDo(space.myRights, right)
  const offered: Readonly<Record<FileAction, boolean>> = {
    open: isFile && isPart && entry.here,
    fetch: isFile && isPart && !entry.here && space.folder !== null,
    reveal: entry.here && space.folder !== null,
    rename: isPart ? may('write') : entry.reason === 'name',
    versions: isFile && isPart,
    serverSees: isPart,
    remove: isPart && may('delete'),
  }
  const order: readonly FileAction[] = ['open', 'fetch', 'reveal', 'rename', 'versions', 'serverSees', 'remove']
  return order.filter((action) => offered[action])
}
