// An id for a node that was not there before. Runs in core. SYNC-01.
import { toHex } from '../../shared/base/encoding.ts'
import type { NodeId } from '../../shared/domain/ids.ts'
import type { SyncEnvironment } from './interface.ts'
import type { SyncMemory } from './trees/memory.ts'

const maxDraws = 2 ** 20

/**
 * [Note: Ids that come again] In a computer put back to a snapshot the generator may repeat itself. A new file must not get the
 * id of one that the log has from the time after the snapshot: it would take its place.
 */
export function newNodeId(
  { random, remote }: Pick<SyncEnvironment, 'random' | 'remote'>,
  { local, synced }: Pick<SyncMemory, 'local' | 'synced'>,
): NodeId {
  for (let draw = 0; draw < maxDraws; draw++) {
    const id = toHex(random(16)) as NodeId
    if (!remote.view.nodes.has(id) && !local.has(id) && !synced.has(id)) return id
  }
  throw new Error('the generator gives the same again and again')
}
