// Whose content shall a file have? SYNC-30 … SYNC-37. Pure; runs in core.
import { mayDo, type Rights } from '../../../shared/domain/rights.ts'
import type { ContentDecision, Node } from './interface.ts'

/**
 * SYNC-30 equal contents are no conflict; SYNC-31 a local edit goes up; SYNC-32 a remote edit comes down; SYNC-33 both changed: a conflict;
 * SYNC-34 an edit one may not make is put aside; SYNC-35 what shrank in a crash is not an edit; SYNC-38 an empty file met by chance is no content; SYNC-98 what
 * the relay lost and this disk has goes up again. `unknown`: the local content must be hashed first.
 */
export function contentOf(node: Node, rights: Rights): ContentDecision | 'unknown' {
  const { remote, local, synced } = node
  if (local === undefined) return 'down'
  if (local.type === 'directory') return 'same'
  if (remote === undefined) return 'up'
  const changedThere = remote.contentId !== synced?.contentId
  if (local.contentId === null) {
    return changedThere || node.isShrunk || !mayDo(rights, 'write') ? 'unknown' : 'up'
  }
  if (local.contentId === remote.contentId) return node.isLost && mayDo(rights, 'write') ? 'up' : 'same'
  if (local.contentId === synced?.contentId) return 'down'
  if (local.stat.size === 0 && (node.isShrunk || synced === undefined)) return 'down'
  if (node.isShrunk) return 'aside'
  if (!mayDo(rights, 'write')) return 'aside'
  return changedThere ? 'conflict' : 'up'
}

/** SYNC-36 the executable bit follows the side that changed it; SYNC-37 without the right to write the log's bit holds. */
export function executableOf({ remote, local, synced }: Node, rights: Rights): boolean {
  if (remote === undefined || local === undefined) return local?.stat.executable ?? remote?.executable ?? false
  const changedHere = synced !== undefined && local.stat.executable !== synced.executable
  return changedHere && mayDo(rights, 'write') ? local.stat.executable : remote.executable
}
