// The planner's world without effects: two sides that grew out of one tree, and an executor that never fails. Tests only.
// SYNC.md "How it is tested" 1.
import fc from 'fast-check'
import { rootNodeId, type ContentId, type IdentityId, type NodeId, type RevisionId } from '../../shared/domain/ids.ts'
import { foldName } from '../../shared/domain/names.ts'
import type { Rights } from '../../shared/domain/rights.ts'
import type { LocalNode, RemoteNode, RemoteView, SyncedNode } from '../sync/interface.ts'
import { agreement } from '../sync/plan/agree.ts'
import type { Plan, Step } from '../sync/plan/interface.ts'
import { isSettled, planInSlices } from '../sync/plan/plan.ts'
import { atOnce } from '../sync/slices.ts'
import { NodeTree, type Placed } from '../sync/trees/node-tree.ts'
import { reachableTree } from '../sync/trees/remote-tree.ts'

const id = (number: number): NodeId => number.toString(16).padStart(32, '0') as NodeId
const content = (number: number): ContentId => number.toString(16).padStart(64, 'c') as ContentId
const names = ['a', 'b', 'B', 'c', 'straße', 'STRASSE']

/** A file or directory of one side. */
type Item = Placed & { readonly content: number }
export type Side = Map<NodeId, Item>

/** What one side does: each number is taken modulo what there is. */
export type Deed = {
  readonly kind: 'make' | 'save' | 'edit' | 'move' | 'remove'
  readonly which: number
  readonly where: number
  readonly name: number
}
export const deeds = fc.array(
  fc.record<Deed>({
    kind: fc.constantFrom('make', 'save', 'edit', 'move', 'remove'),
    which: fc.nat(50),
    where: fc.nat(50),
    name: fc.nat(5),
  }),
  { maxLength: 12 },
)

/** Keeps every rule of a tree: what may not be done is not. `next` gives fresh numbers. */
export function change(side: Side, all: readonly Deed[], next: () => number): void {
  for (const { kind, which, where, name } of all) {
    const items = [...side.values()]
    const directories = [rootNodeId, ...items.filter((item) => item.type === 'directory').map((item) => item.id)]
    const place = { parent: directories[where % directories.length] ?? rootNodeId, name: names[name] ?? 'a' }
    const item = items[which % Math.max(1, items.length)]
    const isTaken = items.some(
      (other) =>
        other.parent === place.parent && foldName(other.name) === foldName(place.name) && other.id !== item?.id,
    )
    const isInside = (at: NodeId): boolean =>
      at === item?.id || (at !== rootNodeId && isInside(side.get(at)?.parent ?? rootNodeId))
    if (kind === 'make' || kind === 'save') {
      const number = next()
      const isFree = items.every(
        (other) => other.parent !== place.parent || foldName(other.name) !== foldName(place.name),
      )
      if (isFree)
        side.set(id(number), {
          id: id(number),
          ...place,
          type: kind === 'make' ? 'directory' : 'file',
          content: number,
        })
    } else if (item === undefined) continue
    else if (kind === 'edit' && item.type === 'file') side.set(item.id, { ...item, content: next() })
    else if (kind === 'move' && !isTaken && !isInside(place.parent)) side.set(item.id, { ...item, ...place })
    else if (kind === 'remove') remove(side, item.id)
  }
}

function remove(side: Side, gone: NodeId): void {
  side.delete(gone)
  for (const item of [...side.values()]) if (item.parent === gone) remove(side, item.id)
}

