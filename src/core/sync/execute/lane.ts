// [Note: Long transfers] A long file is transferred beside the cycles, one after the other: a cycle says which ones are wanted, goes on with
// everything else, and a later one takes what has arrived. So nothing short waits behind something long. What was transferred in vain costs
// nothing but time: uploads are resumed from the journal, downloads only ever reach a temporary file. Runs in core. SYNC-93, SYNC-94.
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { FileSystem } from '../disk.ts'
import type { Clock } from '../interface.ts'
import type { DownloadJob, DownloadOutcome, UploadOutcome } from '../transfer/interface.ts'

/** Milliseconds between two calls for a cycle while more is under way: many arrivals share one. */
const arrivalStep = 2000

export type LaneJob<T> = {
  readonly id: NodeId
  /** Of what exactly: a job under another key is another job. */
  readonly key: string
  readonly size: number
  /** Less comes earlier; else the shorter one. Asked when a turn comes. SYNC-107 */
  readonly turn: () => number
  readonly run: (signal: AbortSignal) => Promise<T>
}

type Running<T> = { readonly job: LaneJob<T>; readonly end: AbortController; readonly done: Promise<void> }

export class Lane<T> {
  readonly #clock: Clock
  readonly #onArrival: () => void
  readonly #discard: (result: T) => Promise<void>
  #waiting: LaneJob<T>[] = []
  #running: Running<T> | null = null
  readonly #arrived = new Map<NodeId, { readonly key: string; readonly result: T }>()
  #failure: { readonly error: unknown } | null = null
  #toldAt = 0

  /** `onArrival` is called when a cycle is of use; `discard` with a result that nobody wants any more. */
  constructor(clock: Clock, onArrival: () => void, discard: (result: T) => Promise<void> = () => Promise.resolve()) {
    this.#clock = clock
    this.#onArrival = onArrival
    this.#discard = discard
  }

  /** Until the job under way has ended; null if there is none. */
  get ended(): Promise<void> | null {
    return this.#running?.done ?? null
  }

  /** What of this node is under way, or there and not taken yet; undefined if nothing is. */
  keyOf(id: NodeId): string | undefined {
    return this.#running?.job.id === id ? this.#running.job.key : this.#arrived.get(id)?.key
  }

  /** Under way, or there and not taken yet. */
  has(id: NodeId): boolean {
    return this.keyOf(id) !== undefined
  }

  /**
   * From now on exactly these are wanted; whatever else is under way ends. Answers the results that have arrived, each once. Throws what a job
   * threw since the last call: then nothing is under way any more, and what has arrived waits for the next call.
   */
  async want(jobs: readonly LaneJob<T>[]): Promise<readonly T[]> {
    const failure = this.#failure
    this.#failure = null
    if (failure !== null) throw failure.error
    const wanted = new Map(jobs.map((job) => [job.id, job]))
    const results: T[] = []
    for (const [id, { key, result }] of this.#arrived) {
      if (wanted.get(id)?.key === key) results.push(result)
      else await this.#discard(result)
      if (wanted.get(id)?.key === key) wanted.delete(id)
    }
    this.#arrived.clear()
    const current = this.#running
    if (current !== null) {
      if (wanted.get(current.job.id)?.key === current.job.key) wanted.delete(current.job.id)
      else await this.#abort(current)
    }
    this.#waiting = [...wanted.values()]
    this.#next()
    return results
  }

  /** Ends what is under way and forgets the rest. */
  async stop(): Promise<void> {
    this.#waiting = []
    if (this.#running !== null) await this.#abort(this.#running)
    for (const { result } of this.#arrived.values()) await this.#discard(result)
    this.#arrived.clear()
    this.#failure = null
  }

  async #abort({ end, done }: Running<T>): Promise<void> {
    this.#waiting = []
    end.abort()
    await done
  }

  #next(): void {
    if (this.#running !== null) return
    const job = this.#waiting.sort((a, b) => a.turn() - b.turn() || a.size - b.size).shift()
    if (job === undefined) return
    const end = new AbortController()
    this.#running = { job, end, done: this.#run(job, end.signal) }
  }

  async #run(job: LaneJob<T>, signal: AbortSignal): Promise<void> {
    try {
      const result = await job.run(signal)
      if (signal.aborted) await this.#discard(result)
      else this.#arrived.set(job.id, { key: job.key, result })
    } catch (error) {
      if (!signal.aborted) {
        this.#failure = { error }
        this.#waiting = []
      }
    }
    this.#running = null
    if (signal.aborted) return
    this.#next()
    const now = this.#clock.now()
    if (this.ended !== null && Math.abs(now - this.#toldAt) < arrivalStep) return
    this.#toldAt = now
    this.#onArrival()
  }
}

/** A long file that has come, or not. */
export type Arrival = { readonly job: DownloadJob; readonly outcome: DownloadOutcome }

export type Lanes = {
  readonly up: Lane<UploadOutcome>
  readonly down: Lane<Arrival>
  /** What comes to lie beside a file that both sides changed. */
  readonly beside: Lane<Arrival>
}

export function createLanes(
  { clock, files }: { readonly clock: Clock; readonly files: Pick<FileSystem, 'removeFile'> },
  onArrival: () => void,
): Lanes {
  // SYNC-94 what the next attempt goes on from stays: only `forgetBegun` takes it away.
  const remove = async ({ job }: Arrival): Promise<void> => {
    if (!job.goesOn) await files.removeFile(job.temporary).catch(() => undefined)
  }
  return {
    up: new Lane(clock, onArrival),
    down: new Lane(clock, onArrival, remove),
    beside: new Lane(clock, onArrival, remove),
  }
}

export const stopLanes = async ({ up, down, beside }: Lanes): Promise<void> => {
  await Promise.all([up.stop(), down.stop(), beside.stop()])
}

export const isUnderWay = ({ up, down, beside }: Lanes, id: NodeId): boolean =>
  [up, down, beside].some((lane) => lane.has(id))

/** A cycle will be called for when it ends. */
export const isAnyUnderWay = ({ up, down, beside }: Lanes): boolean =>
  [up, down, beside].some((lane) => lane.ended !== null)

/** Until a long transfer has ended, if one is under way. Rejects with what `signal` is aborted with. */
export async function nextArrival({ up, down, beside }: Lanes, signal: AbortSignal): Promise<void> {
  const endings = [up.ended, down.ended, beside.ended].flatMap((ended) => ended ?? [])
  if (endings.length === 0) return
  let forget: () => void = () => undefined
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(signal.reason as Error)
    signal.addEventListener('abort', onAbort, { once: true })
    forget = () => signal.removeEventListener('abort', onAbort)
  })
  signal.throwIfAborted()
  await Promise.race([...endings, aborted]).finally(forget)
}
