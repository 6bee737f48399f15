// The content id of a local file, without transferring anything. Runs in core. SYNC.md "observe".
import { chunkCount, chunkLength, fileSizeLimit } from '../../../shared/content/chunk.ts'
import type { FileSystem } from '../disk.ts'
import type { Sealer } from '../interface.ts'
import { ContentHash } from './content-hash.ts'
import { asCompleted, drain } from './flow.ts'
import type { Hasher, HashJob } from './interface.ts'
import { workWindow } from './limits.ts'
import { LeftAlone, problemOf } from './problem.ts'
import { SourceFile } from './source-file.ts'

export function createHasher({
  files,
  sealer,
}: {
  readonly files: Pick<FileSystem, 'openForRead'>
  readonly sealer: Sealer
}): Hasher {
  return {
    async hash(job, signal) {
      try {
        return { kind: 'hashed', contentId: await contentIdOf(files, sealer, job, signal) }
      } catch (error) {
        const reason = problemOf(error)
        if (reason === null) throw error
        return { kind: 'not-hashed', reason }
      }
    },
  }
}

async function contentIdOf(
  files: Pick<FileSystem, 'openForRead'>,
  sealer: Sealer,
  { path, stat, chunkSize }: HashJob,
  signal: AbortSignal,
) {
  if (stat.size > fileSizeLimit) throw new LeftAlone('E_LIMIT')
  const source = await SourceFile.open(files, path, stat)
  try {
    const hashes = new Array<Uint8Array>(chunkCount(stat.size, chunkSize))
    const flow = { limit: workWindow, weigh: () => Math.min(chunkSize, stat.size) }
    await drain(
      asCompleted(hashes.keys(), flow, async (index) => {
        signal.throwIfAborted()
        const plaintext = await source.read(index * chunkSize, chunkLength(stat.size, chunkSize, index))
        hashes[index] = await sealer.hashChunk(plaintext)
      }),
    )
    await source.assertUnchanged()
    const content = new ContentHash({ size: stat.size, chunkSize })
    for (const hash of hashes) content.add(hash)
    return content.contentId
  } finally {
    await source.close()
  }
}
