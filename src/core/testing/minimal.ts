// Property 5 at the end of every history: a directory is renamed and all in it is touched, and one operation and no upload says so.
// Tests only. SYNC.md "What must hold" 5.
import type { Inode } from './simulated-disk.ts'
import type { World } from './world.ts'

const root = ['home', 'space'] as const

/** Everybody is settled before and after. Answers what was too much. */
export async function excess(world: World): Promise<string[]> {
  // Where a link or the like keeps something from its place, the renaming gives way to more.
  if (world.clients.some(({ engine }) => engine.status.skipped.length > 0)) return []
  const [client] = world.clients
  const top = [...(client?.disk.directory(root).entries ?? [])].filter(([, inode]) => inode.kind === 'directory')
  const known = new Set(
    [...(client?.store.synced() ?? [])].flatMap(({ id, name }) =>
      world.relay.tree.nodes.get(id)?.name === name ? [name] : [],
    ),
  )
  const [name, directory] = top.find(([one]) => known.has(one)) ?? []
  if (client === undefined || name === undefined || directory === undefined) return []
  const { commits, packs } = world.relay
  const [pushed, uploaded] = [commits.length, packs.size]
  client.disk.rename([...root, name], [...root, 'renamed at the end'], false)
  touchAll(client.disk, directory)
  await world.settle()
  const told = commits.slice(pushed).map(({ operations }) => operations.map(({ kind }) => kind).join(' '))
  const isMinimal = told.join() === 'move' && packs.size === uploaded
  return isMinimal ? [] : [`renaming ${name} took ${told.join(', ')} and ${packs.size - uploaded} packs`]
}

function touchAll(disk: { setData(inode: Inode, data: Uint8Array): void }, directory: Inode): void {
  for (const inode of directory.entries.values())
    if (inode.kind === 'directory') touchAll(disk, inode)
    else if (inode.kind === 'file') disk.setData(inode, inode.data)
}
