// The journal of an unfinished upload names the content key of finished packs: what is written down of it is an envelope of its own inside the
// encrypted database. PROTOCOL §11 "Content key". Runs in core.
import { fromBase64url, fromHex, fromUtf8, toBase64url, utf8 } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import { openEnvelope, sealEnvelope, type EnvelopePlace } from '../../shared/crypto/envelope.ts'
import { lengthPrefixed, type Suite } from '../../shared/crypto/suite.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import type { JournalEntry } from '../sync/interface.ts'

export class SealedJournal {
  readonly #suite: Suite
  readonly #key: Uint8Array
  readonly #spaceId: SpaceId

  /** `key`: 32 bytes, see `journalKeyOf`. */
  constructor(suite: Suite, key: Uint8Array, spaceId: SpaceId) {
    this.#suite = suite
    this.#key = key
    this.#spaceId = spaceId
  }

  seal(entry: JournalEntry): JournalEntry {
    return { ...entry, state: toBase64url(sealEnvelope(this.#suite, this.#placeOf(entry), utf8(entry.state))) }
  }

  /** Null for what was not sealed here, in this place: then it was never noted. */
  open(entry: JournalEntry): JournalEntry | null {
    try {
      const state = fromUtf8(openEnvelope(this.#suite, this.#placeOf(entry), fromBase64url(entry.state)))
      return { ...entry, state }
    } catch (error) {
      if (error instanceof Refused) return null
      throw error
    }
  }

  #placeOf({ id, kind }: JournalEntry): EnvelopePlace {
    return { key: this.#key, label: 'journal', context: lengthPrefixed(fromHex(this.#spaceId), id, kind) }
  }
}

/** 32 bytes, from the 32 bytes of the database's key. */
export const journalKeyOf = (suite: Suite, databaseKey: Uint8Array): Uint8Array =>
  suite.kdf(databaseKey, 'vault/journal', 32)
