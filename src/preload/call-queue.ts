// The window's calls in flight: checks input and output against the contract, waits for core's port, fails what a dead core cannot answer.
// Preload; knows no Electron, so that its tests run anywhere.
import {
  allCalls,
  coreCalls,
  fromCore,
  type Answer,
  type BridgeErrorCode,
  type CallName,
  type Changed,
  type Input,
  type Output,
} from '../shared/ipc/contract.ts'
import { hostState } from '../shared/ipc/host.ts'

/** The port to core: one listener, set once. */
export type CorePort = {
  listen(onMessage: (data: unknown) => void): void
  post(message: unknown): void
  close(): void
}

export type CallQueueOptions = {
  readonly invokeHost: (request: { id: number; name: string; input: unknown }) => Promise<unknown>
  /** Asks main for a port; it comes through `connect`. */
  readonly wantPort: () => void
}

/** How long a call waits for core to listen. */
const portLimitMs = 20_000

type Waiting = { readonly name: CallName; readonly input: unknown; readonly resolve: (answer: Answer<unknown>) => void }

const refuse = (code: BridgeErrorCode, detail: string): Answer<never> => ({ ok: false, error: { code, detail } })

export class CallQueue {
  readonly #options: CallQueueOptions
  readonly #sent = new Map<number, Waiting>()
  readonly #listeners = new Set<(event: Changed) => void>()
  #port: CorePort | null = null
  #unsent: Waiting[] = []
  #next = 1

  constructor(options: CallQueueOptions) {
    this.#options = options
  }

  start(): void {
    this.#options.wantPort()
  }

  async call<K extends CallName>(name: K, input: Input<K>): Promise<Answer<Output<K>>> {
    if (!Object.hasOwn(allCalls, name)) return refuse('E_CHANNEL', 'unknown channel')
    if (!allCalls[name].input.safeParse(input).success) return refuse('E_CHANNEL', `input of ${name}`)
    const answer = Object.hasOwn(coreCalls, name)
      ? await this.#callCore(name, input)
      : await this.#callHost(name, input)
    if (!answer.ok) return answer
    const checked = allCalls[name].output.safeParse(answer.value)
    return checked.success ? { ok: true, value: checked.data as Output<K> } : refuse('E_BUG', `output of ${name}`)
  }

  onChanged(listener: (event: Changed) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A new port to core replaces the one before; what waited is sent. */
  connect(port: CorePort): void {
    this.#disconnect()
    this.#port = port
    port.listen((data) => this.#receive(data))
    const waiting = this.#unsent
    this.#unsent = []
    for (const call of waiting) this.#send(port, call)
  }

  /** Asks main how core is; if it is not there, what was sent will never be answered. */
  async checkCore(): Promise<void> {
    const answer = await this.#callHost('host.state', {})
    const state = answer.ok ? hostState.safeParse(answer.value) : null
    const core = state?.success ? state.data.core : 'gave-up'
    if (core === 'running') return
    this.#disconnect()
    if (core === 'gave-up') for (const { resolve } of this.#unsent.splice(0)) resolve(refuse('E_DOWN', 'core gave up'))
  }

  async #callHost(name: CallName, input: unknown): Promise<Answer<unknown>> {
    const dispatched = (await this.#options.invokeHost({ id: this.#next++, name, input })) as {
      answer: Answer<unknown>
    } | null
    return dispatched?.answer ?? refuse('E_CHANNEL', 'refused')
  }

  #callCore(name: CallName, input: unknown): Promise<Answer<unknown>> {
    return new Promise((resolve) => {
      const call: Waiting = { name, input, resolve }
      if (this.#port) {
        this.#send(this.#port, call)
        return
      }
      this.#unsent.push(call)
      setTimeout(() => {
        const at = this.#unsent.indexOf(call)
        if (at < 0) return
        this.#unsent.splice(at, 1)
        resolve(refuse('E_DOWN', 'core does not listen'))
      }, portLimitMs)
    })
  }

  #send(port: CorePort, call: Waiting): void {
    const id = this.#next++
    this.#sent.set(id, call)
    port.post({ id, name: call.name, input: call.input })
  }

  #receive(data: unknown): void {
    const message = fromCore.safeParse(data)
    if (!message.success) return
    if ('changed' in message.data) {
      for (const listener of this.#listeners) listener(message.data.changed)
      return
    }
    this.#sent.get(message.data.id)?.resolve(message.data.answer)
    this.#sent.delete(message.data.id)
  }

  #disconnect(): void {
    this.#port?.close()
    this.#port = null
    for (const { resolve } of this.#sent.values()) resolve(refuse('E_DOWN', 'core ended'))
    this.#sent.clear()
  }
}
