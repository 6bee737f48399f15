// Looks at the disk: all of it, or only the directories that may have changed. Runs in core. SYNC.md "observe".
// [Note: Partial scans] A directory that is not dirty is not listed again: its remembered children stand for it, and a subtree without
// dirty directories is `kept` as a whole. What turned up in a dirty directory and is remembered elsewhere makes that place dirty too,
// so that a move is never seen half. A directory that turned up elsewhere is listed with all below it: hints that came under its new path
// were taken for another.
import { rootNodeId, type NodeId } from '../../../shared/domain/ids.ts'
import { FileSystemError, type DirectoryEntry, type FileStat, type FileSystem, type LocalPath } from '../disk.ts'
import type { Skipped } from '../interface.ts'
import { mapLimited } from '../limited.ts'
import { pathOf } from '../paths.ts'
import type { SyncMemory } from '../trees/memory.ts'
import type { IsIgnored } from './ignore.ts'
import { reasonToLeave } from './reason.ts'

export type LeftEntry = {
  readonly name: string
  readonly stat: FileStat
  readonly reason: Skipped['reason'] | 'ignored'
}

export type SeenDirectory = {
  readonly name: string
  /** Null for the root. */
  readonly stat: FileStat | null
  /** `kept`: not looked into. `unreadable`: its content cannot be known now; nothing in it counts as deleted. */
  readonly how: 'listed' | 'remembered' | 'kept' | 'unreadable'
  /** The local node it was before, by its file id (the root: `rootNodeId`); null if never seen. */
  readonly known: NodeId | null
  readonly files: readonly DirectoryEntry[]
  readonly directories: readonly SeenDirectory[]
  readonly left: readonly LeftEntry[]
}

export type Scope = ReadonlySet<NodeId> | 'all'

type Walk = {
  readonly root: LocalPath
  readonly files: FileSystem
  readonly memory: SyncMemory
  readonly isIgnored: IsIgnored
  readonly dirty: Scope
  /** Known directories on the way to a dirty one. */
  readonly passages: ReadonlySet<NodeId>
  readonly signal: AbortSignal
}

/** Throws `FileSystemError` if the root itself cannot be listed. */
export async function walkDisk(options: Omit<Walk, 'passages'>): Promise<SeenDirectory> {
  let dirty = options.dirty
  for (;;) {
    const root = await look(
      { ...options, dirty, passages: passagesTo(options.memory, dirty) },
      { name: '', stat: null, names: [], parent: null, isMoved: false },
    )
    if (root.how === 'unreadable') throw new FileSystemError('vanished')
    if (dirty === 'all') return root
    const wider = new Set([...dirty, ...formerParents(root, options.memory)])
    if (wider.size === dirty.size) return root
    dirty = wider
  }
}

async function look(
  walk: Walk,
  at: { name: string; stat: FileStat | null; names: readonly string[]; parent: NodeId | null; isMoved: boolean },
): Promise<SeenDirectory> {
  const known = at.stat === null ? rootNodeId : walk.memory.directoryByFileId(at.stat.fileId, at)
  const base = { name: at.name, stat: at.stat, known, files: [], directories: [], left: [] }
  walk.signal.throwIfAborted()
  const before = walk.memory.local.get(known ?? rootNodeId)
  const isMoved = at.isMoved || (before !== undefined && (before.name !== at.name || before.parent !== at.parent))
  const mustList = known === null || isMoved || walk.dirty === 'all' || walk.dirty.has(known)
  if (!mustList && !walk.passages.has(known)) return { ...base, how: 'kept' }
  let entries: readonly DirectoryEntry[]
  try {
    entries = mustList ? await walk.files.list(pathOf(walk.root, at.names)) : remembered(walk.memory, known)
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error
    return { ...base, how: 'unreadable' }
  }
  const left: LeftEntry[] = []
  const files: DirectoryEntry[] = []
  const found: DirectoryEntry[] = []
  for (const entry of entries) {
    const reason = mustList ? reasonToLeave(walk.isIgnored, [...at.names, entry.name], entry.stat) : null
    if (reason !== null) left.push({ ...entry, reason })
    else if (entry.stat.kind === 'directory') found.push(entry)
    else files.push(entry)
  }
  const directories = await mapLimited(found, 8, (entry) =>
    look(walk, { ...entry, names: [...at.names, entry.name], parent: known, isMoved }),
  )
  return { ...base, how: mustList ? 'listed' : 'remembered', files, directories, left }
}

function remembered(memory: SyncMemory, id: NodeId): readonly DirectoryEntry[] {
  return [...memory.local.children(id)].flatMap((child) => memory.local.get(child) ?? [])
}

function passagesTo(memory: SyncMemory, dirty: Scope): ReadonlySet<NodeId> {
  const passages = new Set<NodeId>([rootNodeId])
  if (dirty === 'all') return passages
  for (const id of dirty) {
    for (let at = memory.local.get(id); at !== undefined && !passages.has(at.id); at = memory.local.get(at.parent))
      passages.add(at.id)
  }
  return passages
}

/** Where things now found elsewhere are remembered to be. */
function formerParents(seen: SeenDirectory, memory: SyncMemory): Set<NodeId> {
  const parents = new Set<NodeId>()
  const visit = (directory: SeenDirectory): void => {
    if (directory.how !== 'listed' && directory.how !== 'remembered') return
    const entries = directory.how === 'listed' ? [...directory.files, ...directory.directories] : []
    for (const { name, stat } of entries) {
      for (const id of stat === null ? [] : memory.nodesByFileId(stat.fileId)) {
        const node = memory.local.get(id)
        if (node !== undefined && (node.parent !== directory.known || node.name !== name)) parents.add(node.parent)
      }
    }
    directory.directories.forEach(visit)
  }
  visit(seen)
  return parents
}
