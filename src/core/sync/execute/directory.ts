// Makes a directory that came from others. Runs in core. SYNC-70.
import type { Step } from '../plan/interface.ts'
import { attemptNode, type Cycle } from './context.ts'

export async function createDirectory(cycle: Cycle, step: Extract<Step, { kind: 'create' }>): Promise<boolean> {
  return attemptNode(cycle, step.parent, async () => {
    const path = cycle.pathIn(step.parent, step.name)
    if (path === null) return
    const { files } = cycle.environment
    await files.makeDirectory(path)
    const stat = await files.stat(path)
    if (stat?.kind !== 'directory') return
    const { id, parent, name } = step
    cycle.stage(
      [{ kind: 'local.put', node: { id, parent, name, type: 'directory', stat, contentId: null } }],
      [parent, id],
    )
  })
}
