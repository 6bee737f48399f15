// Collects what the manifest of a new revision names: keys, packs and, page by page, where each chunk lies. Runs in core.
import { toHex } from '../../../shared/base/encoding.ts'
import { manifestKeyLimit, manifestPackLimit, type PieceRef } from '../../../shared/content/manifest.ts'
import type { PackId } from '../../../shared/domain/ids.ts'
import type { AddedPack } from '../interface.ts'
import type { PlacedChunk } from './earlier-chunks.ts'

export class RevisionBuilder {
  readonly keys: Uint8Array[] = []
  readonly #keyIndex = new Map<string, number>()
  readonly #packIndex = new Map<PackId, number>()
  readonly #added = new Map<PackId, AddedPack>()

  /** Half of each list stays free for what is new: old chunks beyond that are uploaded again. */
  hasRoomFor({ key, pack }: PlacedChunk): boolean {
    const keyFits = this.keys.length < manifestKeyLimit / 2 || this.#keyIndex.has(toHex(key))
    return keyFits && (this.#packIndex.size < manifestPackLimit / 2 || this.#packIndex.has(pack))
  }

  /** Names the chunk's key and pack, if they are not named yet. */
  add({ pack, key, offset, length, hash, added }: PlacedChunk): PieceRef {
    const hex = toHex(key)
    const keyIndex = this.#keyIndex.get(hex) ?? this.keys.push(key) - 1
    this.#keyIndex.set(hex, keyIndex)
    const packIndex = this.#packIndex.get(pack) ?? this.#packIndex.size
    this.#packIndex.set(pack, packIndex)
    if (added !== null) this.#added.set(pack, added)
    return { packIndex, offset, length, keyIndex, hash }
  }

  get packs(): PackId[] {
    return [...this.#packIndex.keys()]
  }

  /** The packs that no entry of the log may name yet. */
  get added(): AddedPack[] {
    return [...this.#added.values()]
  }
}
