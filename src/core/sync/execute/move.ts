// Moves or renames on the disk what others moved, or what stands in the way. Runs in core. SYNC-71.
import type { Step } from '../plan/interface.ts'
import { sameFile } from '../stat.ts'
import { attemptNode, type Cycle } from './context.ts'

/** Does nothing if something else lies there now than was seen; never overwrites. */
export async function moveNode(cycle: Cycle, step: Extract<Step, { kind: 'move' }>): Promise<boolean> {
  return attemptNode(cycle, step.id, async () => {
    const { files } = cycle.environment
    const node = cycle.memory.local.get(step.id)
    const from = cycle.path(step.id)
    const to = cycle.pathIn(step.parent, step.name)
    if (node === undefined || from === null || to === null) return
    const before = await files.stat(from)
    if (before?.kind !== node.type || (node.type === 'directory' && before.fileId !== node.stat.fileId)) {
      cycle.fail(step.id, 'changed')
      return
    }
    await files.rename(from, to)
    cycle.dirty.add(step.parent)
    const stat = (await files.stat(to)) ?? before
    const contentId = sameFile(node.stat, stat) ? node.contentId : null
    const { parent, name } = step
    cycle.stage([{ kind: 'local.put', node: { ...node, parent, name, stat, contentId } }], [node.parent, parent])
  })
}
