// What must hold at the end of every history. Tests only. SYNC.md "What must hold".
import { mayDo } from '../../shared/domain/rights.ts'
import { checkName, foldName } from '../../shared/domain/names.ts'
import { NodeTree } from '../sync/trees/node-tree.ts'
import { reachableTree } from '../sync/trees/remote-tree.ts'
import { defaultIgnoreRules, ignoreBy } from '../sync/scan/ignore.ts'
import { reasonToLeave } from '../sync/scan/reason.ts'
import type { Client } from './client.ts'
import { lostContents } from './lost.ts'
import { excess } from './minimal.ts'
import type { Inode } from './simulated-disk.ts'
import type { World } from './world.ts'

const isIgnored = ignoreBy(defaultIgnoreRules)

/** Every way in which the world is not as it must be, in words. */
export async function findFaults(world: World): Promise<readonly string[]> {
  const faults = world.bugs.map((bug) => `bug: ${bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)}`)
  if (faults.length > 0) return faults
  const before = [world.relay.commits.length, world.relay.packs.size].join()
  const told = world.trace.length
  try {
    await world.settle()
  } catch (error) {
    return [String(error)]
  }
  if (before !== [world.relay.commits.length, world.relay.packs.size].join())
    faults.push(`the loops left work to do: ${world.trace.slice(told).join('; ')}`)
  for (const bug of world.bugs) faults.push(`bug: ${String(bug)}`)
  faults.push(...lostContents(world.clients, world.accounts))
  for (const client of world.clients) faults.push(...differences(world, client))
  faults.push(...(await restlessness(world)))
  if (faults.length === 0) faults.push(...(await excess(world)))
  if (faults.length > 0)
    faults.push(...world.clients.map((client) => `${client.name} has ${[...listing(client).keys()].join(', ')}`))
  return faults
}

/**
 * Property 2 and 6: what the engine remembers is what is on the disk, and that is the log's tree; who may not write may have files of their own
 * beside it. Left alone is what has no place here: where a link lies, for example, and what got a name against the rule.
 */
function differences(world: World, client: Client): string[] {
  const view = {
    seq: 0,
    nodes: world.relay.tree.nodes,
    rights: world.relay.rights.get(client.me) ?? 0,
    closed: false,
    isWhole: true,
  }
  const { tree } = reachableTree(view, isIgnored)
  const local = new NodeTree(client.store.local())
  const disk = listing(client, (data) => world.accounts.contentId(data))
  const { paths, fileIds } = leftOut(client)
  const alone = new Set(
    [...local.nodes.values()].filter((node) => fileIds.has(node.stat.fileId)).map((node) => node.id),
  )
  const faults: string[] = []
  for (const node of tree.topDown()) {
    const path = (tree.names(node.id) ?? []).join('/')
    const here = local.get(node.id)
    if (alone.has(node.parent) || (paths.has(foldName(path)) && !disk.has(path))) alone.add(node.id)
    if (alone.has(node.id)) continue
    const content = node.type === 'directory' ? 'directory' : `${node.contentId}${node.executable ? ' x' : ''}`
    const herePath = here === undefined ? undefined : (local.names(node.id) ?? []).join('/')
    if (herePath !== path || disk.get(path) !== content) {
      faults.push(`${client.name} differs at ${path}: ${disk.get(path)} at ${herePath} instead of ${content}`)
    }
  }
  for (const node of local.topDown()) {
    const path = (local.names(node.id) ?? []).join('/')
    if (alone.has(node.parent) || (paths.has(foldName(path)) && !disk.has(path))) alone.add(node.id)
    if (!disk.has(path) && !alone.has(node.id)) faults.push(`${client.name} remembers ${path}, the disk does not`)
    if (!tree.has(node.id) && !alone.has(node.id) && mayDo(view.rights, 'write'))
      faults.push(`${client.name} has ${path}, the log does not`)
    const there = client.disk.find(['home', 'space', ...(local.names(node.id) ?? [])])
    if (there !== null && client.disk.stat(there).fileId === node.stat.fileId) disk.delete(path)
  }
  return [...faults, ...[...disk.keys()].map((path) => `${client.name} has ${path}, which nobody knows`)]
}

/** Property 3: when all is settled, another cycle changes nothing anywhere. */
async function restlessness(world: World): Promise<string[]> {
  const before = [world.changes, world.relay.commits.length, world.relay.packs.size].join()
  const told = world.trace.length
  for (const client of world.clients) await world.scheduler.run(client.engine.syncOnce(new AbortController().signal))
  const after = [world.changes, world.relay.commits.length, world.relay.packs.size].join()
  return before === after ? [] : [`a settled cycle did something: ${world.trace.slice(told).join('; ')}`]
}

/** What is there but not synced: folded paths, where nothing of the log can lie, and file ids. */
function leftOut(client: Client): { readonly paths: ReadonlySet<string>; readonly fileIds: ReadonlySet<string> } {
  const paths = new Set<string>()
  const fileIds = new Set<string>()
  listing(client, undefined, (path, inode) => {
    paths.add(foldName(path))
    if (checkName(path.slice(path.lastIndexOf('/') + 1)) !== null) fileIds.add(client.disk.stat(inode).fileId)
  })
  return { paths, fileIds }
}

/** What is synced on a disk: path to "directory" or what `name` says of the content. */
export function listing(
  client: Client,
  name: (data: Uint8Array) => string = () => '',
  onLeftOut: (path: string, inode: Inode) => void = () => undefined,
): Map<string, string> {
  const found = new Map<string, string>()
  const visit = (directory: Inode, names: readonly string[]): void => {
    for (const [entry, inode] of directory.entries) {
      const path = [...names, entry]
      if (reasonToLeave(isIgnored, path, client.disk.stat(inode)) !== null) {
        onLeftOut(path.join('/'), inode)
        continue
      }
      found.set(
        path.join('/'),
        inode.kind === 'directory' ? 'directory' : `${name(inode.data)}${inode.executable ? ' x' : ''}`,
      )
      visit(inode, path)
    }
  }
  visit(client.disk.directory(['home', 'space']), [])
  return found
}

/** Property 4: names that only a conflict makes. */
export const copiesIn = (client: Client): readonly string[] =>
  [...listing(client).keys()].filter((path) => /\((conflict|local copy),/.test(path))
