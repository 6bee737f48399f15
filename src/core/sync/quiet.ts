// [Note: Coarse clocks] A file system's clock moves in steps (4 to 10 ms on Linux, 2 s on FAT). What is written twice within one step has one
// modification time, so that a content read in that step cannot be told from the next one. A file is therefore read only when the step of its
// last change is over. Pure; runs in core. SYNC-85.
import type { FileStat } from './disk.ts'

const fineStep = 20
/** FAT, some network drives: times in whole seconds. */
const coarseStep = 2000

/** Milliseconds until the file may be read; 0 if at once. A time in the future (a wrong clock) is not waited for. */
export function quietIn(stat: FileStat, now: number): number {
  const modified = Number(stat.modifiedNs / 1_000_000n)
  const step = stat.modifiedNs % 1_000_000_000n === 0n ? coarseStep : fineStep
  const age = now - modified
  return age < 0 || age >= step ? 0 : step - age
}
