// Which saved contents are nowhere any more. Tests only. SYNC.md "What must hold" 1.
import type { Client } from './client.ts'

/** Of the world, what is needed to find a content again. */
type Accounts = {
  readonly clients: readonly Client[]
  readonly saved: ReadonlyMap<string, Uint8Array>
  key(data: Uint8Array): string
  isKnown(data: Uint8Array): boolean
}

/** Property 1: what somebody saved and nobody let go is in the history of the log or on a disk. */
export function lostContents(world: Accounts): string[] {
  const onDisks = new Set<string>()
  for (const client of world.clients)
    for (const inode of client.disk.inodes(client.disk.root)) onDisks.add(world.key(inode.data))
  return [...world.saved]
    .filter(([key, data]) => !onDisks.has(key) && !world.isKnown(data))
    .map(([, data]) => `lost: ${new TextDecoder().decode(data.slice(0, 40))}`)
}
