// What is still to come to this disk, and whether it has room for it. Runs in core. SYNC-06: a disk is never filled to the brim on purpose.
import type { NodeId } from '../../../shared/domain/ids.ts'
import { FileSystemError } from '../disk.ts'
import type { RemoteView, SyncEnvironment } from '../interface.ts'

/** Bytes left free for names, journals and everybody else. */
export const spareBytes = 2 ** 20

/** Bytes that contents may still take; infinite where the disk does not say. */
export async function freeFor({ files, root }: Pick<SyncEnvironment, 'files' | 'root'>): Promise<number> {
  try {
    return (await files.freeBytes(root)) - spareBytes
  } catch (error) {
    if (error instanceof FileSystemError) return Infinity
    throw error
  }
}

export class Room {
  /** Bytes of each content that is to come, and those of them that are here. */
  readonly #wanted = new Map<NodeId, number>()
  readonly #held = new Map<NodeId, number>()
  readonly #short = new Set<NodeId>()
  #free = Infinity

  /** At the beginning of a cycle: what is to come, and how many bytes there are for it. */
  begin(ids: readonly NodeId[], view: RemoteView, free: number): void {
    for (const id of ids) this.#wanted.set(id, view.nodes.get(id)?.size ?? 0)
    this.#free = free
  }

  /** Those of `ids` that find room, small ones first. What is under way has its room already. */
  take(ids: readonly NodeId[], isUnderWay: (id: NodeId) => boolean): readonly NodeId[] {
    const size = (id: NodeId): number => (isUnderWay(id) ? 0 : this.#missing(id))
    return [...ids]
      .sort((a, b) => size(a) - size(b))
      .filter((id) => {
        const fits = size(id) <= Math.max(0, this.#free)
        if (fits) this.#free -= size(id)
        this.#short[fits ? 'delete' : 'add'](id)
        return fits
      })
  }

  /** So many bytes of it are on the disk already. */
  holds(id: NodeId, bytes: number): void {
    this.#held.set(id, bytes)
  }

  /** What was here of it is no longer. */
  isGone(id: NodeId): void {
    this.#free += this.#held.get(id) ?? 0
    this.#held.delete(id)
  }

  /** Of what found no room, that which is here in part and, gone, would give room to another one. */
  get inTheWay(): readonly NodeId[] {
    const begun = [...this.#short].filter((id) => this.#held.has(id))
    const free = begun.reduce((sum, id) => sum + (this.#held.get(id) ?? 0), this.#free)
    return [...this.#short].some((id) => !this.#held.has(id) && this.#missing(id) <= free) ? begun : []
  }

  arrived(id: NodeId): void {
    this.#wanted.delete(id)
  }

  /** Something found no room. */
  get isShort(): boolean {
    return this.#short.size > 0
  }

  /** Bytes that must be free before all that has not arrived finds room. */
  get neededBytes(): number {
    return [...this.#wanted.keys()].reduce((sum, id) => sum + this.#missing(id), spareBytes)
  }

  #missing(id: NodeId): number {
    return Math.max(0, (this.#wanted.get(id) ?? 0) - (this.#held.get(id) ?? 0))
  }
}
