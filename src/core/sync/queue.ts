// What waits for its turn to be transferred, in that order, as people see it. Runs in core. SYNC-93, SYNC-107.
import type { NodeId } from '../../shared/domain/ids.ts'
import type { RemoteView, Waiting } from './interface.ts'
import type { KnownBefore } from './known-before.ts'
import type { SyncMemory } from './trees/memory.ts'
import type { Wishes } from './wishes.ts'

type Parts = {
  readonly memory: SyncMemory
  readonly view: RemoteView
  readonly wishes: Wishes
  /** What could not be transferred in the last cycle. */
  readonly failed: ReadonlySet<NodeId>
  /** Bytes of what is to come down that came so far. */
  readonly reached: (id: NodeId) => number
}

/** What the last plan wanted and has not come about since: what a person wants first, then the short ones. */
export function waitingOf(
  { uploads, downloads, conflicts }: KnownBefore['wanted'],
  { memory: { local, synced }, view: { nodes }, wishes, failed, reached }: Parts,
): readonly Waiting[] {
  const isDone = (id: NodeId): boolean => {
    const [here, there, agreed] = [local.get(id), nodes.get(id), synced.get(id)]
    return agreed !== undefined && agreed.revision === there?.revision && here?.contentId === agreed.contentId
  }
  const stateOf = (id: NodeId): Waiting['state'] =>
    wishes.postponed.has(id) ? 'postponed' : failed.has(id) ? 'stuck' : 'waiting'
  const up = uploads.map(({ id }) => ({
    id,
    direction: 'up' as const,
    size: local.get(id)?.stat.size ?? 0,
    doneBytes: 0,
  }))
  const down = [...downloads, ...conflicts].map(({ id }) => {
    return { id, direction: 'down' as const, size: nodes.get(id)?.size ?? 0, doneBytes: reached(id) }
  })
  return [...up, ...down]
    .filter(({ id }) => !isDone(id))
    .map((one) => ({ ...one, state: stateOf(one.id) }))
    .sort((a, b) => wishes.turnOf(a.id) - wishes.turnOf(b.id) || a.size - b.size)
}
