// Is the folder there, and is it the right one? SYNC-01 … SYNC-03. Runs in core. SYNC.md property 7: a missing root is not a deletion.
import { fromUtf8, toHex, utf8 } from '../../shared/base/encoding.ts'
import type { NodeId } from '../../shared/domain/ids.ts'
import { FileSystemError, type FileSystem, type LocalPath } from './disk.ts'
import type { SyncEnvironment } from './interface.ts'
import { nodeOfPart, ownPaths } from './paths.ts'
import { isRemoved } from './execute/context.ts'
import { ensureDirectory } from './execute/trash.ts'

export type RootState = 'ours' | 'unmarked' | 'foreign' | 'missing'

/** What the marker file says. `missing`: the root is not there, or cannot be read. */
export async function rootState({ files, root, remote }: SyncEnvironment): Promise<RootState> {
  try {
    if ((await files.stat(root))?.kind !== 'directory') return 'missing'
    const marker = await readSmall(files, ownPaths(root).marker)
    if (marker === null) return 'unmarked'
    return marker.trim() === remote.spaceId ? 'ours' : 'foreign'
  } catch (error) {
    if (error instanceof FileSystemError) return 'missing'
    throw error
  }
}

/** SYNC-01 writes the marker, durably. Only for a folder that was never attached before. */
export async function markRoot({ files, root, remote, random }: SyncEnvironment): Promise<void> {
  const own = ownPaths(root)
  await ensureDirectory(files, own.directory)
  await ensureDirectory(files, own.temporary)
  const draft = `${own.temporary}/${toHex(random(16))}` as LocalPath
  const file = await files.create(draft)
  try {
    await file.write(utf8(`${remote.spaceId}\n`), 0)
    await file.sync()
  } finally {
    await file.close()
  }
  await files.rename(draft, own.marker)
  await files.syncDirectory(own.directory)
}

/** Empties the directory of downloads under way: at a start nothing is. Answers those that long ones go on with. */
export async function clearTemporary({ files, root }: SyncEnvironment): Promise<readonly NodeId[]> {
  const { directory, temporary } = ownPaths(root)
  await ensureDirectory(files, directory)
  await ensureDirectory(files, temporary)
  const begun: NodeId[] = []
  for (const { name, stat } of await files.list(temporary)) {
    const id = stat.kind === 'file' && stat.links === 1 ? nodeOfPart(name) : null
    if (id !== null) begun.push(id)
    else if (stat.kind !== 'directory') await isRemoved({ files }, `${temporary}/${name}` as LocalPath)
  }
  return begun
}

/** Null if there is no such file. A marker is short: what is longer is not one. */
async function readSmall(files: FileSystem, path: LocalPath): Promise<string | null> {
  if ((await files.stat(path))?.kind !== 'file') return null
  const file = await files.openForRead(path)
  try {
    const bytes = new Uint8Array(256)
    return fromUtf8(bytes.subarray(0, await file.read(bytes, 0)))
  } finally {
    await file.close()
  }
}
