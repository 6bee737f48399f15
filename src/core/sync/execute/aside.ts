// An edit that may not be pushed is kept beside, and the log's content takes the file's place again. Runs in core. SYNC-78. SYNC.md property 6.
import { freeName, localCopyName } from '../conflict/name.ts'
import type { Target } from '../plan/interface.ts'
import { sameFile } from '../stat.ts'
import { attemptNode, type Cycle } from './context.ts'

/** SYNC-78 the local file becomes `name (local copy, …)`, a node of its own; the next cycle brings the log's content. */
export async function putAside(cycle: Cycle, target: Target): Promise<void> {
  await attemptNode(cycle, target.id, async () => {
    const { files, clock } = cycle.environment
    const local = cycle.memory.local.get(target.id)
    const from = cycle.path(target.id)
    if (local === undefined || from === null) return
    const taken = new Set<string>()
    const first = localCopyName(local.name, clock.now())
    for (let name = first; taken.size < 100; name = freeName(first, (one) => taken.has(one))) {
      const to = cycle.pathIn(local.parent, name)
      if (to === null) return
      if ((await files.stat(to)) !== null) {
        taken.add(name)
        continue
      }
      await files.rename(from, to)
      const stat = (await files.stat(to)) ?? local.stat
      const contentId = sameFile(stat, local.stat) ? local.contentId : null
      cycle.dirty.add(local.parent)
      cycle.stage(
        [
          { kind: 'local.delete', id: local.id },
          { kind: 'synced.delete', id: local.id },
          { kind: 'local.put', node: { ...local, id: cycle.newId(), name, stat, contentId } },
        ],
        [local.parent],
      )
      return
    }
  })
}
