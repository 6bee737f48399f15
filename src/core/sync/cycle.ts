// One cycle: observe → plan → execute → advance. Runs in core. SYNC.md "Shape". Reading order of the engine: this file, plan/plan.ts, execute/.
import type { NodeId } from '../../shared/domain/ids.ts'
import { mayDo } from '../../shared/domain/rights.ts'
import { isSettled, planInSlices } from './plan/plan.ts'
import { adoptions } from './plan/adopt.ts'
import type { Plan, PlanInput } from './plan/interface.ts'
import { putAside } from './execute/aside.ts'
import { resolveConflicts } from './execute/conflict.ts'
import { CycleEnded, type Cycle } from './execute/context.ts'
import { createDirectory } from './execute/directory.ts'
import { findBases } from './execute/base.ts'
import { downloadContents } from './execute/download.ts'
import { setLocalExecutable } from './execute/executable.ts'
import { forgetBegun } from './execute/fetch.ts'
import { hashContents } from './execute/hash.ts'
import { stopLanes } from './execute/lane.ts'
import { moveNode } from './execute/move.ts'
import { pushSteps } from './execute/push-steps.ts'
import { freeFor } from './execute/room.ts'
import { moveToTrash } from './execute/trash.ts'
import { uploadContents } from './execute/upload.ts'
import { FileSystemError } from './disk.ts'
import { isSame } from './known-before.ts'
import { paced } from './slices.ts'
import type { Observer } from './scan/observe.ts'
import { describeMissing, hasReturned, missingHere, noteAttached, withoutOccupied } from './missing.ts'

/** Plans and executes on what was observed. Answers the plan: settled if there was nothing to do. */
export async function planAndExecute(cycle: Cycle, observer: Observer): Promise<Plan> {
  await cycle.advanceAll()
  await mustBeComplete(cycle, observer)
  await cycle.breathe()
  const facts = factsOf(cycle, observer)
  const { settled } = cycle.before
  const decided = settled !== null && isSame(settled.facts, facts) ? settled.plan : await decide(cycle, observer)
  cycle.before.wanted = decided
  cycle.wishes.forgetSettled((await cycle.remoteTree()).tree)
  const { plan: current, postponed } = cycle.wishes.without(decided)
  await cycle.breathe()
  const isSure = isSettled(current) && cycle.failures.length === 0 && isSame(facts, factsOf(cycle, observer))
  cycle.before.settled = isSure ? { facts, plan: decided } : null
  const { clockOffBy, ahead } = cycle.environment.remote
  if (isSettled(current)) {
    await stopLanes(cycle.lanes)
    await forgetBegun(cycle)
    if (ahead !== null) throw new CycleEnded({ kind: 'entry-ahead', ...ahead })
    if (postponed.length > 0) throw new CycleEnded({ kind: 'postponed', files: postponed.length })
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
  await cycle.advanceAll()
  if (cycle.room.isShort) {
    await forgetBegun(
      cycle,
      current.downloads.map(({ id }) => id),
    )
    throw new FileSystemError('full')
  }
  if (!mayAppend && hasNewsForOthers(current))
    throw new CycleEnded(ahead === null ? { kind: 'clock', offBy: clockOffBy ?? 0 } : { kind: 'entry-ahead', ...ahead })
  return current
}

/** While nothing can be appended nothing is sealed, uploaded or put beside as a conflict: all of it waits as it lies there. */
const hasNewsForOthers = ({ remoteSteps, remoteExecutable, uploads, conflicts }: Plan): boolean =>
  [remoteSteps, remoteExecutable, uploads, conflicts].some((part) => part.length > 0)

/** SYNC-07 a folder that came back is compared first: nothing is exchanged until a person says what became of the missing. */
async function mustBeComplete(cycle: Cycle, observer: Observer): Promise<void> {
  const { memory } = cycle
  if (!hasReturned(memory)) return
  await adopt(cycle)
  const { view } = cycle.environment.remote
  const missing = withoutOccupied(missingHere(memory, (await cycle.remoteTree()).tree), observer.occupied())
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
    await adopt(cycle)
    const current = await planOn(cycle, {
      isOccupied,
      frozen,
      away,
      shrunk: observer.shrunk,
    })
    if (current.hash.length > 0) for (const id of await hashContents(cycle, current.hash)) frozen.add(id)
    else if (current.detach.length > 0) for (const id of current.detach) cycle.memory.rename(id, cycle.newId())
    else if (!(await findBases(cycle, [...current.conflicts, ...current.asides]))) return current
  }
}

function planOn(cycle: Cycle, seen: Pick<PlanInput, 'isOccupied' | 'frozen' | 'away' | 'shrunk'>): Promise<Plan> {
  const { isIgnored, lost, memory } = cycle
  const { local, synced } = memory
  return cycle.onLog(function* (view) {
    const remote = yield* cycle.reachable(view)
    cycle.plannedOn = remote.tree
    return yield* planInSlices({ ...seen, view, remote, local, synced, isIgnored, lost: lost.due })
  })
}

/** All that a plan follows from: while it is the same, so is the plan. */
function factsOf({ environment, memory, isIgnored, lost }: Cycle, observer: Observer): readonly unknown[] {
  const { nodes, seq, isWhole, rights } = environment.remote.view
  return [nodes, seq, isWhole, rights, memory.version, isIgnored, observer.findings, lost.due.size > 0 ? lost : null]
}

async function adopt(cycle: Cycle): Promise<void> {
  const { local, synced } = cycle.memory
  const { nodes } = cycle.environment.remote.view
  const { tree: remote } = await cycle.remoteTree()
  const isNew = (id: NodeId): boolean => !synced.has(id) && !nodes.has(id)
  const found = await cycle.inSlices(adoptions(remote, local, isNew))
  await cycle.inSlices(
    paced(found, (adoption) => {
      const node = local.get(adoption.local)
      const isEmpty = node?.type === 'file' && node.stat.size === 0
      cycle.memory.rename(adoption.local, adoption.remote)
      // SYNC-38 what is found empty where content was is no edit of it.
      if (isEmpty) cycle.memory.apply([{ kind: 'synced.delete', id: adoption.remote }])
    }),
  )
  if (found.length > 0) await cycle.advanceAll()
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
  // As the log was when it was planned: what came into it since is not undone by what was done here for its former state.
  await cycle.advanceAll(cycle.plannedOn)
}
