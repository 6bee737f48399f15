// Where this relay says it is found: one signed, counted statement, kept beside its key. Relay only. PROTOCOL §19.15.
import { readFile } from 'node:fs/promises'
import { writeFileAtomic } from '../node/files/index.ts'
import { equalBytes } from '../shared/base/bytes.ts'
import type { KeyPair } from '../shared/crypto/backend.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import { relayIdOf } from '../shared/logs/receipt.ts'
import { signRelayAddress, verifyRelayAddress, type RelayAddress } from '../shared/logs/relay-address.ts'

type Place = Pick<RelayAddress, 'address' | 'tlsPin'>

export class OwnAddress {
  readonly #suite: Suite
  readonly #key: KeyPair
  readonly #file: string
  #wire: Uint8Array | null = null

  constructor(suite: Suite, key: KeyPair, file: string) {
    this.#suite = suite
    this.#key = key
    this.#file = file
  }

  /** The signed statement; null: this relay states no address. */
  get wire(): Uint8Array | null {
    return this.#wire
  }

  /** States this place from now on. The same one as before keeps its counter, over restarts, too. */
  async state(place: Place, now: number): Promise<void> {
    const before = await this.#stored()
    const isSame =
      before !== null &&
      before.address === place.address &&
      (before.tlsPin === null
        ? place.tlsPin === null
        : place.tlsPin !== null && equalBytes(before.tlsPin, place.tlsPin))
    // By the clock, so that a relay whose folder came back from a backup does not count from where others are already.
    const counter = isSame ? before.counter : Math.max((before?.counter ?? 0) + 1, now)
    const time = isSame ? before.time : now
    this.#wire = signRelayAddress(this.#suite, this.#key, { ...place, counter, time })
    await writeFileAtomic(this.#file, this.#wire)
  }

  /** What an earlier start stated; a file that is not whole counts as none. */
  async #stored(): Promise<RelayAddress | null> {
    try {
      const wire = new Uint8Array(await readFile(this.#file))
      return verifyRelayAddress(this.#suite, wire, relayIdOf(this.#suite, this.#key.publicKey))
    } catch {
      return null
    }
  }
}
