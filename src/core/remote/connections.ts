// The ways to relays: one dispatcher for each proxy and pinned key, made when it is needed, given up when the network changed or
// the computer slept. Runs in core and CLI.
import type { Dispatcher } from 'undici'
import { toHex } from '../../shared/base/encoding.ts'
import type { Reach } from '../../shared/contact/index.ts'
import { isLoopback } from './address.ts'
import { createDispatcher } from './dispatcher.ts'

/** What this computer, its owner or its office say about the network. */
export type Network = {
  /** http(s)://[user:password@]host:port of the proxy towards `url`; null: directly. */
  proxyFor(url: string): Promise<string | null>
  /** Certificates (PEM) to trust; null: the built-in ones. Asked again after `drop`. */
  certificates(): readonly string[] | null
}

export class Connections {
  readonly #network: Network
  readonly #dispatchers = new Map<string, Dispatcher>()

  constructor(network: Network) {
    this.#network = network
  }

  async to({
    home,
    tlsPin,
  }: Pick<Reach, 'tlsPin'> & { readonly home: { readonly address: string } }): Promise<Dispatcher> {
    const proxy = await this.proxyTo(home.address)
    const key = `${proxy ?? ''} ${tlsPin === null ? '' : toHex(tlsPin)}`
    const dispatcher =
      this.#dispatchers.get(key) ?? createDispatcher({ proxy, tlsPin, certificates: this.#network.certificates() })
    this.#dispatchers.set(key, dispatcher)
    return dispatcher
  }

  /** Null: directly; always so to this computer itself. */
  async proxyTo(address: string): Promise<string | null> {
    return isLoopback(address) ? null : this.#network.proxyFor(address).catch(() => null)
  }

  /** Breaks every connection off: they are half-open, or lead through a network that is no longer there. */
  async drop(): Promise<void> {
    const dropped = [...this.#dispatchers.values()]
    this.#dispatchers.clear()
    await Promise.all(dropped.map((dispatcher) => dispatcher.destroy()))
  }
}
