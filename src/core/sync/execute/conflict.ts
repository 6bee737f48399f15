// Both sides changed one file: the remote content becomes a conflict copy beside, the local one stays and goes up in the next cycle, so that the
// later commit keeps the name. Runs in core. SYNC-77. SYNC.md "Conflicts".
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { LocalNode, StoreChange } from '../interface.ts'
import { conflictName, freeName } from '../conflict/name.ts'
import type { Target } from '../plan/interface.ts'
import type { Cycle } from './context.ts'
import { fetchContents, originOf, type Fetched } from './fetch.ts'
import { hashLocal } from './hash.ts'

export async function resolveConflicts(cycle: Cycle, targets: readonly Target[]): Promise<void> {
  await fetchContents(cycle, { ids: targets.map((target) => target.id), lane: cycle.lanes.beside }, async (fetched) => {
    const local = cycle.memory.local.get(fetched.nodeId)
    if (local === undefined) return
    if (await keepCopy(cycle, local, fetched)) cycle.stage([rebased(cycle, local, fetched)], [local.parent])
  })
}

/** SYNC-77 the copy is durable before the remote revision counts as seen; a copy from before a crash is used again. */
async function keepCopy(cycle: Cycle, local: LocalNode, { temporary, contentId, node }: Fetched): Promise<boolean> {
  const { files, nameOf } = cycle.environment
  const { author, time } = originOf(cycle, node)
  const first = conflictName(local.name, nameOf(author), time)
  const taken = new Set<string>()
  for (let name = first; taken.size < 100; name = freeName(first, (one) => taken.has(one))) {
    const path = cycle.pathIn(local.parent, name)
    if (path === null) return false
    const there = await files.stat(path)
    if (there === null) {
      await files.rename(temporary, path)
      const stat = await files.stat(path)
      if (stat === null) return false
      cycle.stage(
        [{ kind: 'local.put', node: copyNode(cycle, local.parent, name, { stat, contentId }) }],
        [local.parent],
      )
      return true
    }
    if (
      there.kind === 'file' &&
      there.size === node.size &&
      (await hashLocal(cycle, node.id, { path, stat: there })) === contentId
    )
      return true
    taken.add(name)
  }
  return false
}

const copyNode = (
  cycle: Cycle,
  parent: NodeId,
  name: string,
  seen: Pick<LocalNode, 'stat' | 'contentId'>,
): LocalNode => {
  cycle.dirty.add(parent)
  return { id: cycle.newId(), parent, name, type: 'file', ...seen }
}

/** From now on the remote revision is the base of the local content. */
function rebased(cycle: Cycle, local: LocalNode, { node }: Fetched): StoreChange {
  const { id, parent, name } = cycle.memory.synced.get(local.id) ?? local
  const { type, revision, contentId, executable } = node
  return { kind: 'synced.put', node: { id, parent, name, type, revision, contentId, executable } }
}
