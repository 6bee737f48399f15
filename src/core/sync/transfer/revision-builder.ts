// Collects what the manifest of a new revision names: keys, packs and, page by page, where each chunk lies. Runs in core.
import { toHex } from '../../../shared/base/encoding.ts'
import { manifestKeyLimit, manifestPackLimit, type PieceRef } from '../../../shared/content/manifest.ts'
import type { PackId } from '../../../shared/domain/ids.ts'
import type { AddedPack } from '../interface.ts'
import type { PlacedChunk } from './earlier-chunks.ts'

/** Packs that are always left for what is new: about 24 GiB. */
const roomForNew = 2048

export class RevisionBuilder {
  readonly keys: Uint8Array[] = []
  readonly #keyIndex = new Map<string, number>()
  readonly #packIndex = new Map<PackId, number>()
  readonly #added = new Map<PackId, AddedPack>()

  /** Whether an old chunk can be named; beyond that, old chunks are uploaded again: one new key instead of many old ones. */
  hasRoomFor({ key, pack }: PlacedChunk): boolean {
    const keyFits = this.keys.length < manifestKeyLimit - 1 || this.#keyIndex.has(toHex(key))
    return keyFits && (this.#packIndex.size < manifestPackLimit - roomForNew || this.#packIndex.has(pack))
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
