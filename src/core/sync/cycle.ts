// One cycle: observe → plan → execute → advance. Runs in core. SYNC.md "Shape". Reading order of the engine: this file, plan/plan.ts, execute/.
import type { NodeId } from '../../shared/domain/ids.ts'
import { mayDo } from '../../shared/domain/rights.ts'
import { plan, isSettled } from './plan/plan.ts'
import { adoptions } from './plan/adopt.ts'
import type { Plan } from './plan/interface.ts'
import { putAside } from './execute/aside.ts'
import { resolveConflicts } from './execute/conflict.ts'
import { CycleEnded, type Cycle } from './execute/context.ts'
import { createDirectory } from './execute/directory.ts'
import { findBases } from './execute/base.ts'
import { downloadContents } from './execute/download.ts'
import { setLocalExecutable } from './execute/executable.ts'
import { hashContents } from './execute/hash.ts'
import { stopLanes } from './execute/lane.ts'
import { moveNode } from './execute/move.ts'
import { pushSteps } from './execute/push-steps.ts'
import { freeFor } from './execute/room.ts'
import { moveToTrash } from './execute/trash.ts'
import { uploadContents } from './execute/upload.ts'
import { FileSystemError } from './interface.ts'
import type { Observer } from './scan/observe.ts'
import { describeMissing, hasReturned, missingHere, noteAttached, withoutOccupied } from './missing.ts'
import { reachableTree } from './trees/remote-tree.ts'

/** Plans and executes on what was observed. Answers the plan: settled if there was nothing to do. */
export async function planAndExecute(cycle: Cycle, observer: Observer): Promise<Plan> {
  cycle.advanceAll()
  mustBeComplete(cycle, observer)
  await cycle.breathe()
  const current = await decide(cycle, observer)
  await cycle.breathe()
  const { clockOffBy, ahead } = cycle.environment.remote
  if (isSettled(current)) {
    await stopLanes(cycle.lanes)
    if (ahead !== null) throw new CycleEnded({ kind: 'entry-ahead', ...ahead })
    return current
  }
  const wanted = [...current.downloads, ...current.conflicts].map(({ id }) => id)
  cycle.room.begin(wanted, cycle.environment.remote.view, await freeFor(cycle.environment))
  await changeDisk(cycle, current)
  const mayAppend = clockOffBy === null && ahead === null
  const isPushed = mayAppend && (await pushSteps(cycle, current))
  const outcomes = await Promise.allSettled([
    isPushed ? uploadContents(cycle, current.uploads) : Promise.resolve(),
    downloadContents(cycle, current.downloads),
    mayAppend ? resolveConflicts(cycle, current.conflicts) : Promise.resolve(),
  ])
  await cycle.flush()
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  cycle.advanceAll()
  if (cycle.room.isShort) throw new FileSystemError('full')
  if (!mayAppend && hasNewsForOthers(current))
    throw new CycleEnded(ahead === null ? { kind: 'clock', offBy: clockOffBy ?? 0 } : { kind: 'entry-ahead', ...ahead })
  return current
}

/** While nothing can be appended nothing is sealed, uploaded or put beside as a conflict: all of it waits as it lies there. */
const hasNewsForOthers = ({ remoteSteps, remoteExecutable, uploads, conflicts }: Plan): boolean =>
  [remoteSteps, remoteExecutable, uploads, conflicts].some((part) => part.length > 0)

/** SYNC-07 a folder that came back is compared first: nothing is exchanged until a person says what became of the missing. */
function mustBeComplete(cycle: Cycle, observer: Observer): void {
  const { memory, isIgnored } = cycle
  if (!hasReturned(memory)) return
  adopt(cycle)
  const { view } = cycle.environment.remote
  const missing = withoutOccupied(missingHere(memory, view, isIgnored), observer.occupied())
  const isEmpty = memory.local.nodes.size === 0
  if (missing.nodes.size > 0 && !isEmpty && mayDo(view.rights, 'delete')) throw new CycleEnded(describeMissing(missing))
  noteAttached(memory)
}

/** Plans until nothing more must be learned or renamed in memory. What cannot be read is left alone. */
async function decide(cycle: Cycle, observer: Observer): Promise<Plan> {
  const frozen = observer.frozen()
  const isOccupied = observer.occupied()
  const away = observer.away()
  for (;;) {
    adopt(cycle)
    const { view } = cycle.environment.remote
    const { local, synced } = cycle.memory
    const current = plan({
      view,
      local,
      synced,
      isIgnored: cycle.isIgnored,
      isOccupied,
      frozen,
      away,
      shrunk: observer.shrunk,
      lost: cycle.lost.due,
    })
    if (current.hash.length > 0) for (const id of await hashContents(cycle, current.hash)) frozen.add(id)
    else if (current.detach.length > 0) for (const id of current.detach) cycle.memory.rename(id, cycle.newId())
    else if (!(await findBases(cycle, [...current.conflicts, ...current.asides]))) return current
  }
}

function adopt(cycle: Cycle): void {
  const { local, synced } = cycle.memory
  const { view } = cycle.environment.remote
  const remote = reachableTree(view, cycle.isIgnored).tree
  const isNew = (id: NodeId): boolean => !synced.has(id) && !view.nodes.has(id)
  const found = adoptions(remote, local, isNew)
  for (const adoption of found) {
    const node = local.get(adoption.local)
    const isEmpty = node?.type === 'file' && node.stat.size === 0
    cycle.memory.rename(adoption.local, adoption.remote)
    // SYNC-38 what is found empty where content was is no edit of it.
    if (isEmpty) cycle.memory.apply([{ kind: 'synced.delete', id: adoption.remote }])
  }
  if (found.length > 0) cycle.advanceAll()
}

/** The cheap part on the disk, in the order planned. A step that fails leaves what depends on it to the next cycle. */
async function changeDisk(cycle: Cycle, current: Plan): Promise<void> {
  for (const step of current.localSteps) {
    cycle.signal.throwIfAborted()
    if (step.kind === 'create') await createDirectory(cycle, step)
    else if (step.kind === 'move') await moveNode(cycle, step)
    else await moveToTrash(cycle, step.id)
  }
  for (const target of current.asides) await putAside(cycle, target)
  for (const target of current.localExecutable) await setLocalExecutable(cycle, target)
  await cycle.flush()
  cycle.advanceAll()
}
