// What a relay did not bring and what a relay has lost of a space's log: bodies that are asked for again, entries that are given
// back. PROTOCOL §8 "Pins". Runs in core.
import type { Suite } from '../../shared/crypto/suite.ts'
import type { LogId, SpaceId } from '../../shared/domain/ids.ts'
import { encodeEntry, MissingHead, parseEntry } from '../../shared/logs/entry.ts'
import { completeEntry, readEntries, readEntry, type Store } from '../store/index.ts'
import type { SpaceRelay } from './interface.ts'

/** What a relay lacks of a log: everything from entry `from` on. */
export type MissingLog = { readonly logId: LogId; readonly from: number }

/** Identity logs that are pushed for one log. */
const maxPushed = 64

type Repair = { readonly suite: Suite; readonly store: Store; readonly relay: SpaceRelay }

/**
 * Asks again for bodies that did not come with their headers, from entry `from` on. Only the body is taken: the hash of an entry
 * says nothing about the signatures that come beside it.
 */
export async function fillGaps(
  { suite, store, relay }: Repair,
  id: SpaceId,
  from: number,
  signal: AbortSignal,
): Promise<void> {
  const parse = (bytes: Uint8Array) => parseEntry(suite, 'space', bytes)
  for await (const bytes of relay.readLog(id, from, { signal })) {
    const { seq, hash, body } = parse(bytes)
    const held = readEntry(store, id, seq)
    if (held === null) break
    if (body === null || held.hash !== hash) continue
    const completed = encodeEntry({ ...parse(held.bytes), body })
    store.write((writable) => completeEntry(writable, id, { seq, hash, bytes: completed }))
  }
}

/**
 * The relay gets everything held here, byte for byte (a restored backup heals). Before a space can be judged again, it gets the
 * identity logs that its entries name, by `pushIdentity`. Throws Refused.
 */
export async function giveBack(
  { store, relay }: Repair,
  id: SpaceId,
  pushIdentity: (missing: MissingLog) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const stored = readEntries(store, id).map(({ bytes }) => bytes)
  for (let pushed = 0; ; pushed++) {
    try {
      await relay.mirror(id, stored, { signal })
      return
    } catch (error) {
      if (!(error instanceof MissingHead) || pushed > maxPushed) throw error
      await pushIdentity(error)
    }
  }
}
