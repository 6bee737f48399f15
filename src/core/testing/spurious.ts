// Which conflict copies nobody caused, judged when an engine makes them. Tests only. SYNC.md "What must hold" 4.
import type { ContentId } from '../../shared/domain/ids.ts'
import { decodeManifest } from '../../shared/content/manifest.ts'
import type { Client } from './client.ts'
import type { SimulatedRelay } from './simulated-relay.ts'

type Scene = {
  readonly relay: SimulatedRelay
  /** Its memory is whole and its disk went never back: what it pushed and held it knows. */
  readonly isWhole: boolean
  contentId(data: Uint8Array): ContentId
}

/**
 * Property 4 for a file that comes to `path` by the client's engine: what is wrong, or null. A copy needs a content here
 * that the file never had in the log.
 */
export function spuriousCopy(scene: Scene, client: Client, path: string): string | null {
  const [, before, after] = /^(.*) \(conflict, \w+, [^)]*\)(?: \(\d+\))?([^/]*)$/.exec(path) ?? []
  const { nodes } = scene.relay.tree
  // What others have made already is brought like any other file.
  if (before === undefined || [...nodes.values()].some(({ name }) => path.endsWith(`/${name}`))) return null
  const inode = client.disk.find(`${before}${after ?? ''}`.split('/').slice(1))
  if (inode?.kind !== 'file' || !scene.isWhole) return null
  const contentId = scene.contentId(inode.data)
  const { fileId } = client.disk.stat(inode)
  const held = [...client.store.local()].filter(({ stat }) => stat.fileId === fileId)
  const wasThere = held.some(({ id }) =>
    scene.relay.tree.revisions(id).some(({ manifest }) => decodeManifest(manifest).contentId === contentId),
  )
  return wasThere ? `${client.name} made a copy of what nobody changed here: ${path}` : null
}
