// Finds what a person means: a contact or space by id, or by a name that only one of them has; a relay by id or address. Runs in the CLI.
import { Refused } from '../shared/base/errors.ts'
import type { Reach } from '../shared/contact/index.ts'
import { rootNodeId, type NodeId, type SpaceId } from '../shared/domain/ids.ts'
import type { SpaceTree, TreeNode } from '../shared/logs/space/index.ts'
import type { Contact } from '../core/contacts/index.ts'
import type { Core } from '../core/core.ts'
import type { CoreEnvironment } from '../core/environment.ts'
import { completePlace } from '../core/remote/index.ts'
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

/** An account by the relay's id or its address. Throws E_ID; E_CANON for what is neither. */
export function findRelay(core: Core, wanted: string): Reach {
  const { address } = completePlace(wanted)
  const found = core.accounts.all().find(({ home }) => home.address === address || (home.relayId as string) === wanted)
  if (found === undefined) throw new Refused('E_ID', 'no account at this relay')
  return found
}

/** The relay that answers at what a person typed: an address, with `#` and the pin of its TLS key or without. Throws E_CANON, E_TRANSPORT. */
export async function reachOf(environment: CoreEnvironment, typed: string, signal: AbortSignal): Promise<Reach> {
  const { address, tlsPin } = completePlace(typed)
  return { home: { relayId: await environment.identifyRelay(address, signal, tlsPin), address }, tlsPin }
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
