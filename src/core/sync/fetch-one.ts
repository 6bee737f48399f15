// One content at a time, because a person asked for it: an earlier version to look at, a file that is not on this disk. Runs in core.
// PROTOCOL §11 "Reading". Beside the engine's cycles: nothing of its memory is touched, what it finds on the disk it adopts (SYNC-50).
import { toHex } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { NodeId, RevisionId } from '../../shared/domain/ids.ts'
import { ensureDirectory } from './execute/trash.ts'
import { FileSystemError, type LocalPath } from './disk.ts'
import type { SyncEnvironment } from './interface.ts'
import { ownPaths, pathOf } from './paths.ts'
import { createDownloader } from './transfer/download.ts'

export type Wanted = { readonly id: NodeId; readonly revision: RevisionId }

/**
 * Brings the content, verified, to a temporary file inside the space's own directory; the caller takes it away. Throws E_ID where the
 * log knows no such revision, E_INTEGRITY where what comes is something else, E_TRANSPORT, E_PATH where this disk does not take it.
 */
export async function fetchOne(
  environment: SyncEnvironment,
  { id, revision }: Wanted,
  signal: AbortSignal,
): Promise<LocalPath> {
  const { remote, random, root } = environment
  const manifest = await remote.manifest(id, revision)
  if (manifest === null) throw new Refused('E_ID', 'no such revision')
  const files = environment.files.confinedTo(root)
  const { directory, temporary } = ownPaths(root)
  const target = `${temporary}/${toHex(random(16))}` as LocalPath
  await onThisDisk(async () => {
    await ensureDirectory(files, directory)
    await ensureDirectory(files, temporary)
  })
  const job = { nodeId: id, manifest, temporary: target, base: null, goesOn: false }
  const download = createDownloader({ ...environment, files }).download([job], { signal })
  return onThisDisk(async () => {
    for await (const [outcome] of download) {
      if (outcome?.kind === 'downloaded') return target
      if (outcome !== undefined) throw refusalOf(outcome.reason)
    }
    throw new Error('a download without an answer')
  })
}

/** Puts a file where the log has it. Throws E_CONFLICT where something lies there, E_PATH where this disk does not take it. */
export async function placeOne(
  { files, root }: Pick<SyncEnvironment, 'files' | 'root'>,
  from: LocalPath,
  names: readonly string[],
): Promise<void> {
  const confined = files.confinedTo(root)
  await onThisDisk(async () => {
    for (let depth = 1; depth < names.length; depth++)
      await ensureDirectory(confined, pathOf(root, names.slice(0, depth)))
    await confined.rename(from, pathOf(root, names))
  })
}

/** What the disk refuses, as people are told. */
async function onThisDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof FileSystemError ? refusalOf(error.problem) : error
  }
}

function refusalOf(problem: string): Refused {
  if (problem === 'exists') return new Refused('E_CONFLICT', 'something lies there')
  return problem.startsWith('E_') ? new Refused(problem as Refused['code'], 'content') : new Refused('E_PATH', problem)
}
