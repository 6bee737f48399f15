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

/** Made anew when the log has grown. */
const indexes = new WeakMap<SpaceTree, { readonly seq: number; readonly index: NameIndex<TreeNode> }>()

export const searchHandlers = (session: Session): SearchHandlers => ({
  'search.find': async ({ text, offset, limit }) => {
    const { core } = session
    const spaces = core.spaces.list().filter(({ state }) => state === 'joined' || state === 'closed')
    const hits = [...(await foundSpaces(core, spaces, text)), ...(await foundContacts(core, text))]
    for (const record of spaces) hits.push(...(await foundNodes(core.spaces.open(record.id), record, text)))
    return { items: hits.slice(offset, offset + limit).map((describe) => describe()), total: hits.length }
  },
})

/** Described only where it is shown. */
type Hit = () => Found

const nameOf = (core: Core, { id, name }: SpaceRecord): string => core.spaces.open(id).replica.tree.name || name

async function foundSpaces(core: Core, records: readonly SpaceRecord[], text: string): Promise<Hit[]> {
  const named = records.map((record) => ({ id: record.id, name: nameOf(core, record) }))
  const hits = await (await NameIndex.of(named)).find(text)
  return hits.map((space) => () => ({ kind: 'space', space }))
}

/** By e-mail address, too. */
async function foundContacts(core: Core, text: string): Promise<Hit[]> {
  const people = core.contacts.list().filter(({ blocked }) => !blocked)
  const named = people.map(({ identityId, name, emails }) => ({ identityId, name: [name, ...emails].join(' ') }))
  const hits = await (await NameIndex.of(named)).find(text)
  return hits.map(({ identityId }) => () => ({ kind: 'contact', person: describePerson(core, identityId) }))
}

async function foundNodes({ replica }: JoinedSpace, { id, name }: SpaceRecord, text: string): Promise<Hit[]> {
  if (!replica.isFetched) return []
  const { tree } = replica
  const nodes = await (await indexOf(tree, replica.state.head.seq)).find(text)
  return nodes.map((node) => () => ({
    kind: 'node',
    space: { id, name: tree.name || name },
    node: node.id,
    name: node.name,
    type: node.type === 'file' ? 'file' : 'folder',
    folder: node.parent === rootNodeId ? null : node.parent,
    folders: foldersAbove(tree, node),
  }))
}

async function indexOf(tree: SpaceTree, seq: number): Promise<NameIndex<TreeNode>> {
  const known = indexes.get(tree)
  if (known?.seq === seq) return known.index
  const index = await NameIndex.of(tree.nodes.values(), ({ id }) => tree.isReachable(id))
  indexes.set(tree, { seq, index })
  return index
}

function foldersAbove(tree: SpaceTree, node: TreeNode): string[] {
  const names: string[] = []
  for (let at = tree.nodes.get(node.parent); at !== undefined; at = tree.nodes.get(at.parent)) names.unshift(at.name)
  return names
}
