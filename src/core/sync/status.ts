// What people see of the engine. Runs in core. SYNC.md "What must hold" (6: explained), interface.ts "what people see".
import type { NodeId } from '../../shared/domain/ids.ts'
import type { Cycle, Failure } from './execute/context.ts'
import { isAnyUnderWay, isUnderWay } from './execute/lane.ts'
import { errorCodes, type ErrorCode } from '../../shared/base/errors.ts'
import type { Held, Skipped, SyncEnvironment, SyncObstacle, SyncStatus } from './interface.ts'
import type { Plan } from './plan/interface.ts'
import { Speed } from './speed.ts'
import type { TransferOptions } from './transfer/interface.ts'
import type { SyncMemory } from './trees/memory.ts'

/** Milliseconds between two messages about progress. */
const progressStep = 250

type Transfer = Omit<SyncStatus['transfers'][number], 'bytesPerSecond'> & { readonly speed: Speed }

export class StatusBoard {
  readonly #environment: SyncEnvironment
  readonly #memory: SyncMemory
  readonly #listeners = new Set<(status: SyncStatus) => void>()
  readonly #transfers = new Map<NodeId, Transfer>()
  /** Bytes of each download that has begun and not ended: what is there stays there. SYNC-94 */
  readonly #reached = new Map<NodeId, number>()
  #shownAt = 0
  #status: SyncStatus = {
    phase: 'waiting',
    obstacle: null,
    settled: false,
    transfers: [],
    skipped: [],
    held: [],
    settledAt: null,
  }
  #failed: ReadonlySet<NodeId> = new Set()

  constructor(environment: SyncEnvironment, memory: SyncMemory) {
    this.#environment = environment
    this.#memory = memory
  }

  get status(): SyncStatus {
    return this.#status
  }

  /** Something could not be done in the last cycle: trying again at once is of no use. */
  get hasFailed(): boolean {
    return this.#failed.size > 0
  }

  /** What it was. */
  get failed(): ReadonlySet<NodeId> {
    return this.#failed
  }

  /** Bytes of a download that is here so far. */
  reached(id: NodeId): number {
    return this.#reached.get(id) ?? 0
  }

  onStatus(listener: (status: SyncStatus) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  show(part: Partial<SyncStatus>): void {
    this.#status = { ...this.#status, ...part }
    for (const listener of this.#listeners) listener(this.#status)
  }

  begin(): void {
    this.#failed = new Set()
    this.show({ phase: 'scanning' })
  }

  finish(
    plan: Plan,
    { cycle, isSettled, skipped }: { cycle: Cycle; isSettled: boolean; skipped: readonly Skipped[] },
  ): void {
    for (const id of this.#transfers.keys()) if (!isUnderWay(cycle.lanes, id)) this.#transfers.delete(id)
    this.#failed = new Set(cycle.failures.map(({ id }) => id))
    const notes = [...plan.notes].map(([id, reason]): Skipped => ({ path: this.#path(id), reason }))
    const failed = cycle.failures.flatMap((failure) => this.#skippedBy(failure))
    const held = cycle.failures.flatMap((failure) => this.#heldBy(failure))
    const obstacle = this.#explained(obstacleOfHeld(held))
    const isMoving = isAnyUnderWay(cycle.lanes) && !this.hasFailed
    this.show({
      phase: isSettled ? 'idle' : obstacle?.kind === 'refused' ? 'stopped' : isMoving ? 'transferring' : 'waiting',
      obstacle,
      held,
      settled: isSettled,
      transfers: this.#moving(),
      skipped: [...skipped, ...notes, ...failed],
      settledAt: isSettled ? this.#environment.clock.now() : this.#status.settledAt,
    })
  }

  /** The cycle ended early. `offline` waits by itself, `refused` does not. */
  end(reason: SyncObstacle | null, skipped: readonly Skipped[]): void {
    this.#transfers.clear()
    const obstacle = this.#explained(reason)
    const needsPerson = obstacle !== null && ['root-missing', 'missing', 'postponed'].includes(obstacle.kind)
    const phase = needsPerson ? 'paused' : obstacle?.kind === 'refused' ? 'stopped' : 'waiting'
    this.show({ phase, obstacle, settled: false, transfers: [], skipped, held: [] })
  }

  /** The next cycle begins at `until`, milliseconds since 1970, unless something happens before. */
  waitUntil(until: number): void {
    const { obstacle } = this.#status
    if (obstacle?.kind === 'offline' || obstacle?.kind === 'relay-full')
      this.show({ obstacle: { ...obstacle, retryAt: until } })
  }

  transfer(direction: 'up' | 'down', signal: AbortSignal): TransferOptions {
    const onProgress: TransferOptions['onProgress'] = ({ nodeId, doneBytes, totalBytes }) => {
      const now = this.#environment.clock.now()
      if (direction === 'down' && doneBytes < totalBytes) this.#reached.set(nodeId, doneBytes)
      else this.#reached.delete(nodeId)
      if (doneBytes >= totalBytes) this.#transfers.delete(nodeId)
      else {
        const speed = this.#transfers.get(nodeId)?.speed ?? new Speed()
        speed.note(now, doneBytes)
        this.#transfers.set(nodeId, { id: nodeId, path: this.#path(nodeId), direction, doneBytes, totalBytes, speed })
      }
      if (Math.abs(now - this.#shownAt) < progressStep) return
      this.#shownAt = now
      this.show({ phase: 'transferring', transfers: this.#moving() })
    }
    return { signal, onProgress }
  }

  #moving(): SyncStatus['transfers'] {
    const now = this.#environment.clock.now()
    return [...this.#transfers.values()].map(({ speed, ...transfer }) => ({
      ...transfer,
      bytesPerSecond: speed.perSecond(now),
    }))
  }

  /** Whatever came too late, or is held, while nothing can be dated is so because of the clock. */
  #explained(obstacle: SyncObstacle | null): SyncObstacle | null {
    const { clockOffBy: offBy, ahead } = this.#environment.remote
    const isLate = obstacle?.kind === 'refused' && obstacle.code === 'E_STALE'
    if ((isLate || obstacle?.kind === 'entry-ahead') && offBy !== null) return { kind: 'clock', offBy }
    return isLate && ahead !== null ? { kind: 'entry-ahead', ...ahead } : obstacle
  }

  /** Names from the top of the space down; empty for an unknown node. */
  namesOf(id: NodeId): readonly string[] {
    const { local, synced } = this.#memory
    const name = this.#environment.remote.view.nodes.get(id)?.name
    return local.names(id) ?? synced.names(id) ?? (name === undefined ? [] : [name])
  }

  #path(id: NodeId): string {
    return this.namesOf(id).join('/')
  }

  #heldBy({ id, problem }: Failure): readonly Held[] {
    return problem === 'lost' || isErrorCode(problem) ? [{ id, path: this.#path(id), code: problem }] : []
  }

  #skippedBy({ id, problem }: Failure): readonly Skipped[] {
    const path = this.#path(id)
    if (problem === 'changed') return [{ path, reason: 'growing' }]
    if (problem === 'exists') return [{ path, reason: 'collision' }]
    return problem === 'denied' || problem === 'read-only' || problem === 'busy' ? [{ path, reason: 'denied' }] : []
  }
}

/** What content that is not what its log names is refused with. Other codes are about rights and limits of the one who asks. */
const signsOfDamage: readonly ErrorCode[] = ['E_INTEGRITY', 'E_OPEN', 'E_CANON', 'E_LIMIT', 'E_ID', 'E_UNKNOWN_VERSION']

const isErrorCode = (problem: Failure['problem']): problem is ErrorCode =>
  (errorCodes as readonly string[]).includes(problem)

/** The gravest reason: damage, then a refusal, then what does not come, then what is lost. */
function obstacleOfHeld(held: readonly Held[]): SyncObstacle | null {
  const codes = held.flatMap(({ code }) => (code === 'lost' ? [] : code))
  const damaged = codes.filter((code) => signsOfDamage.includes(code))
  if (damaged[0] !== undefined) return { kind: 'damaged', code: damaged[0], files: damaged.length }
  const refused = codes.find((code) => code !== 'E_TRANSPORT')
  if (refused === 'E_QUOTA') return { kind: 'relay-full', retryAt: null }
  if (refused !== undefined) return { kind: 'refused', code: refused }
  if (codes.length > 0) return { kind: 'withheld', files: codes.length }
  return held.length > 0 ? { kind: 'lost', files: held.length } : null
}
