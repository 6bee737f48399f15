// One utility process (core or the embedded relay) that is started, restarted after a crash, and stopped in order. Main process.
// [Note: A crash is an exit] Electron reports every end of a utility process, crash or not, as `exit`; `child-process-gone` is not reliable.
import { type MessagePortMain, utilityProcess, type UtilityProcess } from 'electron'
import { afterEnd } from './restart-policy.ts'

export type ProcessState = 'starting' | 'running' | 'restarting' | 'gave-up' | 'stopped'

export type ProcessOptions = {
  readonly entry: string
  readonly args: readonly string[]
  readonly serviceName: string
  /** The message that asks the process to finish. */
  readonly stopMessage: unknown
  readonly onMessage: (message: unknown) => void
  readonly onState: (state: ProcessState) => void
}

/** A process that does not finish within this time after the stop message is killed. */
const stopLimitMs = 5000

export class SupervisedProcess {
  readonly #options: ProcessOptions
  #child: UtilityProcess | null = null
  #state: ProcessState = 'stopped'
  #ends: readonly number[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(options: ProcessOptions) {
    this.#options = options
  }

  get state(): ProcessState {
    return this.#state
  }

  /** Starts the process; without effect while it runs or is about to. Forgets earlier crashes. */
  start(): void {
    if (this.#state !== 'stopped' && this.#state !== 'gave-up') return
    this.#ends = []
    this.#launch('starting')
  }

  /** The process said that it listens. */
  markRunning(): void {
    this.#enter('running')
  }

  /** Without effect when there is no process. */
  post(message: unknown, ports: MessagePortMain[] = []): void {
    this.#child?.postMessage(message, ports)
  }

  /** Resolves when the process is gone. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    const child = this.#child
    this.#enter('stopped')
    if (!child) return
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.postMessage(this.#options.stopMessage)
    const limit = setTimeout(() => child.kill(), stopLimitMs)
    await gone
    clearTimeout(limit)
  }

  #launch(state: ProcessState): void {
    const { entry, args, serviceName, onMessage } = this.#options
    this.#enter(state)
    const child = utilityProcess.fork(entry, [...args], { serviceName, stdio: 'inherit' })
    this.#child = child
    child.on('message', (message: unknown) => {
      if (this.#child === child) onMessage(message)
    })
    child.once('exit', () => {
      if (this.#child === child) this.#child = null
      if (this.#state !== 'stopped') this.#ended()
    })
  }

  #ended(): void {
    const { ends, pause } = afterEnd(this.#ends, Date.now())
    this.#ends = ends
    if (pause === null) {
      this.#enter('gave-up')
      return
    }
    this.#enter('restarting')
    this.#timer = setTimeout(() => this.#launch('restarting'), pause)
  }

  #enter(state: ProcessState): void {
    if (state === this.#state) return
    this.#state = state
    this.#options.onState(state)
  }
}
