// Keeps what must survive a lost cache: the pins file beside the vault, and the sealed self record at the relay.
// PROTOCOL §8, §19.17, §19.19. Runs in core and CLI.
import { isDeepStrictEqual } from 'node:util'
import { Refused } from '../shared/base/errors.ts'
import { openSelf, sealSelf, verifySelf, type SelfRecord } from '../shared/contact/index.ts'
import type { Suite } from '../shared/crypto/suite.ts'
import type { Relay } from './environment.ts'
import { encodeSelfContent, restoreSelfContent, selfSetting, type OwnIdentity } from './identity/index.ts'
import { putSetting, readPins, readSetting, writePinsFile, type Pin, type Store } from './store/index.ts'

type SelfEnvironment = {
  readonly suite: Suite
  readonly store: Store
  readonly me: OwnIdentity
  readonly relay: () => Relay
  readonly pinsFile: string
  readonly pinsKey: Uint8Array
}

export class SelfKeeper {
  readonly #env: SelfEnvironment
  #isStale = false
  #written: readonly Pin[] | null = null

  constructor(environment: SelfEnvironment) {
    this.#env = environment
  }

  /** Address book, levels or spaces changed: the next `publish` writes them. */
  touch(): void {
    this.#isStale = true
  }

  /** Durable when it fulfils. Writes nothing where the file has been written since the start and no pin was raised after that. */
  async savePins(): Promise<void> {
    const { suite, store, pinsFile, pinsKey } = this.#env
    const pins = readPins(store)
    if (isDeepStrictEqual(pins, this.#written)) return
    await writePinsFile(suite, pinsFile, pinsKey, pins)
    this.#written = pins
  }

  /** Writes it as it is now to the relay that is to be home, also while home does not answer. Throws E_TRANSPORT. */
  async bring(to: Relay, signal: AbortSignal): Promise<void> {
    await this.#put(to, this.#counter() + 1, signal)
    this.touch()
  }

  /** Writes the self record if anything in it changed since. Throws E_TRANSPORT; then it is still to be written. */
  async publish(signal: AbortSignal): Promise<void> {
    if (!this.#isStale) return
    this.#isStale = false
    try {
      await this.#put(this.#env.relay(), this.#counter() + 1, signal)
    } catch (error) {
      this.#isStale = true
      throw error
    }
  }

  /** Brings the self record into an empty cache. False where the relay holds none. Throws E_ROLLBACK, E_TRANSPORT and what opening throws. */
  async restore(signal: AbortSignal): Promise<boolean> {
    const there = await this.#atHome(signal)
    if (there === null) return false
    const content = this.#open(there.self)
    this.#env.store.write((writable) => {
      restoreSelfContent(writable, content)
      putSetting(writable, 'self-counter', String(there.self.counter))
    })
    return true
  }

  /** Which one is at home, as far as this device knows. */
  get counter(): string {
    return String(this.#counter())
  }

  /** What the record at home says of the person's other relays; null: nothing, or there is none. Throws as `restore`. */
  async accounts(signal: AbortSignal): Promise<string | null> {
    const there = await this.#atHome(signal)
    return there === null ? null : selfSetting(this.#open(there.self), 'accounts')
  }

  /** Brings the record that is at home to another relay, byte for byte. One that has it, or a later one, keeps that. Throws as `restore`. */
  async copyTo(other: Relay, signal: AbortSignal): Promise<void> {
    const there = await this.#atHome(signal)
    if (there === null) return
    await other.putSelf(there.wire, { signal }).catch((error: unknown) => {
      if (!(error instanceof Refused) || error.code !== 'E_CONFLICT') throw error
    })
  }

  /** Signed by a device of this person, and not older than one this device has seen, nor gone; null: there never was one. */
  async #atHome(signal: AbortSignal): Promise<{ readonly wire: Uint8Array; readonly self: SelfRecord } | null> {
    const { suite, me, relay } = this.#env
    const wire = await relay().getSelf({ signal })
    if (wire === null && this.#counter() > 0) throw new Refused('E_ROLLBACK', 'no self record')
    if (wire === null) return null
    const self = verifySelf(suite, wire, me.log)
    if (self.counter < this.#counter()) throw new Refused('E_ROLLBACK', 'self record')
    return { wire, self }
  }

  #open(self: SelfRecord): Uint8Array {
    const { suite, me } = this.#env
    return openSelf(suite, self, me.seed(self.generation))
  }

  /** A higher counter at the relay is that of another device of this person, or of this one before its cache was lost. */
  async #put(relay: Relay, counter: number, signal: AbortSignal): Promise<void> {
    const { suite, store, me } = this.#env
    const { generation } = me.log.state
    const seal = (at: number) =>
      sealSelf(suite, me.device, { generation, counter: at, seed: me.seed(generation) }, encodeSelfContent(store))
    let written = counter
    try {
      await relay.putSelf(seal(counter), { signal })
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'E_CONFLICT') throw error
      const there = await relay.getSelf({ signal })
      if (there === null) throw error
      // An old one shown does not make the count go back.
      written = Math.max(verifySelf(suite, there, me.log).counter, counter) + 1
      await relay.putSelf(seal(written), { signal })
    }
    store.write((writable) => putSetting(writable, 'self-counter', String(written)))
  }

  #counter(): number {
    return Number(readSetting(this.#env.store, 'self-counter') ?? '0')
  }
}
