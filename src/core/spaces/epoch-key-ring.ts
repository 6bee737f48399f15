// The epoch keys of one space that this person can reach, and what stands in the way of the others: a lockbox or a link that does
// not open. PROTOCOL §4, §10, §19.1. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { Entry } from '../../shared/logs/entry.ts'
import { earlierEpochKeys, keyBefore, openEpochKey, type SpaceState } from '../../shared/logs/space/index.ts'
import type { KnownIdentities, OwnIdentity } from '../identity/index.ts'

type KeyRingEnvironment = { readonly suite: Suite; readonly known: KnownIdentities; readonly me: OwnIdentity }

export class EpochKeyRing {
  readonly #env: KeyRingEnvironment
  readonly #keys = new Map<number, Uint8Array>()
  readonly #badLockboxes = new Set<number>()
  readonly #badLinks = new Set<number>()

  constructor(environment: KeyRingEnvironment) {
    this.#env = environment
  }

  /** 32 bytes; undefined where no way leads to it. */
  get(epoch: number): Uint8Array | undefined {
    return this.#keys.get(epoch)
  }

  /** A lockbox for me is there and does not open: unlike one that was withheld, a reason to complain. */
  isLockboxBad(epoch: number): boolean {
    return this.#badLockboxes.has(epoch) && !this.#keys.has(epoch)
  }

  /** Epochs whose key I have and none of whose links opens, ascending. */
  get badLinks(): readonly number[] {
    return [...this.#badLinks].sort((a, b) => a - b)
  }

  /** Looks into an accepted entry; `after` is the state right after it. What does not open is noted, not thrown. */
  learn(entry: Entry, after: SpaceState): void {
    const type = entry.header?.type
    if (type === 'epoch.rotate' || type === 'grant.set') this.#openLockbox(entry, after)
    else if (type === 'epoch.relink') for (const epoch of this.badLinks) this.#follow(epoch, after)
  }

  #openLockbox(entry: Entry, after: SpaceState): void {
    const { suite, me, known } = this.#env
    const { epoch } = after
    if (this.#keys.has(epoch) || !after.epochRecipients.some(({ id }) => id === me.id)) return
    try {
      const opener = { id: me.id, secretKeyOf: (generation: number) => me.kemKey(generation).secretKey }
      this.#keys.set(epoch, openEpochKey(suite, { entry, after }, opener, known))
      this.#follow(epoch, after)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (error.code !== 'E_INTEGRITY') this.#badLockboxes.add(epoch)
    }
  }

  /** From the key of `epoch` back, as far as keys are missing. */
  #follow(epoch: number, after: SpaceState): void {
    const key = this.#keys.get(epoch)
    if (key === undefined || epoch < 2) return
    this.#badLinks.delete(epoch)
    if (this.#keys.has(epoch - 1)) {
      if (keyBefore(this.#env.suite, after, epoch, key) === null) this.#badLinks.add(epoch)
      return
    }
    const { keys, brokenAt } = earlierEpochKeys(this.#env.suite, after, { epoch, key })
    for (const [earlier, found] of keys) this.#keys.set(earlier, found)
    if (brokenAt !== null) this.#badLinks.add(brokenAt)
  }
}
