// A real volume of a few mebibytes, in memory. Only where the test may mount: as root on Linux. Tests only.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LocalPath } from '../sync/interface.ts'

export type SmallVolume = {
  readonly root: LocalPath
  grow(mebibytes: number): void
  end(): void
}

/** Why there is none, in words, where there is none. */
export function mountSmallVolume(mebibytes: number): SmallVolume | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux may mount a small volume'
  const root = mkdtempSync(join(tmpdir(), 'siegel-volume-')) as LocalPath
  const remove = (): void => rmSync(root, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'siegel-test', root], { stdio: 'ignore' })
  } catch {
    remove()
    return 'this computer does not let the test mount a small volume'
  }
  return {
    root,
    grow: (size) => execFileSync('mount', ['-o', `remount,size=${size}m`, root]),
    end: () => {
      execFileSync('umount', [root])
      remove()
    },
  }
}
