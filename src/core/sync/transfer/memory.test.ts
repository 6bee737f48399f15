// A transfer holds at most 64 MiB more than a process at rest, whatever the size of the file. SYNC.md "Large files", T58.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const mebibyte = 2 ** 20
const script = fileURLToPath(new URL('./memory-run.ts', import.meta.url))

/** Bytes above baseline at the peak of one transfer in a process of its own. */
async function peakOf(direction: 'up' | 'down', chunkMebibytes: number, folder: string): Promise<number> {
  const transfer = [script, direction, String(chunkMebibytes), '512', folder]
  return Number((await promisify(execFile)(process.execPath, transfer)).stdout)
}

test.each([1, 4, 16])(
  'half a gibibyte in chunks of %i MiB, up and down: within 64 MiB above baseline',
  async (chunkMebibytes) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'siegel-memory-'))
    try {
      for (const direction of ['up', 'down'] as const) {
        const peak = await peakOf(direction, chunkMebibytes, folder)
        expect(peak).toBeGreaterThan(mebibyte)
        expect(peak).toBeLessThan(64 * mebibyte)
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  },
  120_000,
)
