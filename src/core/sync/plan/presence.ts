// Shall a node be there? SYNC-10 … SYNC-16. Pure; runs in core.
import { mayDo, type Rights } from '../../../shared/domain/rights.ts'
import type { Node } from './interface.ts'

export type Presence =
  | 'keep'
  /** On neither side any more, or on one side for the last time. Directories: unless something in it is kept. */
  | 'drop'
  /** It depends on a content that is not known yet. */
  | 'unknown'
  /** Kept on this disk as something new, since it may not be restored. */
  | 'detach'

export function presenceOf(node: Node, rights: Rights): Presence {
  const { remote, local, synced, past } = node
  if (remote !== undefined && local !== undefined) return 'keep'
  if (remote !== undefined) return synced === undefined || !mayRemove(node, rights) ? 'keep' : 'drop'
  if (local === undefined) return 'drop'
  if (synced === undefined && past === undefined) return 'keep'
  return afterRemoteRemoval(node, rights)
}

/** SYNC-11 a local deletion is pushed; SYNC-12 unless the remote content changed since; SYNC-13 unless the right is missing. */
function mayRemove({ remote, synced }: Node, rights: Rights): boolean {
  return mayDo(rights, 'delete') && remote?.contentId === synced?.contentId
}

/** SYNC-14 a remote removal takes the local node away; SYNC-15 unless it was edited; SYNC-16 without the right to write the edit stays local. */
function afterRemoteRemoval({ local, synced, past, isShrunk }: Node, rights: Rights): Presence {
  if (local?.type !== 'file') return 'drop'
  if (local.contentId === null) return 'unknown'
  if (isShrunk || local.contentId === (synced ?? past)?.contentId) return 'drop'
  return mayDo(rights, 'write') ? 'keep' : 'detach'
}
