// The relay in this app: the same relay code in its own utility process, started when the person chose "this computer". Main process.
import { isDeepStrictEqual } from 'node:util'
import type { EmbeddedReach, EmbeddedRelay, FromRelay, ToRelay } from '../shared/ipc/core-process.ts'
import { SupervisedProcess } from './supervised-process.ts'

export type EmbeddedRelayOptions = {
  readonly entry: string
  readonly dataDirectory: string
  /** Told of every change; null: not running. */
  readonly onChange: (running: EmbeddedRelay | null) => void
}

export class EmbeddedRelayHost {
  readonly #options: EmbeddedRelayOptions
  #process: SupervisedProcess | null = null
  #reach: EmbeddedReach | null = null
  #running: EmbeddedRelay | null = null

  constructor(options: EmbeddedRelayOptions) {
    this.#options = options
  }

  get running(): EmbeddedRelay | null {
    return this.#running
  }

  /** Starts the relay with this reach, or restarts it if the reach changed. */
  async use(reach: EmbeddedReach): Promise<void> {
    if (isDeepStrictEqual(reach, this.#reach) && this.#process?.state !== 'gave-up') {
      if (this.#running) this.#options.onChange(this.#running)
      return
    }
    await this.stop()
    this.#reach = reach
    const { entry, dataDirectory } = this.#options
    this.#process = new SupervisedProcess({
      entry,
      args: [dataDirectory, JSON.stringify(reach)],
      serviceName: 'siegel-relay',
      stopMessage: { stop: true } satisfies ToRelay,
      onMessage: (message) => this.#set((message as FromRelay).ready),
      onState: (state) => {
        if (state !== 'running') this.#set(null)
      },
    })
    this.#process.start()
  }

  /** This computer may be in another network. */
  look(): void {
    this.#process?.post({ look: true } satisfies ToRelay)
  }

  async stop(): Promise<void> {
    this.#reach = null
    await this.#process?.stop()
    this.#process = null
  }

  #set(running: EmbeddedRelay | null): void {
    if (running) this.#process?.markRunning()
    else if (this.#running === null) return
    this.#running = running
    this.#options.onChange(running)
  }
}
