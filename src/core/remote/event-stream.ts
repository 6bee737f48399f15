// Hearing at once that something has changed: a WebSocket, silence noticed within 30 s, polling where it is blocked.
// Runs in core and CLI. PROTOCOL §15. What is heard is only a hint; what counts is fetched and verified.
import { WebSocket } from 'undici'
import { Refused } from '../../shared/base/errors.ts'
import { attemptAsync } from '../../shared/base/result.ts'
import type { LogId } from '../../shared/domain/ids.ts'
import {
  decodeHeads,
  endpoints,
  eventRecord,
  eventSilence,
  maxHeadsLength,
  subscribeRecord,
} from '../../shared/protocol/index.ts'
import { read } from './answer.ts'
import type { Exchange } from './exchange.ts'

type Watcher = { readonly logs: ReadonlySet<LogId>; readonly listener: (log: LogId | null) => void }

const firstPause = 500
const longestPause = 60_000
const pollPause = 15_000
/** Attempts that never opened, after which the stream counts as blocked: then it is polled, and tried now and then. */
const blockedAfter = 3
const pollsBetweenAttempts = 20
/** Ids of 65 characters in one URL, whose header may have 16 KiB. */
const logsPerPoll = 200

export class EventStream {
  readonly #exchange: Exchange
  readonly #watchers = new Set<Watcher>()
  readonly #personal = new Set<() => void>()
  readonly #heads = new Map<LogId, number>()
  #stop: AbortController | null = null
  #socket: WebSocket | null = null
  /** Ends the connection or the pause of now, so that the next attempt begins. */
  #hurry = new AbortController()

  constructor(exchange: Exchange) {
    this.#exchange = exchange
  }

  /** `listener` hears of these logs, or null: anything may have changed. */
  watch(logs: readonly LogId[], listener: (log: LogId | null) => void): () => void {
    const watcher = { logs: new Set(logs), listener }
    this.#watchers.add(watcher)
    this.#changed()
    return () => {
      this.#watchers.delete(watcher)
      this.#changed()
    }
  }

  /** The own inbox or self record may have changed. */
  onPersonal(listener: () => void): () => void {
    this.#personal.add(listener)
    this.#changed()
    return () => {
      this.#personal.delete(listener)
      this.#changed()
    }
  }

  /** The relay or the network is another one than before: not later, now. */
  reconnect(): void {
    this.#hurry.abort()
  }

  close(): void {
    this.#watchers.clear()
    this.#personal.clear()
    this.#changed()
  }

  #changed(): void {
    if (this.#watchers.size + this.#personal.size === 0) {
      this.#stop?.abort()
      this.#stop = null
    } else if (this.#stop === null) {
      this.#stop = new AbortController()
      void this.#run(this.#stop.signal)
    } else {
      this.#subscribe()
    }
  }

  /** An attempt that never opened is followed by a poll: it tells what changed, and what time it is at the relay. */
  async #run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      if (this.#hurry.signal.aborted) [this.#hurry, failures] = [new AbortController(), 0]
      const isBlocked = failures >= blockedAfter && failures % pollsBetweenAttempts !== 0
      const opened = !isBlocked && (await this.#listen(signal))
      failures = opened ? 0 : failures + 1
      // The line broke: whoever asks now learns whether the relay is still there.
      if (opened) for (const listener of this.#personal) listener()
      if (!opened) await attemptAsync(() => this.#poll(signal))
      const pause = failures >= blockedAfter ? pollPause : this.#pause(failures)
      await attemptAsync(() => this.#exchange.sleep(pause, AbortSignal.any([signal, this.#hurry.signal])))
    }
  }

  #pause(failures: number): number {
    const jitter = 0.5 + (this.#exchange.options.suite.random(1)[0] ?? 0) / 255
    return Math.min(longestPause, firstPause * 2 ** failures) * jitter
  }

  /** One connection from beginning to end. True: it had been open. */
  async #listen(signal: AbortSignal): Promise<boolean> {
    const { way, clock } = this.#exchange.options
    const { address, dispatcher } = await way()
    const headers = this.#exchange.signedHeaders({ method: 'GET', path: endpoints.events })
    const socket = new WebSocket(address.replace(/^http/, 'ws') + endpoints.events, { dispatcher, headers })
    socket.binaryType = 'arraybuffer'
    let heardAt = clock.now()
    let opened = false
    const ended = new AbortController()
    const end = (): void => ended.abort()
    const stop = AbortSignal.any([signal, this.#hurry.signal])
    stop.addEventListener('abort', end)
    if (stop.aborted) end()
    socket.addEventListener('open', () => {
      opened = true
      heardAt = clock.now()
      this.#socket = socket
      this.#subscribe()
      this.#tellAll()
    })
    socket.addEventListener('message', ({ data }) => {
      heardAt = clock.now()
      if (data instanceof ArrayBuffer) this.#hear(new Uint8Array(data))
    })
    socket.addEventListener('error', end)
    socket.addEventListener('close', end)
    while (!ended.signal.aborted && Math.abs(clock.now() - heardAt) < eventSilence) {
      await clock.sleep(1000, ended.signal).catch(() => undefined)
    }
    stop.removeEventListener('abort', end)
    this.#socket = null
    socket.close()
    return opened
  }

  async #poll(signal: AbortSignal): Promise<void> {
    const logs = this.#logs()
    for (let from = 0; from < Math.max(1, logs.length); from += logsPerPoll) {
      const query = `logs=${logs.slice(from, from + logsPerPoll).join(',')}`
      const answer = await this.#exchange.call({ method: 'GET', path: endpoints.events, query, signal })
      for (const { logId, seq } of decodeHeads(await read(answer, maxHeadsLength))) this.#tell(logId, seq)
    }
    for (const listener of this.#personal) listener()
  }

  #hear(bytes: Uint8Array): void {
    try {
      const event = eventRecord.decode(bytes, 1024)
      if (event[1] === 'log') this.#tell(event[2], event[3])
      else if (event[1] !== 'alive') for (const listener of this.#personal) listener()
    } catch (error) {
      // Something newer than this version: it cannot concern it.
      if (!(error instanceof Refused)) throw error
    }
  }

  #tell(log: LogId, seq: number): void {
    if ((this.#heads.get(log) ?? -1) >= seq) return
    this.#heads.set(log, seq)
    for (const { logs, listener } of this.#watchers) if (logs.has(log)) listener(log)
  }

  /** After a gap nobody knows what was missed. */
  #tellAll(): void {
    for (const { listener } of this.#watchers) listener(null)
    for (const listener of this.#personal) listener()
  }

  #subscribe(): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return
    this.#socket.send(subscribeRecord.encode([1, 'subscribe', [...this.#logs()]]))
  }

  #logs(): readonly LogId[] {
    return [...new Set([...this.#watchers].flatMap(({ logs }) => [...logs]))]
  }
}
