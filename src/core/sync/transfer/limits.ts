// How much of what is in memory at a time: together below 64 MiB above baseline, whatever the size of a file.
// Runs in core. SYNC.md "Many small files, and large ones".
const mebibyte = 2 ** 20

/** Files up to this many bytes go into shared packs and before all larger ones. */
export const smallFileLimit = 4 * mebibyte
/** Plaintext bytes in hand with the workers; one chunk more where a chunk is larger than what is left. */
export const workWindow = 8 * mebibyte
/** What a file counts at least in `workWindow`: at most 16 are open at a time. */
export const fileWeight = mebibyte / 2
/** Bytes to which the packs of a large file are filled. Held until the relay has them, so that they can be sent again. */
export const largePackFill = 8 * mebibyte
/** Packs being filled or on their way, in both directions. */
export const packsInHand = 4
/** The same, for a large file: 3 packs of 8 MiB, or 1 of one 16-MiB chunk. */
export const largePacksInHand = (chunkSize: number): number => (chunkSize > largePackFill ? 1 : 3)
/** Bytes received before their buffers are swept ([Note: Buffers by hand]). */
export const sweepAfter = 8 * mebibyte
/** A pack of which nobody spoke for 14 days goes at the relay: an unfinished upload is resumed before that. */
export const journalLife = 10 * 86_400_000
/** Small files of several chunks that are fetched at the same time. */
export const filesInHand = 4
/** Bytes of pieces of one pack that are opened and written at the same time. */
export const packWindow = 4 * mebibyte
/** What a piece counts at least in `packWindow`: at most 16 files of a pack are open at a time. */
export const pieceWeight = mebibyte / 4
/** Packs of one file fetched at the same time. */
export const fetchesInHand = (chunkSize: number): number => (chunkSize > packWindow ? 1 : 2)
/** So many packs in a row that do not come: then nothing comes. */
export const transportPatience = 3
