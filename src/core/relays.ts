// One client for each relay this profile talks to: its own, those of contacts, those of spaces. Runs in core and CLI.
import type { Reach } from '../shared/contact/index.ts'

/** Makes a client on first use and gives the same one for the same relay at the same address. */
export class Relays<Client extends { close(): void }> {
  readonly #connect: (reach: Reach) => Client
  readonly #clients = new Map<string, Client>()

  constructor(connect: (reach: Reach) => Client) {
    this.#connect = connect
  }

  at(reach: Reach): Client {
    const key = `${reach.home.relayId} ${reach.home.address}`
    const client = this.#clients.get(key) ?? this.#connect(reach)
    this.#clients.set(key, client)
    return client
  }

  close(): void {
    for (const client of this.#clients.values()) client.close()
    this.#clients.clear()
  }
}