const statOf = (item: Item): LocalNode['stat'] => ({
  kind: item.type,
  size: item.type === 'file' ? 1 : 0,
  modifiedNs: 1n,
  changedNs: 1n,
  fileId: item.id,
  executable: false,
  links: 1,
})
const contentIdOf = (item: Item): ContentId | null => (item.type === 'file' ? content(item.content) : null)
const localOf = (item: Item): LocalNode => ({
  id: item.id,
  parent: item.parent,
  name: item.name,
  type: item.type,
  stat: statOf(item),
  contentId: contentIdOf(item),
})
const syncedOf = (item: Item): SyncedNode => ({
  id: item.id,
  parent: item.parent,
  name: item.name,
  type: item.type,
  revision: contentIdOf(item) as unknown as RevisionId | null,
  contentId: contentIdOf(item),
  executable: false,
})
const remoteOf = (item: Item, trashed = false): RemoteNode => ({
  ...syncedOf(item),
  size: 1,
  modifiedAt: 0,
  trashed,
  changedBy: '' as IdentityId,
  changedAt: 0,
})

/** Both sides, their base, and what an executor that never fails makes of a plan. */
export class Model {
  readonly local: NodeTree<LocalNode>
  readonly synced: NodeTree<SyncedNode>
  readonly nodes = new Map<NodeId, RemoteNode>()
  readonly rights: Rights
  #next: number

  constructor(base: Side, there: Side, here: Side, { rights, next }: { rights: Rights; next: number }) {
    this.rights = rights
    this.#next = next
    this.local = new NodeTree([...here.values()].map(localOf))
    this.synced = new NodeTree([...base.values()].map(syncedOf))
    for (const item of base.values()) if (!there.has(item.id)) this.nodes.set(item.id, remoteOf(item, true))
    for (const item of there.values()) this.nodes.set(item.id, remoteOf(item))
  }

  get view(): RemoteView {
    return { seq: 0, nodes: this.nodes, rights: this.rights, closed: false, isWhole: true }
  }

  get remote() {
    return reachableTree(this.view, () => false).tree
  }

  plan(): Plan {
    const { view, local, synced } = this
    return atOnce(
      planInSlices({
        view,
        remote: reachableTree(view, () => false),
        local,
        synced,
        isIgnored: () => false,
        isOccupied: () => false,
        frozen: new Set(),
        away: [],
        shrunk: new Set(),
        lost: new Set(),
      }),
    )
  }

  advance(): void {
    const { remote, local, synced } = this
    const ids = new Set([...local.nodes.keys(), ...synced.nodes.keys()])
    for (const change of atOnce(agreement({ remote, local, synced }, ids))) {
      if (change.kind === 'synced.put') synced.put(change.node)
      else if (change.kind === 'synced.delete') synced.delete(change.id)
    }
  }

  execute(one: Plan): void {
    for (const detached of one.detach) this.#detach(detached)
    for (const step of one.localSteps) this.#stepHere(step)
    for (const step of one.remoteSteps) this.#stepThere(step)
    for (const { id: up, parent, name } of one.uploads) {
      const here = this.local.get(up)
      if (here === undefined) throw new Error('nothing to upload')
      const before = this.nodes.get(up)
      const place = before === undefined ? { parent, name } : { parent: before.parent, name: before.name }
      this.#mustFit(this.remote, up, place)
      this.nodes.set(up, {
        ...remoteOf({ ...here, ...place, content: 0 }),
        contentId: here.contentId,
        revision: here.contentId as unknown as RevisionId,
      })
    }
    for (const { id: down, parent, name } of one.downloads) {
      const there = this.nodes.get(down)
      if (there === undefined) throw new Error('nothing to download')
      this.#mustFit(this.local, down, { parent, name })
      this.local.put({ ...localOf({ ...there, parent, name, content: 0 }), contentId: there.contentId })
    }
    for (const { id: aside } of one.asides) this.#setAside(aside)
    for (const { id: both } of one.conflicts) {
      const there = this.nodes.get(both)
      const here = this.local.get(both)
      if (there === undefined || here === undefined) throw new Error('no conflict')
      this.#copy(here, there.contentId)
      const { parent, name } = this.synced.get(both) ?? here
      this.synced.put({
        ...syncedOf({ ...there, content: 0 }),
        contentId: there.contentId,
        revision: there.revision,
        parent,
        name,
      })
    }
  }

