// Makes what happened inside a directory durable. Relay only.
import { open } from 'node:fs/promises'

/** Windows has no such call: NTFS journals its directories. */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
