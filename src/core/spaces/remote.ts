// A verified space as the sync engine sees it: a tree to compare with, a place to commit to. Runs in core.
import { attempt, attemptAsync, type Result } from '../../shared/base/result.ts'
import { Refused } from '../../shared/base/errors.ts'
import { decodeManifest, type Manifest } from '../../shared/content/manifest.ts'
import type { NodeId, RevisionId, SpaceId } from '../../shared/domain/ids.ts'
import type { Operation } from '../../shared/logs/space/index.ts'
import type { AddedPack, CommitOutcome, Origin, Past, EntryAhead, RemoteView, SpaceRemote } from '../sync/interface.ts'
import type { SpaceReplica } from './replica.ts'
import type { SpaceWriter, WriterEnvironment } from './writer.ts'

export class VerifiedSpace implements SpaceRemote {
  readonly #env: WriterEnvironment
  readonly #replica: SpaceReplica
  readonly #writer: SpaceWriter
  /** The head after the last `refresh` or `commit`: what is planned now is planned on it, whoever else reads the log meanwhile. */
  #basedOn: number | undefined

  constructor(environment: WriterEnvironment, replica: SpaceReplica, writer: SpaceWriter) {
    this.#env = environment
    this.#replica = replica
    this.#writer = writer
  }

  get spaceId(): SpaceId {
    return this.#replica.id
  }

  get view(): RemoteView {
    const { state, tree, shownSeq } = this.#replica
    return {
      seq: shownSeq,
      nodes: tree.nodes,
      rights: this.#replica.rightsOf(this.#env.me.id, this.#env.time.agreed()),
      closed: state.closed,
      isWhole: this.#replica.hold?.kind !== 'waiting-for-data',
    }
  }

  get clockOffBy(): number | null {
    return this.#env.time.tooFarOff
  }

  get ahead(): EntryAhead | null {
    return this.#replica.ahead
  }

  refresh(signal: AbortSignal): Promise<Result<void>> {
    return attemptAsync(async () => {
      await this.#replica.refresh(signal)
      this.#basedOn = this.#replica.state.head.seq
      this.#mustMatch()
    })
  }

  commit(
    operations: readonly Operation[],
    packs: readonly AddedPack[],
    signal: AbortSignal,
  ): Promise<Result<CommitOutcome>> {
    return attemptAsync(async () => {
      this.#mustMatch()
      if (!this.view.isWhole) throw new Refused('E_TRANSPORT', 'waiting for the body or key of a commit')
      const outcome = await this.#writer.commit(operations, packs, signal, this.#basedOn)
      this.#basedOn = this.#replica.state.head.seq
      return outcome
    })
  }

  manifest(id: NodeId, revision: RevisionId): Promise<Manifest | null> {
    const found = this.#replica.tree.revisions(id).find((one) => one.id === revision)
    if (found === undefined) return Promise.resolve(null)
    // What a writer put there and nobody can read concerns this one file, not the space.
    const manifest = attempt(() => decodeManifest(found.manifest))
    return Promise.resolve(manifest.ok ? manifest.value : null)
  }

  origin(id: NodeId, revision: RevisionId): Origin | null {
    return this.#replica.tree.revisions(id).find((one) => one.id === revision) ?? null
  }

  history(id: NodeId): Promise<readonly Past[]> {
    const past = this.#replica.tree.revisions(id).flatMap((revision): readonly Past[] => {
      const manifest = attempt(() => decodeManifest(revision.manifest))
      return manifest.ok ? [{ revision: revision.id, contentId: manifest.value.contentId }] : []
    })
    return Promise.resolve(past)
  }

  onHint(listener: () => void): () => void {
    return this.#env.relay.watch([this.#replica.id], listener)
  }

  /** Nothing is planned, pushed or deleted against a tree that others contradict. */
  #mustMatch(): void {
    const { hold } = this.#replica
    if (hold?.kind === 'fork') throw new Refused('E_FORK', 'somebody has seen another history')
    if (hold?.kind === 'state-mismatch') throw new Refused('E_INTEGRITY', 'a commit claims another tree')
  }
}