  #copy(beside: LocalNode, contentId: ContentId | null): void {
    const copy = {
      id: id(this.#next++),
      parent: beside.parent,
      name: `${beside.name} copy ${this.#next}`,
      type: 'file',
      content: 0,
    } as const
    this.local.put({ ...localOf(copy), contentId })
  }

  #setAside(aside: NodeId): void {
    const here = this.local.get(aside)
    if (here === undefined) throw new Error('nothing to put aside')
    this.local.delete(aside)
    this.synced.delete(aside)
    this.#copy(here, here.contentId)
  }

  #detach(detached: NodeId): void {
    const here = this.local.get(detached)
    if (here === undefined) throw new Error('nothing to detach')
    const fresh = id(this.#next++)
    this.local.delete(detached)
    this.synced.delete(detached)
    this.local.put({ ...here, id: fresh })
    for (const child of [...this.local.nodes.values()])
      if (child.parent === detached) this.local.put({ ...child, parent: fresh })
  }

  #stepHere(step: Step): void {
    if (step.kind === 'remove') {
      this.#removeHere(step.id)
      return
    }
    this.#mustFit(this.local, step.id, step)
    const node = step.kind === 'create' ? localOf({ ...step, type: 'directory', content: 0 }) : this.local.get(step.id)
    if (node === undefined) throw new Error('nothing to move')
    this.local.put({ ...node, parent: step.parent, name: step.name })
  }

  #removeHere(gone: NodeId): void {
    for (const child of [...this.local.children(gone)]) this.#removeHere(child)
    this.local.delete(gone)
  }

  #stepThere(step: Step): void {
    const before = this.nodes.get(step.id)
    if (step.kind === 'remove') {
      if (before === undefined || !this.remote.has(step.id)) throw new Error('nothing to remove')
      this.nodes.set(step.id, { ...before, trashed: true })
      return
    }
    this.#mustFit(this.remote, step.id, step)
    if (step.kind === 'move' && !this.remote.has(step.id)) throw new Error('a move of what is out of reach')
    if (step.kind === 'create' && this.remote.has(step.id)) throw new Error('a restore of what is within reach')
    const node = before ?? remoteOf({ ...step, type: 'directory', content: 0 })
    this.nodes.set(step.id, { ...node, parent: step.parent, name: step.name, trashed: false })
  }

  /** The rules of the log, and of a disk that ignores case. */
  #mustFit(
    tree: Pick<NodeTree<Placed>, 'get' | 'children'>,
    self: NodeId,
    { parent, name }: { parent: NodeId; name: string },
  ): void {
    for (let at = parent; at !== rootNodeId; at = tree.get(at)?.parent ?? rootNodeId) {
      if (at === self) throw new Error('a circle')
      if (tree.get(at)?.type !== 'directory') throw new Error('no parent')
    }
    for (const other of tree.children(parent)) {
      if (other !== self && foldName(tree.get(other)?.name ?? '') === foldName(name)) throw new Error('a taken name')
    }
  }
}

export function modelOf(
  [first, there, here]: readonly [readonly Deed[], readonly Deed[], readonly Deed[]],
  rights: Rights,
): Model {
  let number = 1
  const next = (): number => number++
  const base: Side = new Map()
  change(base, first, next)
  const sides = [there, here].map((all) => {
    const side: Side = new Map(base)
    change(side, all, next)
    return side
  })
  return new Model(base, sides[0] ?? base, sides[1] ?? base, { rights, next: 1000 })
}

/** Plans and executes until nothing is left to do. Answers the rounds. */
export function settle(model: Model): number {
  for (let round = 0; round < 12; round++) {
    model.advance()
    const next = model.plan()
    if (isSettled(next)) return round
    model.execute(next)
  }
  throw new Error('no end')
}

export const shapeOf = (tree: {
  readonly nodes: ReadonlyMap<NodeId, Placed & { readonly contentId: ContentId | null }>
}): readonly string[] =>
  [...tree.nodes.values()].map((node) => [node.id, node.parent, node.name, node.type, node.contentId].join(' ')).sort()
