// Puts remote contents into the tree: new files, and new contents of files. Runs in core. SYNC-74 … SYNC-76. SYNC.md property 9.
import type { LocalPath } from '../disk.ts'
import type { LocalNode } from '../interface.ts'
import { localCopyName, freeName } from '../conflict/name.ts'
import { ownPaths } from '../paths.ts'
import type { Target } from '../plan/interface.ts'
import { sameFile } from '../stat.ts'
import { samePlace } from '../trees/node-tree.ts'
import type { Cycle } from './context.ts'
import { fetchContents, type Fetched } from './fetch.ts'
import { placeInTrash } from './trash.ts'

export async function downloadContents(cycle: Cycle, targets: readonly Target[]): Promise<void> {
  const wanted = new Map(targets.filter((target) => isReady(cycle, target)).map((target) => [target.id, target]))
  await fetchContents(cycle, { ids: [...wanted.keys()], lane: cycle.lanes.down }, async (fetched) => {
    const target = wanted.get(fetched.nodeId)
    const local = cycle.memory.local.get(fetched.nodeId)
    if (target === undefined) return
    const isDone =
      local === undefined ? await placeNew(cycle, target, fetched) : await replaceOld(cycle, local, fetched)
    if (!isDone) cycle.fail(fetched.nodeId, 'changed')
  })
}

/** The parent is there; a file that is to be replaced already lies where it shall, with the content that was planned on. */
function isReady(cycle: Cycle, target: Target): boolean {
  const local = cycle.memory.local.get(target.id)
  return local === undefined ? cycle.path(target.parent) !== null : samePlace(local, target) && local.contentId !== null
}

/** SYNC-74 a new file never overwrites what lies there. */
async function placeNew(cycle: Cycle, target: Target, { temporary, contentId, node }: Fetched): Promise<boolean> {
  const path = cycle.pathIn(target.parent, target.name)
  if (path === null) return false
  const { files } = cycle.environment
  cycle.dirty.add(target.parent)
  const arrived = await files.stat(temporary)
  await files.rename(temporary, path)
  const stat = await files.stat(path)
  if (stat === null || arrived === null || !sameFile(stat, arrived)) return false
  const { id, parent, name } = target
  cycle.stage([{ kind: 'local.put', node: { id, parent, name, type: node.type, stat, contentId } }], [parent])
  return true
}

/**
 * SYNC-75 a file is replaced only if it is as it was seen; SYNC-76 what was saved in the very moment of replacing becomes a local copy beside.
 * The old content lies in the trash until that is sure.
 */
async function replaceOld(cycle: Cycle, local: LocalNode, { temporary, contentId }: Fetched): Promise<boolean> {
  const path = cycle.path(local.id)
  if (path === null) return false
  const { files, clock, root } = cycle.environment
  const before = await files.stat(path)
  if (before === null || !sameFile(before, local.stat)) return false
  const arrived = await files.stat(temporary)
  const kept = await placeInTrash(files, ownPaths(root).trash, { name: local.name, now: clock.now() }, (to) =>
    files.replace(temporary, path, to),
  )
  const old = await files.stat(kept)
  if (old !== null && sameFile(old, local.stat)) await files.removeFile(kept)
  else await bringBeside(cycle, local, kept)
  const stat = await files.stat(path)
  if (stat === null || arrived === null || !sameFile(stat, arrived)) return false
  cycle.stage([{ kind: 'local.put', node: { ...local, stat, contentId } }], [local.parent])
  return true
}

async function bringBeside(cycle: Cycle, local: LocalNode, kept: LocalPath): Promise<void> {
  const { files, clock } = cycle.environment
  const taken = new Set<string>()
  const first = localCopyName(local.name, clock.now())
  cycle.dirty.add(local.parent)
  for (let name = first; taken.size < 100; name = freeName(first, (one) => taken.has(one))) {
    const to = cycle.pathIn(local.parent, name)
    if (to === null) return
    if ((await files.stat(to)) === null) return files.rename(kept, to)
    taken.add(name)
  }
}
