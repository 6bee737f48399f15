// Takes away what others removed: into the local trash, never out of the world. Runs in core. SYNC-72, SYNC-73. SYNC.md property 1.
import type { NodeId } from '../../../shared/domain/ids.ts'
import { FileSystemError, type FileSystem, type LocalPath } from '../disk.ts'
import type { LocalNode } from '../interface.ts'
import { freeName } from '../conflict/name.ts'
import { ownPaths } from '../paths.ts'
import { reasonToLeave } from '../scan/reason.ts'
import { sameFile } from '../stat.ts'
import { subtree } from '../trees/node-tree.ts'
import { attemptNode, type Cycle } from './context.ts'

/** SYNC-72 a removed node goes to the trash; SYNC-73 unless anything in it is not as it was seen: then the next cycle looks again. */
export async function moveToTrash(cycle: Cycle, id: NodeId): Promise<boolean> {
  return attemptNode(cycle, id, async () => {
    const node = cycle.memory.local.get(id)
    const path = cycle.path(id)
    if (node === undefined || path === null) return
    if (!(await isAsSeen(cycle, node, path))) {
      cycle.fail(id, 'changed')
      return
    }
    const { files, clock, root } = cycle.environment
    const kept = await placeInTrash(files, ownPaths(root).trash, { name: node.name, now: clock.now() }, (to) =>
      files.rename(path, to),
    )
    const stat = await files.stat(kept)
    if (node.type === 'file' && stat !== null && !sameFile(stat, node.stat)) {
      // Saved in the very moment: back with it, it is an edit.
      await files.rename(kept, path)
      cycle.fail(id, 'changed')
      return
    }
    const gone = [...subtree(cycle.memory.local, id)].map((one) => ({ kind: 'local.delete' as const, id: one.id }))
    cycle.stage(gone, [node.parent])
  })
}

/**
 * Calls `put` with a free path in today's folder of the trash until it does not answer `exists`; the folder is durable afterwards.
 * Answers the path.
 */
export async function placeInTrash(
  files: FileSystem,
  trash: LocalPath,
  { name, now }: { readonly name: string; readonly now: number },
  put: (path: LocalPath) => Promise<void>,
): Promise<LocalPath> {
  const day = `${trash}/${new Date(now).toISOString().slice(0, 10)}` as LocalPath
  for (const directory of [trash, day]) await ensureDirectory(files, directory)
  const tried = new Set<string>()
  for (let candidate = name; ; candidate = freeName(name, (one) => tried.has(one))) {
    const path = `${day}/${candidate}` as LocalPath
    try {
      await put(path)
      await files.syncDirectory(day)
      return path
    } catch (error) {
      if (!(error instanceof FileSystemError) || error.problem !== 'exists') throw error
      tried.add(candidate)
    }
  }
}

export async function ensureDirectory(files: FileSystem, path: LocalPath): Promise<void> {
  try {
    await files.makeDirectory(path)
    await files.syncDirectory(path.slice(0, path.lastIndexOf('/')) as LocalPath)
  } catch (error) {
    if (!(error instanceof FileSystemError) || error.problem !== 'exists') throw error
  }
}

async function isAsSeen(cycle: Cycle, node: LocalNode, path: LocalPath): Promise<boolean> {
  const { files } = cycle.environment
  const stat = await files.stat(path)
  if (stat?.fileId !== node.stat.fileId) return false
  // Without a content id it was edited after the plan was made.
  if (node.type === 'file') return node.contentId !== null && sameFile(stat, node.stat)
  const known = new Map(
    [...cycle.memory.local.children(node.id)]
      .flatMap((id) => cycle.memory.local.get(id) ?? [])
      .map((child) => [child.name, child]),
  )
  for (const entry of await files.list(path)) {
    const child = known.get(entry.name)
    if (child === undefined) {
      // What is not synced (ignored, links, names against the rule) goes along.
      const names = [...(cycle.memory.local.names(node.id) ?? []), entry.name]
      if (reasonToLeave(cycle.isIgnored, names, entry.stat) === null) return false
    } else if (!(await isAsSeen(cycle, child, `${path}/${entry.name}` as LocalPath))) return false
  }
  return true
}
