// Where pack bytes lie. The file system implements it today, S3 later; contract.ts is what each must pass. Relay only.
import type { PackId, SpaceId } from '../../shared/domain/ids.ts'

export type PackPlace = { readonly space: SpaceId; readonly pack: PackId }

export interface PackStore {
  /**
   * Stores a pack whole and durable, or not at all: when it fulfils, the bytes survive a power cut. 'exists': there was one,
   * untouched. Throws E_LIMIT where the source gives more or fewer than `length` bytes, E_QUOTA where the disk is full, and
   * whatever the source throws.
   */
  put(place: PackPlace, source: AsyncIterable<Uint8Array>, length: number): Promise<'stored' | 'exists'>
  /** Bytes; null: not here. */
  length(place: PackPlace): Promise<number | null>
  /** Bytes from `start` up to (without) `end`, read as they are wanted. Throws E_ID where the pack is not here. */
  read(place: PackPlace, start: number, end: number): AsyncIterable<Uint8Array>
  /** Every whole pack. */
  list(): AsyncIterable<PackPlace>
  /** Clears what interrupted uploads left. */
  removeUnfinished(): Promise<number>
  /** Free bytes on the volume; null: unknown. */
  freeBytes(): Promise<number | null>
}
