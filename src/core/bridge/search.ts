// Handlers of `search`: spaces, contacts and files by name. Runs in core's utility process.
import { rootNodeId } from '../../shared/domain/ids.ts'
import type { Handlers } from '../../shared/ipc/index.ts'
import type { Found } from '../../shared/ipc/search.ts'
import type { SpaceTree, TreeNode } from '../../shared/logs/space/index.ts'
import type { Core } from '../core.ts'
import { NameIndex } from '../search/index.ts'
import type { JoinedSpace } from '../spaces/index.ts'
import type { SpaceRecord } from '../store/index.ts'
import { describePerson } from './people.ts'
import type { Session } from './session.ts'

type SearchHandlers = { [K in keyof Handlers as K extends `search.${string}` ? K : never]: Handlers[K] }

/** Made anew when the log has grown; once, however fast somebody types. */
const indexes = new WeakMap<SpaceTree, { readonly seq: number; readonly index: Promise<NameIndex<TreeNode>> }>()

export const searchHandlers = (session: Session): SearchHandlers => ({
  'search.find': async ({ text, offset, limit }) => {
    const { core } = session
    const spaces = core.spaces.list().filter(({ state }) => state === 'joined' || state === 'closed')
    const found = [await foundSpaces(core, spaces, text), await foundContacts(core, text)]
    for (const record of spaces) found.push(await foundNodes(core.spaces.open(record.id), record, text))
    const hits = found.flatMap((one) => one.hits).slice(offset, offset + limit)
    return { items: hits.map((describe) => describe()), total: found.reduce((sum, { total }) => sum + total, 0) }
  },
})

/** Described only where it is shown. */
type Hit = () => Found
type Hits = { readonly hits: readonly Hit[]; readonly total: number }

async function foundSpaces(core: Core, records: readonly SpaceRecord[], text: string): Promise<Hits> {
  const named = records.map((record) => ({ id: record.id, name: core.spaces.nameOf(record) }))
  const { things, total } = await (await NameIndex.of(named)).find(text)
  return { hits: things.map((space) => () => ({ kind: 'space', space })), total }
}

/** By e-mail address, too. */
async function foundContacts(core: Core, text: string): Promise<Hits> {
  const people = core.contacts.list().filter(({ blocked }) => !blocked)
  const named = people.map(({ identityId, name, emails }) => ({ identityId, name: [name, ...emails].join(' ') }))
  const { things, total } = await (await NameIndex.of(named)).find(text)
  const hits = things.map(({ identityId }): Hit => {
    return () => ({ kind: 'contact', person: describePerson(core, identityId) })
  })
  return { hits, total }
}

async function foundNodes({ replica }: JoinedSpace, { id, name }: SpaceRecord, text: string): Promise<Hits> {
  if (!replica.isFetched) return { hits: [], total: 0 }
  const { tree } = replica
  const { things, total } = await (await indexOf(tree, replica.shownSeq)).find(text)
  const describe = (node: TreeNode): Found => ({
    kind: 'node',
    space: { id, name: replica.name || name },
    node: node.id,
    name: node.name,
    type: node.type === 'file' ? 'file' : 'folder',
    folder: node.parent === rootNodeId ? null : node.parent,
    folders: foldersAbove(tree, node),
  })
  return { hits: things.map((node) => () => describe(node)), total }
}

function indexOf(tree: SpaceTree, seq: number): Promise<NameIndex<TreeNode>> {
  const known = indexes.get(tree)
  if (known?.seq === seq) return known.index
  const index = NameIndex.of(tree.nodes.values(), ({ id }) => tree.isReachable(id))
  indexes.set(tree, { seq, index })
  return index
}

function foldersAbove(tree: SpaceTree, node: TreeNode): string[] {
  const names: string[] = []
  for (let at = tree.nodes.get(node.parent); at !== undefined; at = tree.nodes.get(at.parent)) names.unshift(at.name)
  return names
}
