// The engines of the joined spaces: begun, paused, brought to rest once, ended where the log says so. docs/SYNC.md. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import type { SpaceRecord } from '../store/index.ts'
import type { SyncEngine, SyncStatus } from '../sync/index.ts'
import { finishCreation } from './creation.ts'
import type { SpacesEnvironment } from './interface.ts'
import type { JoinedSpace } from './joined-space.ts'
import type { KnownSpaces } from './known-spaces.ts'
import { turnOfOthers } from '../turns.ts'
import { noteRefusal } from './outcome.ts'

export class RunningSpaces {
  readonly #env: SpacesEnvironment
  readonly #known: KnownSpaces
  #running = false
  /** All of them are paused, whatever each one's record says. */
  #isHeld = false

  constructor(environment: SpacesEnvironment, known: KnownSpaces) {
    this.#env = environment
    this.#known = known
  }

  start(): void {
    this.#running = true
    void this.#attachAll()
  }

  hurry(): void {
    for (const { engine } of this.#known.allOpened()) engine?.hurry()
  }

  async stop(): Promise<void> {
    this.#running = false
    await this.#known.closeAll()
  }

  /** Lets the space run, if spaces run now and nothing keeps this one from it. */
  attach(id: SpaceId): void {
    const record = this.#known.mustKnow(id)
    if (!this.#running || this.#isHeld || !isSynced(record)) return
    this.#attachEngine(this.#known.open(id), record)?.start()
  }

  async locate(id: SpaceId, folder: string): Promise<void> {
    const record = this.#known.mustKnow(id)
    await this.#known.mustBeFit(folder, 'locate', id)
    await this.#known.opened(id)?.detach()
    this.#known.put({ ...record, folder })
    this.attach(id)
  }

  setPaused(id: SpaceId, paused: boolean): void {
    this.#known.put({ ...this.#known.mustKnow(id), paused })
    this.#pauseOrGoOn(id)
  }

  setAllPaused(paused: boolean): void {
    if (paused === this.#isHeld) return
    this.#isHeld = paused
    for (const { id } of this.#known.list()) this.#pauseOrGoOn(id)
  }

  async syncOnce(signal: AbortSignal): Promise<readonly SyncStatus[]> {
    const statuses: SyncStatus[] = []
    const refusals: Refused[] = []
    for (const record of this.#known.list().filter(isSynced)) {
      try {
        statuses.push(...(await this.#syncSpace(record, signal)))
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        refusals.push(error)
        noteRefusal(this.#env.store, record.id, error, this.#env.now())
      }
    }
    if (refusals[0] !== undefined) throw refusals[0]
    return statuses
  }

  engineOf(id: SpaceId): SyncEngine {
    const engine = this.#attachEngine(this.#known.open(id), this.#known.mustKnow(id))
    if (engine === null) throw new Refused('E_ID', 'no folder chosen')
    return engine
  }

  async tend(id: SpaceId, signal: AbortSignal): Promise<JoinedSpace> {
    const space = await this.#known.fetched(id, signal)
    if (space.replica.state.closed) await this.#known.end(id, 'closed')
    else if (!space.isMemberByLog()) await this.#lose(id)
    else await space.attend(signal)
    return space
  }

  /** One at a time: each reads what it knew of its folder. Ends early where all stop, or a space goes, meanwhile. */
  async #attachAll(): Promise<void> {
    for (const { id } of this.#known.list()) {
      if (!this.#running) return
      if (this.#known.record(id) !== null) this.attach(id)
      await turnOfOthers()
    }
  }

  async #syncSpace(record: SpaceRecord, signal: AbortSignal): Promise<readonly SyncStatus[]> {
    const { id, name } = record
    const space = await this.tend(id, signal)
    if (!isSynced(this.#known.mustKnow(id))) return []
    await finishCreation(this.#env, space, { name, signal })
    const engine = this.#attachEngine(space, record)
    if (engine === null) return []
    const status = await engine.syncOnce(signal)
    await space.speak(signal)
    return [status]
  }

  #pauseOrGoOn(id: SpaceId): void {
    const isPaused = this.#isHeld || !isSynced(this.#known.mustKnow(id))
    const engine = this.#known.opened(id)?.engine
    if (isPaused) engine?.pause()
    else engine?.resume()
    this.attach(id)
  }

  /** Somebody else ended the own rights, or their date has come. */
  async #lose(id: SpaceId): Promise<void> {
    const { name, state } = this.#known.mustKnow(id)
    if (state !== 'joined') return
    const isOver = this.#known.open(id).replica.state.grants.has(this.#env.me.id)
    await this.#known.end(id, 'left')
    if (isOver) this.#known.note('access-ended', id, this.#env.me.id, name)
  }

  #attachEngine(space: JoinedSpace, { folder, relay }: SpaceRecord): SyncEngine | null {
    if (folder === null) return null
    return space.attach(folder, relay, () => this.#env.onChanged('sync', space.id))
  }
}

const isSynced = (record: SpaceRecord): boolean => record.state === 'joined' && !record.paused && record.folder !== null
