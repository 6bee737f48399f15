// The fingerprint of a whole tree in 2,048 bytes that change with each node alone: LtHash16. PROTOCOL §10, §19.5. Clients.
// Bellare and Micciancio 1997 (randomize-then-combine); Lewi et al. 2019 (LtHash).
import { encodeCanonical } from '../../base/canonical.ts'
import { fromHex } from '../../base/encoding.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { NodeId, RevisionId } from '../../domain/ids.ts'

/** What of a node its leaf covers. */
export type LeafNode = {
  readonly id: NodeId
  readonly parent: NodeId
  readonly name: string
  readonly type: 'directory' | 'file'
  readonly revision: RevisionId | null
  readonly executable: boolean
  readonly trashed: boolean
}

/** `type` on the wire; 2 is reserved for mounts. */
export const nodeTypeCodes = { directory: 0, file: 1 } as const

/** CBOR [id, parent, name, type, revision | null, mode, trashed]. */
const leafBytes = (node: LeafNode): Uint8Array =>
  encodeCanonical([
    fromHex(node.id),
    fromHex(node.parent),
    node.name,
    nodeTypeCodes[node.type],
    node.revision && fromHex(node.revision),
    node.executable ? 1 : 0,
    node.trashed,
  ])

const lanes = 1024
const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
const zeroNonce = new Uint8Array(24)

/** The sum over all leaves, 1,024 lanes modulo 2^16; order does not matter. */
export class StateSum {
  readonly #suite: Suite
  #sum = new Uint16Array(lanes)

  /** `kept`: what `bytes` answered, 2,048 bytes. */
  constructor(suite: Suite, kept: Uint8Array | null = null) {
    this.#suite = suite
    if (kept === null) return
    const view = new DataView(kept.buffer, kept.byteOffset, kept.byteLength)
    this.#sum = Uint16Array.from({ length: lanes }, (_, i) => view.getUint16(2 * i, true))
  }

  add(node: LeafNode): void {
    const leaf = this.#lanesOf(node)
    for (let i = 0; i < lanes; i++) this.#sum[i] = (this.#sum[i] ?? 0) + (leaf[i] ?? 0)
  }

  remove(node: LeafNode): void {
    const leaf = this.#lanesOf(node)
    for (let i = 0; i < lanes; i++) this.#sum[i] = (this.#sum[i] ?? 0) - (leaf[i] ?? 0)
  }

  /** H("state/root", the lanes as u16le): 32 bytes. */
  root(): Uint8Array {
    return this.#suite.hash('state/root', this.bytes())
  }

  /** The lanes as u16le: 2,048 bytes. */
  bytes(): Uint8Array {
    const bytes = new DataView(new ArrayBuffer(2 * lanes))
    this.#sum.forEach((lane, i) => bytes.setUint16(2 * i, lane, true))
    return new Uint8Array(bytes.buffer)
  }

  /** A function that takes everything back that happens from now on. */
  savepoint(): () => void {
    const saved = this.#sum.slice()
    return () => {
      this.#sum = saved
    }
  }

  #lanesOf(node: LeafNode): Uint16Array {
    const key = this.#suite.hash('state/leaf', leafBytes(node))
    const stream = this.#suite.backend.xchachaStream(2 * lanes, zeroNonce, key)
    if (isLittleEndian) return new Uint16Array(stream.slice().buffer)
    const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength)
    return Uint16Array.from({ length: lanes }, (_, i) => view.getUint16(2 * i, true))
  }
}
