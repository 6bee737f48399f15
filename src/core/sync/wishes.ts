// What a person wants of transfers: files that wait until they say otherwise, and files whose turn comes first. Runs in core.
// SYNC-105 … SYNC-107.
import type { NodeId } from '../../shared/domain/ids.ts'
import type { RemoteNode } from './interface.ts'
import type { Plan } from './plan/interface.ts'
import type { SyncMemory } from './trees/memory.ts'
import type { ReadonlyNodeTree } from './trees/node-tree.ts'

const kind = 'postponed'
const entryOf = (id: NodeId): string => `${kind}:${id}`

/** After everything that nobody asked for. */
const last = Number.MAX_SAFE_INTEGER

export class Wishes {
  readonly #memory: SyncMemory
  readonly #postponed: Set<NodeId>
  /** The newest wish at the end. */
  #first: NodeId[] = []

  constructor(memory: SyncMemory) {
    this.#memory = memory
    const noted = memory.journal().filter((entry) => entry.kind === kind)
    this.#postponed = new Set(noted.map(({ state }) => state as NodeId))
  }

  get postponed(): ReadonlySet<NodeId> {
    return this.#postponed
  }

  /** SYNC-105 durable: also the next engine leaves it alone. */
  postpone(id: NodeId): void {
    this.#memory.apply([{ kind: 'journal.put', entry: { id: entryOf(id), kind, state: id } }])
    this.#postponed.add(id)
    this.#first = this.#first.filter((one) => one !== id)
  }

  resume(id: NodeId): void {
    if (!this.#postponed.delete(id)) return
    this.#memory.apply([{ kind: 'journal.delete', id: entryOf(id) }])
  }

  /** SYNC-107 */
  putFirst(id: NodeId): void {
    this.#first = [...this.#first.filter((one) => one !== id), id]
  }

  /** Less comes earlier. */
  turnOf(id: NodeId): number {
    const at = this.#first.indexOf(id)
    return at < 0 ? last : this.#first.length - at
  }

  /**
   * SYNC-106 the plan without the contents that are postponed: names and places go on.
   */
  without(plan: Plan): { readonly plan: Plan; readonly postponed: readonly NodeId[] } {
    if (this.#postponed.size === 0) return { plan, postponed: [] }
    const isWanted = ({ id }: { readonly id: NodeId }): boolean => !this.#postponed.has(id)
    const { uploads, downloads, conflicts, asides } = plan
    const wished = [...uploads, ...downloads, ...conflicts, ...asides].filter((target) => !isWanted(target))
    return {
      plan: {
        ...plan,
        uploads: uploads.filter(isWanted),
        downloads: downloads.filter(isWanted),
        conflicts: conflicts.filter(isWanted),
        asides: asides.filter(isWanted),
      },
      postponed: wished.map(({ id }) => id),
    }
  }

  /** SYNC-106 What is gone, or the same on both sides, needs no word of the person any more. */
  forgetSettled(remote: ReadonlyNodeTree<RemoteNode>): void {
    for (const id of [...this.#postponed]) {
      const [here, there] = [this.#memory.local.get(id), remote.get(id)]
      const isGone = here === undefined && there === undefined
      if (isGone || (here?.contentId != null && here.contentId === there?.contentId)) this.resume(id)
    }
  }
}
