// Gives what lies on the disk its node ids: pure. Runs in core. SYNC.md "Shape" (trees are keyed by id, never by path).
// [Note: Which file is which] Directories are known by their file id first, by their place second: a renamed directory stays itself with all
// that is in it. Files are known by their place first (an editor that saves by renaming a fresh file over the old one edits that file), and
// only a file that lies at a new place is looked up by file id, and then only if nothing was written to it: inodes are used again.
import { rootNodeId, type NodeId } from '../../../shared/domain/ids.ts'
import type { DirectoryEntry, FileStat } from '../disk.ts'
import type { LocalNode, StoreChange } from '../interface.ts'
import { paced, type Sliced } from '../slices.ts'
import { sameFile, untouched } from '../stat.ts'
import type { SyncMemory } from '../trees/memory.ts'
import type { LeftEntry, SeenDirectory } from './walk.ts'

export type LeftOut = Pick<LeftEntry, 'name' | 'reason'>

export type Observation = {
  readonly changes: readonly StoreChange[]
  /** For every directory that was listed: known nodes in it that cannot be read now, and what is not synced. */
  readonly frozen: ReadonlyMap<NodeId, readonly NodeId[]>
  readonly left: ReadonlyMap<NodeId, readonly LeftOut[]>
  /** Of the frozen ones those whose remembered place is free: they are somewhere else, under a name against the rule. */
  readonly away: ReadonlyMap<NodeId, readonly NodeId[]>
  /** Files that shrank to nothing or to whole blocks although nobody may have written them: only looked for after a crash. */
  readonly shrunk: readonly NodeId[]
}

type Matcher = {
  readonly memory: SyncMemory
  readonly claimed: Set<NodeId>
  readonly ids: Map<SeenDirectory, NodeId>
  readonly put: (node: Omit<LocalNode, 'contentId'>) => void
  readonly frozen: Map<NodeId, readonly NodeId[]>
  readonly left: Map<NodeId, readonly LeftOut[]>
  readonly away: Map<NodeId, readonly NodeId[]>
}

export function* matchNodes(
  root: SeenDirectory,
  memory: SyncMemory,
  options: { readonly newId: () => NodeId; readonly hasExecutableBit: boolean },
): Sliced<Observation> {
  const changes: StoreChange[] = []
  const shrunk: NodeId[] = []
  const put = (node: Omit<LocalNode, 'contentId'>): void => {
    const before = memory.local.get(node.id)
    const stat = options.hasExecutableBit ? node.stat : { ...node.stat, executable: before?.stat.executable ?? false }
    if (before !== undefined && isSameNode(before, { ...node, stat })) return
    const contentId = before !== undefined && untouched(before.stat, stat) ? before.contentId : null
    if (before !== undefined && hasShrunk(before.stat, stat)) shrunk.push(node.id)
    changes.push({ kind: 'local.put', node: { ...node, stat, contentId } })
  }
  const matcher: Matcher = {
    memory,
    claimed: new Set(),
    ids: new Map([[root, rootNodeId]]),
    put,
    frozen: new Map(),
    left: new Map(),
    away: new Map(),
  }
  const directories = [...everyDirectory(root)]
  yield
  yield* claimDirectories(directories, matcher, options.newId)
  yield* claimFiles(directories, matcher, options.newId)
  yield* freezeReplaced(directories, matcher)
  yield* paced(yield* gone(directories, matcher), (id) => changes.push({ kind: 'local.delete', id }))
  return { changes, frozen: matcher.frozen, left: matcher.left, away: matcher.away, shrunk }
}

const isSameNode = (a: LocalNode, b: Omit<LocalNode, 'contentId'>): boolean =>
  a.parent === b.parent &&
  a.name === b.name &&
  a.type === b.type &&
  (a.type === 'directory' ? a.stat.fileId === b.stat.fileId : untouched(a.stat, b.stat))

const hasShrunk = (before: FileStat, now: FileStat): boolean =>
  before.kind === 'file' && now.kind === 'file' && now.size < before.size && now.size % 4096 === 0

function* everyDirectory(directory: SeenDirectory): Iterable<SeenDirectory> {
  yield directory
  for (const child of directory.directories) yield* everyDirectory(child)
}

function* claimDirectories(directories: readonly SeenDirectory[], matcher: Matcher, newId: () => NodeId): Sliced<void> {
  const { memory, claimed, ids } = matcher
  for (const directory of directories) {
    if (directory.stat === null || directory.known === null || claimed.has(directory.known)) continue
    claimed.add(directory.known)
    ids.set(directory, directory.known)
  }
  for (const parent of directories) {
    const parentId = ids.get(parent)
    if (parentId === undefined) continue
    const byName = childrenByName(memory, parentId, 'directory')
    yield* paced(parent.directories, (directory) => {
      let id = ids.get(directory)
      if (id === undefined) {
        const before = byName.get(directory.name)
        id = before !== undefined && !claimed.has(before) ? before : newId()
        claimed.add(id)
        ids.set(directory, id)
      }
      if (directory.stat !== null)
        matcher.put({ id, parent: parentId, name: directory.name, type: 'directory', stat: directory.stat })
    })
    noteLeft(parent, parentId, matcher)
    yield
  }
}

