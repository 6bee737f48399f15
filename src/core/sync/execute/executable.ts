// Gives a local file the executable bit the log says. Runs in core. SYNC-79.
import type { Target } from '../plan/interface.ts'
import { sameFile } from '../stat.ts'
import { attemptNode, type Cycle } from './context.ts'

export async function setLocalExecutable(cycle: Cycle, target: Target): Promise<void> {
  await attemptNode(cycle, target.id, async () => {
    const { files } = cycle.environment
    const local = cycle.memory.local.get(target.id)
    const path = cycle.path(target.id)
    if (local === undefined || path === null) return
    await files.setExecutable(path, target.executable)
    const stat = await files.stat(path)
    if (stat === null || !sameFile(stat, local.stat)) cycle.fail(target.id, 'changed')
    else cycle.memory.apply([{ kind: 'local.put', node: { ...local, stat } }])
  })
}
