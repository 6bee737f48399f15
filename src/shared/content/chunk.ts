// Fixed-size chunks of a file, each sealed for its place: 40 bytes longer than the plaintext. PROTOCOL §11. Runs everywhere.
import { concat } from '../base/bytes.ts'
import type { Brand } from '../base/brand.ts'
import { fromHex } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import { lengthPrefixed, type Suite } from '../crypto/suite.ts'
import type { NodeId, SpaceId } from '../domain/ids.ts'

/** Where a chunk belongs: all of it is authenticated. `key` is 32 bytes, made for one upload and used for no other. */
export type ChunkPlace = {
  readonly key: Uint8Array
  readonly spaceId: SpaceId
  readonly nodeId: NodeId
  readonly index: number
  readonly chunkSize: number
  /** A page of a long manifest is sealed like a chunk, under labels of its own (pages.ts). Absent: a chunk. */
  readonly label?: 'chunk' | 'page'
}

/** Plaintext whose tag and hash have been checked: the only bytes that may reach a file. */
export type VerifiedBytes = Brand<Uint8Array, 'VerifiedBytes'>
/** `sealed` = nonce ‖ ciphertext ‖ tag; `hash` = SHA-256 of the plaintext. */
export type SealedChunk = { readonly sealed: Uint8Array; readonly hash: Uint8Array }

/** Bytes a sealed chunk is longer than its plaintext: nonce 24, tag 16. */
export const sealedOverhead = 40
export const nonceLength = 24
const mebibyte = 2 ** 20
const gibibyte = 2 ** 30

export const chunkSizes: readonly number[] = [1 * mebibyte, 4 * mebibyte, 16 * mebibyte]
/** Bytes of the largest file: 1 TiB, so that the list of its packs fits into a commit. */
export const fileSizeLimit = 2 ** 40

/** The chunk size of a node created with `size` bytes. It stays when the file grows. */
export function chunkSizeFor(size: number): number {
  return size <= gibibyte ? mebibyte : size <= 16 * gibibyte ? 4 * mebibyte : 16 * mebibyte
}

/** How many chunks a file has; 0 for an empty one. */
export const chunkCount = (size: number, chunkSize: number): number => Math.ceil(size / chunkSize)

/** Plaintext bytes of the chunk at `index`. */
export const chunkLength = (size: number, chunkSize: number, index: number): number =>
  Math.min(chunkSize, size - index * chunkSize)

/** Seals one chunk. The nonce is hedged with its index and hash ([Note: Hedged nonces]): sealing twice gives other bytes. */
export function sealChunk(suite: Suite, place: ChunkPlace, plaintext: Uint8Array): SealedChunk {
  const { nonce, ciphertext, hash } = sealChunkParts(suite, place, plaintext)
  return { sealed: concat(nonce, ciphertext), hash }
}

/** Whether `plaintext` is alone in its buffer, with just the room around it that its sealed form needs. */
export const hasRoom = ({ byteOffset, byteLength, buffer }: Uint8Array): boolean =>
  byteOffset === nonceLength && buffer.byteLength === byteLength + sealedOverhead

/** `sealChunk` before its parts are put together, for a caller that frees each buffer as soon as it can. */
export function sealChunkParts(suite: Suite, place: ChunkPlace, plaintext: Uint8Array) {
  const { key, index, label = 'chunk' } = place
  const hash = suite.backend.sha256(plaintext)
  const nonce = suite.kdf(key, `${label}/nonce`, nonceLength, suite.random(32), index, hash)
  return { nonce, ciphertext: suite.backend.xchachaSeal(plaintext, associatedOf(place), nonce, key), hash }
}

/** Opens one chunk and compares its SHA-256. Throws E_INTEGRITY, whatever is wrong. */
export function openChunk(suite: Suite, place: ChunkPlace, { sealed, hash }: SealedChunk): VerifiedBytes {
  const plaintext = openOrNull(suite, place, sealed)
  if (plaintext === null || !suite.backend.equalSecrets(suite.backend.sha256(plaintext), hash)) {
    throw new Refused('E_INTEGRITY', place.label ?? 'chunk')
  }
  return plaintext as VerifiedBytes
}

function openOrNull({ backend }: Suite, place: ChunkPlace, sealed: Uint8Array): Uint8Array | null {
  if (place.key.length !== 32 || sealed.length < sealedOverhead) return null
  try {
    const nonce = sealed.subarray(0, nonceLength)
    return backend.xchachaOpen(sealed.subarray(nonceLength), associatedOf(place), nonce, place.key)
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}

const associatedOf = ({ label = 'chunk', spaceId, nodeId, index, chunkSize }: ChunkPlace): Uint8Array =>
  lengthPrefixed(`siegel/1/aead/${label}`, fromHex(spaceId), fromHex(nodeId), index, chunkSize)
