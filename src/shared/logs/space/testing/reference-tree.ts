// The tree's rules once more, slow and obvious: a plain list of nodes, copied for every commit, searched from end to end.
// Tests only; shares nothing with the tree but the frozen name tables and the hash functions underneath.
import { encodeCanonical } from '../../../base/canonical.ts'
import { fromHex, toHex, utf8 } from '../../../base/encoding.ts'
import type { Suite } from '../../../crypto/suite.ts'
import { checkName, foldName } from '../../../domain/names.ts'
import type { Operation } from '../operations.ts'

export type PlainNode = {
  readonly id: string
  readonly parent: string
  readonly name: string
  readonly type: 'directory' | 'file'
  readonly manifests: readonly Uint8Array[]
  readonly executable: boolean
  readonly trashed: boolean
}
/** Manifests the model may meet, by what they mean. */
export type Known = (manifest: Uint8Array) => { readonly executable: boolean } | null

const root = '0'.repeat(32)
export const emptyTree: readonly PlainNode[] = [
  { id: root, parent: root, name: '', type: 'directory', manifests: [], executable: false, trashed: false },
]

/** The tree after all operations, or null where one of them may not be. */
export function applyAll(
  tree: readonly PlainNode[],
  operations: readonly Operation[],
  { rights, known }: { readonly rights: number; readonly known: Known },
): readonly PlainNode[] | null {
  let after: readonly PlainNode[] | null = tree
  for (const operation of operations) {
    const right = operation.kind === 'remove' ? 4 : operation.kind === 'purge' ? 8 : 2
    if ((rights & right) === 0) return null
    after = applyOne(after, operation, known)
    if (after === null) return null
  }
  return after
}

function applyOne(tree: readonly PlainNode[], operation: Operation, known: Known): readonly PlainNode[] | null {
  const node = tree.find(({ id }) => id === operation.id)
  const others = tree.filter(({ id }) => id !== operation.id)
  const isRoot = operation.id === root
  switch (operation.kind) {
    case 'mkdir': {
      const { id, parent, name } = operation
      if (node !== undefined || !fits(tree, operation)) return null
      return [...tree, { id, parent, name, type: 'directory', manifests: [], executable: false, trashed: false }]
    }
    case 'put': {
      const { id, place, manifest } = operation
      const meaning = known(manifest)
      if (meaning === null) return null
      const { executable } = meaning
      if (place === null) {
        if (node?.type !== 'file') return null
        return [...others, { ...node, executable, manifests: [...node.manifests, manifest] }]
      }
      if (node !== undefined || !fits(tree, { id, ...place })) return null
      return [...tree, { id, ...place, type: 'file', manifests: [manifest], executable, trashed: false }]
    }
    case 'move':
    case 'restore': {
      const { parent, name } = operation
      const isThere = node !== undefined && ancestors(tree, node).every(({ trashed }) => !trashed)
      if (node === undefined || isRoot || isThere !== (operation.kind === 'move') || !fits(tree, operation)) return null
      return [...others, { ...node, parent, name, trashed: false }]
    }
    case 'remove':
      return node === undefined || isRoot || node.trashed ? null : [...others, { ...node, trashed: true }]
    case 'setMeta': {
      if (node === undefined || ancestors(tree, node).some(({ trashed }) => trashed)) return null
      const { name, executable } = operation
      if (executable !== null && node.type !== 'file') return null
      if (name !== null && isRoot && checkName(name) !== null) return null
      if (name !== null && !isRoot && !fits(tree, { id: node.id, parent: node.parent, name })) return null
      return [...others, { ...node, name: name ?? node.name, executable: executable ?? node.executable }]
    }
    case 'purge': {
      if (node === undefined || ancestors(tree, node).every(({ trashed }) => !trashed)) return null
      return tree.some(({ parent }) => parent === node.id) ? null : others
    }
  }
}

/** The node itself and everything above it, the root last. */
function ancestors(tree: readonly PlainNode[], node: PlainNode): readonly PlainNode[] {
  if (node.id === root) return [node]
  const parent = tree.find(({ id }) => id === node.parent)
  return parent === undefined ? [node] : [node, ...ancestors(tree, parent)]
}

function fits(
  tree: readonly PlainNode[],
  place: { readonly id: string; readonly parent: string; readonly name: string },
): boolean {
  const parent = tree.find(({ id }) => id === place.parent)
  if (parent?.type !== 'directory' || checkName(place.name) !== null) return false
  const above = ancestors(tree, parent)
  if (above.some(({ id, trashed }) => trashed || id === place.id)) return false
  const path = [place.name, ...above.filter(({ id }) => id !== root).map(({ name }) => name)]
  if (path.length > 64 || utf8(path.join('/')).length > 4096) return false
  return !tree.some(
    ({ id, parent: at, name, trashed }) =>
      !trashed && id !== root && id !== place.id && at === place.parent && foldName(name) === foldName(place.name),
  )
}

/** Every leaf's 1,024 lanes added up one by one, from nothing. */
export function stateRootOf(suite: Suite, tree: readonly PlainNode[]): Uint8Array {
  const lanes = Array.from({ length: 1024 }, () => 0)
  for (const { id, parent, name, type, manifests, executable, trashed } of tree) {
    const last = manifests.at(-1)
    const revision = last === undefined ? null : suite.hash('id/revision', last)
    const leaf = [fromHex(id), fromHex(parent), name, type === 'file' ? 1 : 0, revision, executable ? 1 : 0, trashed]
    const key = suite.hash('state/leaf', encodeCanonical(leaf))
    const stream = suite.backend.xchachaStream(2048, new Uint8Array(24), key)
    for (let i = 0; i < 1024; i++)
      lanes[i] = ((lanes[i] ?? 0) + (stream[2 * i] ?? 0) + 256 * (stream[2 * i + 1] ?? 0)) % 65_536
  }
  return suite.hash('state/root', Uint8Array.from(lanes.flatMap((lane) => [lane % 256, Math.floor(lane / 256)])))
}

/** Comparable: by id, in order. */
export const inOrder = (tree: readonly PlainNode[]) =>
  [...tree].map((node) => ({ ...node, manifests: node.manifests.map(toHex) })).sort((a, b) => (a.id < b.id ? -1 : 1))
