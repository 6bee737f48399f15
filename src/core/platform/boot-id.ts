// When this computer was started, as a text that stays the same until it is started anew. Runs in core. SYNC-04.
import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'

/** Elsewhere than on Linux the minute of the start, which a corrected clock may move: then an unclean end counts as a crash, which is the safe side. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return String(Math.round(Date.now() / 60_000 - uptime() / 60))
  }
}
