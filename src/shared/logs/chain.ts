// The rules that tie each entry to the one before it, the same for every log. PROTOCOL §8. All processes.
import { Refused } from '../base/errors.ts'
import type { Head, LogId } from '../domain/ids.ts'
import type { Entry, Header } from './entry.ts'

/** What of a log's state the next entry must continue. */
export type Chain = { readonly id: LogId; readonly head: Head; readonly time: number }

/**
 * The header of an entry that follows `chain` directly. Throws E_ID for another log, E_SEQ for a gap, a repetition, another
 * predecessor, or a time before the log's own.
 */
export function mustFollow(chain: Chain, entry: Entry): Header {
  const { header } = entry
  if (header === null) throw new Refused('E_SEQ', 'second genesis')
  if (header.logId !== chain.id) throw new Refused('E_ID', 'entry of another log')
  if (header.seq !== chain.head.seq + 1) throw new Refused('E_SEQ', `entry ${header.seq} after ${chain.head.seq}`)
  if (header.prev !== chain.head.hash) throw new Refused('E_SEQ', 'another predecessor')
  if (header.time < chain.time) throw new Refused('E_SEQ', 'time goes back')
  return header
}
