// Finds the contact or space a person means: by id, or by a name that only one of them has. Runs in the CLI.
import { Refused } from '../shared/base/errors.ts'
import { rootNodeId, type NodeId, type SpaceId } from '../shared/domain/ids.ts'
import type { SpaceTree, TreeNode } from '../shared/logs/space/index.ts'
import type { Contact } from '../core/contacts/index.ts'
import type { Core } from '../core/core.ts'
import { UsageError } from './arguments.ts'

/** Throws E_ID for nobody; UsageError where several have the name. */
export function findContact(core: Core, wanted: string): Contact {
  return only(
    core.contacts.list().filter(({ identityId, name }) => (identityId as string) === wanted || name === wanted),
    'contact',
  )
}

/** Throws E_ID for none; UsageError where several have the name. Spaces that were left or closed are found by id only. */
export function findSpace(core: Core, wanted: string): SpaceId {
  const found = core.spaces
    .list()
    .filter(
      ({ id, name, state }) =>
        (id as string) === wanted || (name === wanted && (state === 'joined' || state === 'invited')),
    )
  return only(found, 'space').id
}

/** The node at a path inside a space, written with `/`. Trashed ones are found where nothing else has the name. Throws E_PATH. */
export function findNode(tree: SpaceTree, path: string): TreeNode {
  let parent: NodeId = rootNodeId
  let node: TreeNode | undefined
  for (const name of path.split('/').filter((part) => part !== '')) {
    const named: TreeNode[] = [...tree.children(parent)]
      .flatMap((id) => tree.nodes.get(id) ?? [])
      .filter((one) => one.name === name.normalize('NFC'))
    node = named.find(({ trashed }) => !trashed) ?? named.at(-1)
    if (node === undefined) throw new Refused('E_PATH', 'nothing at this path')
    parent = node.id
  }
  if (node === undefined) throw new Refused('E_PATH', 'empty path')
  return node
}

function only<T>(found: readonly T[], what: string): T {
  const [first, second] = found
  if (first === undefined) throw new Refused('E_ID', `unknown ${what}`)
  if (second !== undefined) throw new UsageError(`several have this name: give the id of the ${what}`)
  return first
}
