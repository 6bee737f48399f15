// Where shall a node lie? SYNC-20 … SYNC-23. Pure; runs in core.
import { mayDo, type Rights } from '../../../shared/domain/rights.ts'
import { samePlace, type Place } from '../trees/node-tree.ts'
import type { Node } from './interface.ts'

/**
 * SYNC-20 a local move is pushed; SYNC-21 a remote move moves the local node; SYNC-22 moved on both sides: the log's place holds;
 * SYNC-23 a move one may not make is undone.
 */
export function placeOf({ remote, local, synced }: Node, rights: Rights): Place {
  if (local === undefined || remote === undefined) return placeIn(local ?? remote)
  const movedHere = synced !== undefined && !samePlace(local, synced)
  const movedThere = synced === undefined || !samePlace(remote, synced)
  return placeIn(movedHere && !movedThere && mayDo(rights, 'write') ? local : remote)
}

function placeIn(node: Place | undefined): Place {
  if (node === undefined) throw new RangeError('a node that is nowhere has no place')
  return { parent: node.parent, name: node.name }
}
