// Pushes changes of the shape: directories, moves, removals, restores, executable bits. Runs in core. SYNC-80 … SYNC-82.
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { Operation } from '../../../shared/logs/space/operations.ts'
import { pathOf } from '../paths.ts'
import type { Plan, Step } from '../plan/interface.ts'
import { rootState } from '../root.ts'
import { CycleEnded, type Cycle } from './context.ts'
import { commit } from './commit.ts'

/** PROTOCOL §10. */
export const operationLimit = 2000

/** SYNC-80 in the order of the sequence, at most 2,000 operations a commit. Answers whether every step was pushed. */
export async function pushSteps(cycle: Cycle, plan: Plan): Promise<boolean> {
  const steps: Step[] = []
  for (const step of plan.remoteSteps) {
    if (await stillHolds(cycle, step)) steps.push(step)
    else return false
  }
  if (steps.some((step) => step.kind === 'remove') && (await rootState(cycle.environment)) !== 'ours') {
    throw new CycleEnded({ kind: 'root-missing' })
  }
  const known = cycle.environment.remote.view.nodes
  const bits = plan.remoteExecutable.filter(
    ({ id, executable }) => cycle.memory.local.get(id)?.stat.executable === executable,
  )
  const operations: Operation[] = [
    ...steps.map((step) => operationOf(step, (id) => known.has(id))),
    ...bits.map(({ id, executable }): Operation => ({ kind: 'setMeta', id, name: null, executable })),
  ]
  for (let start = 0; start < operations.length; start += operationLimit) {
    const batch = operations.slice(start, start + operationLimit)
    await commit(cycle, batch, [])
    await cycle.advance(batch.map((operation) => operation.id))
  }
  return true
}

function operationOf(step: Step, isKnown: (id: NodeId) => boolean): Operation {
  if (step.kind === 'create') return { ...step, kind: isKnown(step.id) ? 'restore' : 'mkdir' }
  return step
}

/** SYNC-82 nothing is pushed as removed that is still there. */
async function stillHolds(cycle: Cycle, step: Step): Promise<boolean> {
  const { local, synced } = cycle.memory
  if (step.kind !== 'remove' || local.has(step.id)) return true
  const node = synced.get(step.id)
  const parent = node === undefined ? null : local.names(node.parent)
  if (node === undefined || parent === null) return true
  const there = await cycle.environment.files.stat(pathOf(cycle.environment.root, [...parent, node.name]))
  if (there === null || (there.kind === 'directory' ? 'directory' : 'file') !== node.type) return true
  const occupants = [...cycle.memory.nodesByFileId(there.fileId)]
  if (occupants.length > 0) return true
  cycle.dirty.add(node.parent)
  return false
}
