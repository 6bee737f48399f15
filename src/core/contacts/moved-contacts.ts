// Contacts who have moved their home to another relay: the word of their own log, for whoever their message did not reach. PROTOCOL §8
// "Home and mirrors", §19.17. Runs in core.
import type { IdentityId } from '../../shared/domain/ids.ts'
import { Retries } from '../retries.ts'
import type { ContactsEnvironment } from './interface.ts'
import type { ContactRecords } from './records.ts'

export class MovedContacts {
  readonly #env: ContactsEnvironment
  readonly #records: ContactRecords
  readonly #retries: Retries<IdentityId>

  constructor(environment: ContactsEnvironment, records: ContactRecords) {
    this.#env = environment
    this.#records = records
    this.#retries = new Retries(environment.now, { patience: 10_000, pause: 60 * 60_000 })
  }

  /** Follows them where the relay that they name answers; else they stay where they are in the book. */
  async settle(signal: AbortSignal): Promise<void> {
    const { known, findRelay } = this.#env
    for (const { identityId, relay, blocked, state } of this.#records.list()) {
      const named = known.get(identityId)?.state.home ?? null
      // Whoever only asks leads this computer to no address.
      if (state === 'asking') continue
      if (blocked || named === null || named.relayId === relay.home.relayId) continue
      const follow = async (limited: AbortSignal): Promise<void> =>
        this.#records.update(identityId, { relay: await findRelay(named, limited) })
      await this.#retries.attempt(identityId, follow, signal)
    }
  }
}