function noteLeft(directory: SeenDirectory, id: NodeId, { memory, frozen, left, away }: Matcher): void {
  away.set(id, [])
  if (directory.how === 'listed') {
    frozen.set(id, [])
    left.set(id, directory.left)
  } else if (directory.how === 'unreadable') {
    frozen.set(id, [...memory.local.children(id)])
    left.set(id, [{ name: '', reason: 'denied' }])
  }
}

function* claimFiles(directories: readonly SeenDirectory[], matcher: Matcher, newId: () => NodeId): Sliced<void> {
  const { memory, claimed, ids, put } = matcher
  const unknown: { entry: DirectoryEntry; parent: NodeId }[] = []
  for (const directory of directories) {
    const parent = ids.get(directory)
    if (parent === undefined || directory.how !== 'listed') {
      for (const id of directory.how === 'remembered'
        ? childrenByName(memory, parent ?? rootNodeId, 'file').values()
        : [])
        claimed.add(id)
      continue
    }
    const byName = childrenByName(memory, parent, 'file')
    yield
    yield* paced(directory.files, (entry) => {
      const id = byName.get(entry.name)
      if (id === undefined || claimed.has(id)) unknown.push({ entry, parent })
      else {
        claimed.add(id)
        put({ id, parent, name: entry.name, type: 'file', stat: entry.stat })
      }
    })
  }
  freezeRenamed(directories, matcher)
  yield* paced(unknown, ({ entry, parent }) => {
    const moved = [...memory.nodesByFileId(entry.stat.fileId)].find((id) => {
      const before = memory.local.get(id)
      return before !== undefined && !claimed.has(id) && sameFile(before.stat, entry.stat)
    })
    const id = moved ?? newId()
    claimed.add(id)
    put({ id, parent, name: entry.name, type: 'file', stat: entry.stat })
  })
}

/** What got a name against the rule is still itself, if it is nowhere else: it is frozen, not deleted. */
function freezeRenamed(directories: readonly SeenDirectory[], matcher: Matcher): void {
  for (const directory of directories) {
    const id = matcher.ids.get(directory)
    for (const { reason, stat } of directory.left) {
      if (reason !== 'name' || id === undefined) continue
      const fresh = freeze(matcher, directory, matcher.memory.nodesByFileId(stat.fileId))
      matcher.away.set(id, [...(matcher.away.get(id) ?? []), ...fresh])
    }
  }
}

/** What stood where something stands now that is not synced is frozen as well, if it turned up nowhere else. */
function* freezeReplaced(directories: readonly SeenDirectory[], matcher: Matcher): Sliced<void> {
  yield* paced(directories, (directory) => {
    const id = matcher.ids.get(directory)
    if (id === undefined || directory.left.length === 0) return
    const names = new Set(directory.left.map(({ name }) => name))
    const children = [...matcher.memory.local.children(id)]
    freeze(
      matcher,
      directory,
      children.filter((id) => names.has(matcher.memory.local.get(id)?.name ?? '')),
    )
  })
}

function freeze(
  { claimed, frozen, ids }: Matcher,
  directory: SeenDirectory,
  nodes: Iterable<NodeId>,
): readonly NodeId[] {
  const id = ids.get(directory)
  if (id === undefined) return []
  const fresh = [...nodes].filter((node) => !claimed.has(node))
  for (const node of fresh) claimed.add(node)
  if (fresh.length > 0) frozen.set(id, [...(frozen.get(id) ?? []), ...fresh])
  return fresh
}

/** What was remembered in a listed directory and is nowhere now, with all below it that did not turn up elsewhere. */
function* gone(directories: readonly SeenDirectory[], { memory, claimed, ids }: Matcher): Sliced<ReadonlySet<NodeId>> {
  const found = new Set<NodeId>()
  const remove = (id: NodeId): void => {
    if (claimed.has(id) || found.has(id)) return
    found.add(id)
    for (const child of memory.local.children(id)) remove(child)
  }
  for (const directory of directories) {
    const id = ids.get(directory)
    yield
    if (directory.how === 'listed' && id !== undefined) yield* paced(memory.local.children(id), remove)
  }
  return found
}

function childrenByName(memory: SyncMemory, parent: NodeId, type: LocalNode['type']): Map<string, NodeId> {
  const byName = new Map<string, NodeId>()
  for (const id of memory.local.children(parent)) {
    const node = memory.local.get(id)
    if (node?.type === type) byName.set(node.name, id)
  }
  return byName
}
