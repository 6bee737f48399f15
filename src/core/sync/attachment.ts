// Whether what lies at the root may be believed, and what an engine leaves behind for the next one to see how it ended.
// Runs in core. SYNC-01 … SYNC-04, SYNC.md property 7.
import { Refused } from '../../shared/base/errors.ts'
import type { NodeId } from '../../shared/domain/ids.ts'
import { CycleEnded } from './execute/context.ts'
import type { SyncEnvironment } from './interface.ts'
import { describeAll, isAttached, noteAttached } from './missing.ts'
import { clearTemporary, markRoot, rootState } from './root.ts'
import type { SyncMemory } from './trees/memory.ts'

const session = 'session'

export class Attachment {
  readonly #environment: SyncEnvironment
  readonly #memory: SyncMemory
  readonly #begun: Set<NodeId>
  #isOpen = false
  #isAfterCrash = false
  #isNoted = false
  #isEmptied = false
  /** The person said that the folder is meant to be empty. Holds until that is settled. */
  mayBeEmpty = false

  /** `begun`: takes the long downloads that the last engine has left. */
  constructor(environment: SyncEnvironment, memory: SyncMemory, begun: Set<NodeId>) {
    this.#environment = environment
    this.#memory = memory
    this.#begun = begun
  }

  /** SYNC-04 the last engine never ended, and the computer started anew since: the power was cut. */
  get isAfterCrash(): boolean {
    return this.#isAfterCrash
  }

  /** Before every look at the disk. Throws E_POLICY for the folder of another space, CycleEnded without a folder. */
  async open(): Promise<void> {
    const state = await rootState(this.#environment)
    const isNew = this.#memory.local.nodes.size === 0 && this.#memory.synced.nodes.size === 0
    if (state === 'foreign') throw new Refused('E_POLICY', 'the folder belongs to another space')
    if (state === 'ours' && !isAttached(this.#memory)) noteAttached(this.#memory, isNew ? 'returned' : '')
    // What stands in place of an attached folder is not it, also while the space was still empty: what came into
    // it would count as deleted once the folder is back.
    if (state === 'unmarked' && isNew && !isAttached(this.#memory)) {
      await markRoot(this.#environment)
      noteAttached(this.#memory)
    } else if (state !== 'ours') throw new CycleEnded({ kind: 'root-missing' })
    if (this.#isOpen) return
    for (const id of await clearTemporary(this.#environment)) this.#begun.add(id)
    const { bootId } = this.#environment.files
    this.#isAfterCrash = this.#memory.journal().some(({ id, state }) => id === session && state !== bootId)
    this.#isOpen = true
  }

  /** SYNC-02 a root that is gone, another one or suddenly empty is not believed: the space pauses. */
  async mayBelieve(isEmpty: boolean): Promise<boolean> {
    if ((await rootState(this.#environment)) !== 'ours') return false
    this.#isEmptied = isEmpty && this.#memory.synced.nodes.size > 1 && !this.mayBeEmpty
    return !this.#isEmptied
  }

  /** Why the last look was not believed. */
  get disbelief(): CycleEnded {
    return new CycleEnded(this.#isEmptied ? describeAll(this.#memory) : { kind: 'root-missing' })
  }

  /** Only after a look: killed before, the next engine looks for the traces of the crash again. */
  noteSession(): void {
    this.#isAfterCrash = false
    if (this.#isNoted) return
    const { bootId } = this.#environment.files
    this.#memory.apply([{ kind: 'journal.put', entry: { id: session, kind: session, state: bootId } }])
    this.#isNoted = true
  }

  end(): void {
    if (this.#isNoted) this.#memory.apply([{ kind: 'journal.delete', id: session }])
    this.#isNoted = false
    this.#isOpen = false
  }
}
