// Channel group `transfers`: what moves between this computer and the relays, what waits for it, and what a person wants first or not
// now. Answered by core. SYNC.md "Long transfers".
import { z } from 'zod'
import { call, done } from './call.ts'
import { byteCount, count, nodeId, spaceId } from './values.ts'

export const transfer = z.object({
  space: z.object({ id: spaceId, name: z.string() }),
  node: nodeId,
  name: z.string(),
  folders: z.array(z.string()),
  direction: z.enum(['up', 'down']),
  /**
   * `moving` · `waiting` for its turn · `paused` with its space · `postponed` by the person, until they say otherwise · `stuck`: the
   * relay or the disk says no, it is tried again by itself.
   */
  state: z.enum(['moving', 'waiting', 'paused', 'postponed', 'stuck']),
  doneBytes: byteCount,
  totalBytes: byteCount,
  /** Null: not known (yet). */
  bytesPerSecond: byteCount.nullable(),
  secondsLeft: count.nullable(),
})
export type Transfer = z.output<typeof transfer>

const ofFile = z.strictObject({ space: spaceId, node: nodeId })

export const transferCalls = {
  /** What moves first, then what waits in the order of its turn. The sums are over all of it but what is postponed. */
  'transfers.list': call(
    z.strictObject({ offset: count, limit: z.int().min(1).max(200) }),
    z.object({
      items: z.array(transfer),
      total: count,
      files: count,
      waitingBytes: byteCount,
      up: byteCount.nullable(),
      down: byteCount.nullable(),
      secondsLeft: count.nullable(),
    }),
  ),
  /** The contents of this file are not exchanged until `transfers.resume`; everything else goes on. */
  'transfers.postpone': call(ofFile, done),
  /** Also tries again at once what is stuck. */
  'transfers.resume': call(ofFile, done),
  /** Its turn comes next. What moves already goes on. */
  'transfers.first': call(ofFile, done),
} as const
