// What a person changes in a space through the window, not through the folder: names, new folders, the trash. It goes into the log
// like another device's change, and the engine brings it to this disk with all its care. PROTOCOL §10. Runs in core.
import { toHex } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import { rootNodeId, type NodeId, type PackId } from '../../shared/domain/ids.ts'
import { foldName, pathProblem, type PathProblem } from '../../shared/domain/names.ts'
import type { Operation } from '../../shared/logs/space/index.ts'
import { restoration } from '../sync/index.ts'
import { settlement, type ConflictChoice } from './conflicts.ts'
import type { SpaceReplica } from './replica.ts'
import type { SpaceWriter } from './writer.ts'

/** Why a name cannot be given; `taken`: something beside it is called so, whatever the upper and lower case. */
export type NameRefusal = PathProblem | 'taken'

type Space = {
  readonly replica: SpaceReplica
  readonly writer: SpaceWriter
  mustHold(right: 'write' | 'delete'): void
}
type Place = { readonly parent: NodeId; readonly name: string }

export class ByHand {
  readonly #suite: Suite
  readonly #space: Space

  constructor(suite: Suite, space: Space) {
    this.#suite = suite
    this.#space = space
  }

  /** Null: it has the name. Throws E_ID for what is not there (any more), E_ROLE, E_TRANSPORT. */
  async rename(id: NodeId, name: string, signal: AbortSignal): Promise<NameRefusal | null> {
    let refusal: NameRefusal | null = null
    await this.#commit('write', signal, () => {
      const { parent, name: before } = this.#mustBeThere(id)
      refusal = this.#refusalOf({ parent, name }, id)
      return refusal !== null || name === before ? [] : [{ kind: 'move', id, parent, name }]
    })
    return refusal
  }

  /** A new folder below `parent`; what keeps it from being made, or null. Throws as `rename`. */
  async makeFolder(parent: NodeId, name: string, signal: AbortSignal): Promise<NameRefusal | null> {
    const id = toHex(this.#suite.random(16)) as NodeId
    let refusal: NameRefusal | null = null
    await this.#commit('write', signal, () => {
      if (parent !== rootNodeId) this.#mustBeThere(parent)
      refusal = this.#refusalOf({ parent, name }, null)
      return refusal === null ? [{ kind: 'mkdir', id, parent, name }] : []
    })
    return refusal
  }

  /** To the trash of the space, all at once; what is there already stays there. */
  remove(ids: readonly NodeId[], signal: AbortSignal): Promise<void> {
    const { replica } = this.#space
    return this.#commit('delete', signal, () =>
      ids.filter((id) => replica.tree.isReachable(id)).map((id) => ({ kind: 'remove', id })),
    )
  }

  /** Out of the trash again, each to its folder or to the top, under its own name or a free one. SYNC-91 */
  async restore(ids: readonly NodeId[], signal: AbortSignal): Promise<void> {
    for (let left = ids; left.length > 0;) {
      const later: NodeId[] = []
      await this.#commit('write', signal, () => {
        const places = new Set<string>()
        later.length = 0
        return left.flatMap((id): Operation[] => {
          const operation = restoration(this.#space.replica.tree, id)
          if (operation?.kind !== 'restore') return []
          const place = `${operation.parent} ${foldName(operation.name)}`
          // What another one of them takes is taken: a name beside it is found once that is in.
          if (places.has(place)) later.push(id)
          if (places.has(place)) return []
          places.add(place)
          return [operation]
        })
      })
      left = [...later]
    }
  }

  /** Of a conflict stays what the person chose. Throws E_STALE where one of the two is not what they saw; else as `rename`. */
  settle(choice: ConflictChoice, lost: ReadonlySet<PackId>, signal: AbortSignal): Promise<void> {
    if (choice.choice === 'beside') this.#space.mustHold('write')
    return this.#commit(choice.choice === 'both' ? 'write' : 'delete', signal, () => {
      const operations = settlement(this.#space.replica.tree, choice, lost)
      if (operations === null) throw new Refused('E_STALE', 'not what was seen')
      return operations
    })
  }

  #mustBeThere(id: NodeId) {
    const { tree } = this.#space.replica
    const node = tree.isReachable(id) ? tree.nodes.get(id) : undefined
    if (node === undefined) throw new Refused('E_ID', 'no such node')
    return node
  }

  #refusalOf({ parent, name }: Place, except: NodeId | null): NameRefusal | null {
    const { tree } = this.#space.replica
    const problem = pathProblem([...this.#space.replica.namesOf(parent), name])
    if (problem !== null) return problem
    const folded = foldName(name)
    for (const id of tree.children(parent)) {
      const node = tree.nodes.get(id)
      if (id !== except && node?.trashed === false && foldName(node.name) === folded) return 'taken'
    }
    return null
  }

  /** Makes the operations anew on what is newest until they are in; none: nothing happens. */
  async #commit(right: 'write' | 'delete', signal: AbortSignal, make: () => readonly Operation[]): Promise<void> {
    const { replica, writer } = this.#space
    for (;;) {
      signal.throwIfAborted()
      await replica.refresh(signal)
      this.#space.mustHold(right)
      if (replica.hold !== null) throw new Refused('E_INTEGRITY', replica.hold.kind)
      const basedOn = replica.state.head.seq
      const operations = make()
      if (operations.length === 0) return
      const outcome = await writer.commit(operations, [], signal, basedOn)
      if (outcome.kind === 'committed') return
    }
  }
}
