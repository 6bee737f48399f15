// What lies in the folder of a space on this computer, and single contents that a person asks for. Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import type { NodeId, RevisionId } from '../../shared/domain/ids.ts'
import { fetchOne, pathOf, placeOne, type LocalPath, type SyncEnvironment } from '../sync/index.ts'
import type { SpaceReplica } from './replica.ts'

export class SpaceContents {
  readonly #environment: SyncEnvironment
  readonly #replica: SpaceReplica

  constructor(environment: SyncEnvironment, replica: SpaceReplica) {
    this.#environment = environment
    this.#replica = replica
  }

  /** The absolute path of a node (null: the folder itself); null where it is not on this disk, or a link is in the way. */
  async pathHere(node: NodeId | null): Promise<string | null> {
    const { files, root } = this.#environment
    const path = pathOf(root, node === null ? [] : this.#replica.namesOf(node))
    const kind = node === null ? 'directory' : this.#replica.tree.nodes.get(node)?.type
    const stat = await files
      .confinedTo(root)
      .stat(path)
      .catch(() => null)
    return stat !== null && stat.kind === kind ? path : null
  }

  /**
   * A revision as a file of its own that the caller takes away, marked as received where somebody else wrote it (SYNC-97). Throws what
   * `fetchOne` throws.
   */
  async bring(id: NodeId, revision: RevisionId, signal: AbortSignal): Promise<LocalPath> {
    const { files, me } = this.#environment
    const temporary = await fetchOne(this.#environment, { id, revision }, signal)
    const author = this.#replica.tree.revisions(id).find((one) => one.id === revision)?.author
    if (author !== me) await files.markReceived(temporary)
    return temporary
  }

  /** Brings a file that is not here to its place, also one that is left out here. E_CONFLICT: something lies there. */
  async fetchHere(id: NodeId, signal: AbortSignal): Promise<void> {
    const { files } = this.#environment
    const node = this.#replica.tree.nodes.get(id)
    if (node?.revision == null) throw new Refused('E_ID', 'no such file')
    const temporary = await this.bring(id, node.revision, signal)
    try {
      await files.setModified(temporary, BigInt(node.modifiedAt) * 1_000_000n)
      if (node.executable && files.hasExecutableBit) await files.setExecutable(temporary, true)
      await placeOne(this.#environment, temporary, this.#replica.namesOf(id))
    } finally {
      await files.removeFile(temporary).catch(() => undefined)
    }
  }

  /** Renames something that lies in the folder and is not part of the space. E_CONFLICT: the new name is taken. */
  async renameLocal(folder: NodeId | null, from: string, to: string): Promise<void> {
    const { files, root } = this.#environment
    const above = folder === null ? [] : this.#replica.namesOf(folder)
    const [before, after] = [from, to].map((name) => pathOf(root, [...above, name]))
    if (before === undefined || after === undefined) throw new RangeError('two names')
    const confined = files.confinedTo(root)
    try {
      await confined.rename(before, after)
    } catch (error) {
      throw new Refused((error as { problem?: string }).problem === 'exists' ? 'E_CONFLICT' : 'E_PATH', 'rename')
    }
  }
}
