// One commit, and what its answer means for the cycle. Runs in core. SYNC-83.
import type { Operation } from '../../../shared/logs/space/operations.ts'
import type { AddedPack } from '../interface.ts'
import { CycleEnded, type Cycle } from './context.ts'

/** SYNC-83 somebody was first: nothing of it happened, and everything is planned again on what they did. Throws `CycleEnded`. */
export async function commit(
  cycle: Cycle,
  operations: readonly Operation[],
  packs: readonly AddedPack[],
): Promise<void> {
  cycle.signal.throwIfAborted()
  const answer = await cycle.environment.remote.commit(operations, packs, cycle.signal)
  if (!answer.ok) throw new CycleEnded({ kind: 'refused', ...answer.error })
  if (answer.value.kind === 'overtaken') throw new CycleEnded({ kind: 'overtaken' })
}
