// Which saved contents are nowhere any more. Tests only. SYNC.md "What must hold" 1.
import type { Accounts } from './accounts.ts'
import type { Client } from './client.ts'

/** Property 1: what somebody saved and nobody let go is in the history of the log or on a disk. */
export function lostContents(clients: readonly Client[], accounts: Accounts): string[] {
  const onDisks = new Set<string>()
  for (const client of clients)
    for (const inode of client.disk.inodes(client.disk.root)) onDisks.add(accounts.key(inode.data))
  return [...accounts.saved]
    .filter(([key, data]) => !onDisks.has(key) && !accounts.isKnown(data))
    .map(([, data]) => `lost: ${new TextDecoder().decode(data.slice(0, 40))}`)
}
