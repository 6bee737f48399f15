// The content id of a file whose chunk hashes come one after another. Runs in core. PROTOCOL §19.6, as `contentIdOf`.
import { createHash } from 'node:crypto'
import { u64be } from '../../../shared/base/bytes.ts'
import type { FileShape } from '../../../shared/content/manifest.ts'
import type { ContentId } from '../../../shared/domain/ids.ts'

export class ContentHash {
  readonly #hash = createHash('sha256')

  constructor({ size, chunkSize }: FileShape) {
    this.#hash.update(u64be(size)).update(u64be(chunkSize))
  }

  add(chunkHash: Uint8Array): void {
    this.#hash.update(chunkHash)
  }

  /** After the last chunk. */
  get contentId(): ContentId {
    return this.#hash.copy().digest('hex') as ContentId
  }
}
