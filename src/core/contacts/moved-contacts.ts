// Contacts who have moved their home to another relay: the word of their own log, for whoever their message did not reach. PROTOCOL §8
// "Home and mirrors", §19.17. Runs in core.
import { attemptAsync } from '../../shared/base/result.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import type { ContactsEnvironment } from './interface.ts'
import type { ContactRecords } from './records.ts'

/** Milliseconds that a relay may take to answer, and until one that did not is asked again. */
const patience = 10_000
const pause = 60 * 60_000

export class MovedContacts {
  readonly #env: ContactsEnvironment
  readonly #records: ContactRecords
  readonly #triedAt = new Map<IdentityId, number>()

  constructor(environment: ContactsEnvironment, records: ContactRecords) {
    this.#env = environment
    this.#records = records
  }

  /** Follows them where the relay that they name answers; else they stay where they are in the book. */
  async settle(signal: AbortSignal): Promise<void> {
    const { known, findRelay, now } = this.#env
    for (const { identityId, relay, blocked, state } of this.#records.list()) {
      const named = known.get(identityId)?.state.home ?? null
      // Whoever only asks leads this computer to no address.
      if (state === 'asking') continue
      if (blocked || named === null || named.relayId === relay.home.relayId) continue
      if (Math.abs(now() - (this.#triedAt.get(identityId) ?? 0)) < pause) continue
      this.#triedAt.set(identityId, now())
      const limited = AbortSignal.any([signal, AbortSignal.timeout(patience)])
      const found = await attemptAsync(() => findRelay(named, limited))
      if (found.ok) this.#records.update(identityId, { relay: found.value })
    }
  }
}
