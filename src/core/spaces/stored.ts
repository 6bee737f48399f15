// What the relay stores of a space, as it gives it: entries and the beginnings of packs, for a person who wants to see for themself.
// Nothing that comes from here is used for anything else. PROTOCOL §15. Runs in core.
import { concat } from '../../shared/base/bytes.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { PackId, SpaceId } from '../../shared/domain/ids.ts'
import type { RelayInfo } from '../../shared/protocol/index.ts'
import type { SpaceRelay } from './interface.ts'

/** A range of a pack begins and ends at multiples of this, in bytes (PROTOCOL §11 "Reading"). */
const rangeUnit = 64 * 1024

export class StoredRecords {
  readonly #relay: SpaceRelay
  readonly #id: SpaceId

  constructor(relay: SpaceRelay, id: SpaceId) {
    this.#relay = relay
    this.#id = id
  }

  /** Up to `count` stored entries from `from` on. Throws E_TRANSPORT, E_ID. */
  async entries(from: number, count: number, signal: AbortSignal): Promise<readonly Uint8Array[]> {
    const found: Uint8Array[] = []
    for await (const bytes of this.#relay.readLog(this.#id, from, { signal })) {
      found.push(bytes)
      if (found.length === count) break
    }
    return found
  }

  /** At most the first 64 KiB of a pack. Throws E_TRANSPORT. */
  async packStart(pack: PackId, signal: AbortSignal): Promise<Uint8Array> {
    const pieces: Uint8Array[] = []
    for await (const piece of this.#relay.packsOf(this.#id).get(pack, [{ start: 0, end: rangeUnit }], signal))
      pieces.push(piece)
    if (pieces.length === 0) throw new Refused('E_TRANSPORT', 'empty pack')
    return concat(...pieces)
  }

  info(signal: AbortSignal): Promise<RelayInfo> {
    return this.#relay.info({ signal })
  }
}
