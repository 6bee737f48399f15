// Frees the memory of a large buffer at once. Runs in core and in its worker threads. SYNC.md: ≤ 64 MiB above baseline.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { MessageChannel } from 'node:worker_threads'
import { transferable } from './jobs.ts'

const { port1: nowhere, port2 } = new MessageChannel()
port2.close()
nowhere.unref()

/**
 * The bytes are gone afterwards: every view of their buffer has length 0. Does nothing to a small one, or to a view of a part (`transferable`).
 *
 * [Note: Buffers by hand] A megabyte that is dropped waits for its thread's collector, which each thread starts only after
 * some 64 MiB of them: 300 MiB in three threads, measured. A buffer transferred to a closed port is freed there and then,
 * in every runtime we have (`ArrayBuffer.prototype.transfer(0)` would do the same, but is missing in Node 20).
 */
export function release(bytes: Uint8Array): void {
  const buffers = transferable(bytes)
  if (buffers.length > 0) nowhere.postMessage(null, buffers)
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('typeof gc === "function" ? gc : null') as ((how: { type: 'minor' }) => void) | null

/**
 * Frees the short-lived buffers this thread has dropped, in a millisecond or so: for the many small ones that are not ours
 * to `release`, such as what a socket delivers. Does nothing in a runtime that keeps its collector to itself.
 */
export function sweep(): void {
  collect?.({ type: 'minor' })
}
