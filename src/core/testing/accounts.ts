// What people saved and let go, and which contents the log ever had. Tests only. SYNC.md "What must hold" 1.
import { concat } from '../../shared/base/bytes.ts'
import { toHex } from '../../shared/base/encoding.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import type { ContentId } from '../../shared/domain/ids.ts'
import type { Client } from './client.ts'
import { contentOf, type Bookkeeper } from './people.ts'

export class Accounts implements Bookkeeper {
  /** Contents somebody saved, by their SHA-256, with the saved bytes; those let go are taken out. */
  readonly saved = new Map<string, Uint8Array>()
  /** Every content any revision ever had. */
  readonly known = new Set<ContentId>()
  readonly #suite: Suite
  #numbers = 0

  constructor(suite: Suite) {
    this.#suite = suite
  }

  fresh(client: Client, size: number, before: Uint8Array = new Uint8Array(0)): Uint8Array {
    return concat(before, contentOf(client, ++this.#numbers, size))
  }

  note(data: Uint8Array): void {
    this.saved.set(this.key(data), data)
  }

  release(data: Uint8Array): void {
    this.saved.delete(this.key(data))
  }

  key(data: Uint8Array): string {
    return toHex(this.#suite.backend.sha256(data))
  }

  /** True if some revision in the log has this content. */
  isKnown(data: Uint8Array): boolean {
    return this.known.has(this.contentId(data))
  }

  /** Of a content of one chunk at most. */
  contentId(data: Uint8Array): ContentId {
    const { sha256 } = this.#suite.backend
    const head = new Uint8Array(16)
    new DataView(head.buffer).setBigUint64(0, BigInt(data.length))
    new DataView(head.buffer).setBigUint64(8, 2n ** 20n)
    return toHex(sha256(new Uint8Array([...head, ...(data.length === 0 ? [] : sha256(data))]))) as ContentId
  }

  /** What was saved here alone, not made durable, and is now nowhere: the power took it, not an engine. */
  releaseMissing(client: Client): void {
    const here = new Set([...client.disk.inodes(client.disk.root)].map((inode) => this.key(inode.data)))
    for (const [key, data] of this.saved) {
      const isHis = new TextDecoder().decode(data.subarray(0, client.name.length)) === client.name
      if (isHis && !here.has(key) && !this.isKnown(data)) this.saved.delete(key)
    }
  }
}
