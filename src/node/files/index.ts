// Writing files so that a crash leaves the old or the new bytes, never half of them; private directories.
// Used by core, relay and cli.
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const onWindows = process.platform === 'win32'

/** Names of files that an interrupted `writeFileAtomic` leaves behind; nothing else is called so. */
export const interruptedWrite = /^\..+\.[0-9a-f]{16}\.tmp$/

/**
 * Replaces `file` by `bytes`, readable by its owner only: temporary file beside it, fsync, rename, fsync of the directory.
 * When the promise fulfils, the bytes survive a power cut; when it rejects, the old file is still there.
 */
export async function writeFileAtomic(file: string, bytes: Uint8Array): Promise<void> {
  const directory = path.dirname(file)
  const temporary = path.join(directory, `.${path.basename(file)}.${randomBytes(8).toString('hex')}.tmp`)
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await renameOver(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncDirectory(directory)
}

/** Creates `directory` and what is missing above it, and makes it its owner's alone (0700; on Windows the profile's ACL). */
export async function ensurePrivateDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  if (!onWindows) await chmod(directory, 0o700)
}

/** Windows refuses to replace a file that a virus scanner or an indexer holds open: it lets go within a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to)
      return
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? ''
      if (!onWindows || attempt === 10 || !['EPERM', 'EACCES', 'EBUSY'].includes(code)) throw error
      await delay(20 * attempt)
    }
  }
}

/** Makes the rename itself durable. Windows has no such call: NTFS journals it. */
async function syncDirectory(directory: string): Promise<void> {
  if (onWindows) return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
