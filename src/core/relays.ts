// One client for each relay this profile talks to: its own, those of contacts, those of spaces. Runs in core and CLI.
import { toHex } from '../shared/base/encoding.ts'
import type { Reach } from '../shared/contact/index.ts'
import type { RelayId } from '../shared/domain/ids.ts'

type Movable = { close(): void; moveTo(reach: Reach): void; readonly clockOffset: number | null }

/** Makes a client on first use and gives the same one for the same relay at the same address with the same TLS key. */
export class Relays<Client extends Movable> {
  readonly #connect: (reach: Reach) => Client
  readonly #clients = new Map<string, { readonly relayId: RelayId; readonly client: Client }>()
  readonly #moved = new Map<RelayId, Reach>()

  constructor(connect: (reach: Reach) => Client) {
    this.#connect = connect
  }

  at(reach: Reach): Client {
    const { relayId, address } = reach.home
    const key = `${relayId} ${address} ${reach.tlsPin === null ? '' : toHex(reach.tlsPin)}`
    const client = this.#clients.get(key)?.client ?? this.#connect(this.placeOf(reach))
    this.#clients.set(key, { relayId, client })
    return client
  }

  /** Whatever others say: this relay is found there from now on. */
  move(to: Reach): void {
    this.#moved.set(to.home.relayId, to)
    for (const { relayId, client } of this.#clients.values()) if (relayId === to.home.relayId) client.moveTo(to)
  }

  /** Where the relay of this hint is found. */
  placeOf(hint: Reach): Reach {
    return this.#moved.get(hint.home.relayId) ?? hint
  }

  /** Every client of every relay that was used so far: what a stranger names as the place of a relay hides none of the others. */
  list(): ReadonlyMap<RelayId, readonly Client[]> {
    const found = new Map<RelayId, Client[]>()
    for (const { relayId, client } of this.#clients.values())
      found.set(relayId, [...(found.get(relayId) ?? []), client])
    return found
  }

  close(): void {
    for (const { client } of this.#clients.values()) client.close()
    this.#clients.clear()
  }
}
