// What a relay accepts at most, unless its operator says otherwise: PROTOCOL §15. Relay, core and cli.

const KiB = 1024
const MiB = 1024 * KiB

/** A stored entry: header 64 KiB, body 4 MiB, signatures. */
export const maxEntryLength = 4 * MiB + 65 * KiB
/** Entries pushed in one mirror request; a longer log is pushed in several. */
export const maxMirrorLength = 8 * MiB
export const minPackLength = 4 * KiB
export const maxPackLength = 64 * MiB
/** Ranges of packs start and end at multiples of this, or at the pack's end: exact ranges would tell sizes. */
export const rangeUnit = 64 * KiB
/** Ranges in one batch read. */
export const maxRanges = 1024
/** Bytes in the answer to one batch read. */
export const maxBatchLength = 256 * MiB
export const maxMessageLength = 64 * KiB
export const maxSelfLength = 4 * MiB
export const maxRendezvousLength = 64 * KiB
/** Logs that one event stream follows. */
export const maxSubscriptions = 2000
/** Any other record in a request or an answer. */
export const maxRecordLength = 64 * KiB

/** A signed request is valid for at most this long, in seconds, and may be signed this far in the relay's future. */
export const signatureSeconds = 60
/** An appended entry's time may differ this much from the relay's clock, in milliseconds (PROTOCOL §8). */
export const entryTimeTolerance = 10 * 60 * 1000

/** Silence on an event stream after which either side gives it up, and how often the relay says it is there, in milliseconds. */
export const eventSilence = 25_000
export const eventPing = 10_000
