// The engine's memory in memory: survives the engine, as the database does. Tests only.
import type { NodeId } from '../../shared/domain/ids.ts'
import type { JournalEntry, LocalNode, StoreChange, SyncedNode, SyncStore } from '../sync/interface.ts'

export class MemoryStore implements SyncStore {
  readonly #local = new Map<NodeId, LocalNode>()
  readonly #synced = new Map<NodeId, SyncedNode>()
  readonly #journal = new Map<string, JournalEntry>()

  local = (): Iterable<LocalNode> => [...this.#local.values()]
  synced = (): Iterable<SyncedNode> => [...this.#synced.values()]
  journal = (): Iterable<JournalEntry> => [...this.#journal.values()]

  apply(changes: readonly StoreChange[]): void {
    for (const change of changes) {
      if (change.kind === 'local.put') this.#local.set(change.node.id, change.node)
      else if (change.kind === 'local.delete') this.#local.delete(change.id)
      else if (change.kind === 'synced.put') this.#synced.set(change.node.id, change.node)
      else if (change.kind === 'synced.delete') this.#synced.delete(change.id)
      else if (change.kind === 'journal.put') this.#journal.set(change.entry.id, change.entry)
      else this.#journal.delete(change.id)
    }
  }
}
