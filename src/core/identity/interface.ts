// What the identity feature needs of a relay. Runs in core.
import type { LogId } from '../../shared/domain/ids.ts'

export interface LogReader {
  /** Stored entries from `from` on, in order, unverified. Empty where the log ends before. Throws Refused E_ID, E_TRANSPORT. */
  readLog(logId: LogId, from: number, options: { readonly signal: AbortSignal }): AsyncIterable<Uint8Array>
  /** Gives verified entries back to a relay that lost them, or to one where the log does not live. Throws Refused. */
  mirror(logId: LogId, entries: readonly Uint8Array[], options: { readonly signal: AbortSignal }): Promise<void>
}

/** The relay that orders the own identity log. */
export interface OwnLogHome extends LogReader {
  /** Anything but `appended`: not taken, somebody else was first. Throws Refused. */
  append(
    logId: LogId,
    entry: Uint8Array,
    options: { readonly signal: AbortSignal },
  ): Promise<{ readonly kind: 'appended' | 'overtaken' | 'missing' }>
}
