// Handlers of `ignoring`: which names a space leaves out on this computer, and what other rules would do. Runs in core's utility process.
import { opendir } from 'node:fs/promises'
import path from 'node:path'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { previewLimit, type Handlers } from '../../shared/ipc/index.ts'
import type { JoinedSpace } from '../spaces/index.ts'
import { defaultIgnoreRules, ignoreBy, type IsIgnored } from '../sync/index.ts'
import { contentsOf } from './files.ts'
import type { Session } from './session.ts'

type GroupHandlers = { [K in keyof Handlers as K extends `ignoring.${string}` ? K : never]: Handlers[K] }

/** Entries of the folder that are looked at for a preview. */
const mostLookedAt = 50_000

export const ignoringHandlers = (session: Session): GroupHandlers => {
  const open = (space: SpaceId) => session.core.spaces.open(space)
  return {
    'ignoring.get': ({ space }) => {
      const rules = [...open(space).ignoreRules]
      return { rules, isDefault: rules.join('\n') === defaultIgnoreRules.join('\n') }
    },
    'ignoring.preview': async ({ space, rules }) => {
      const isIgnored = ignoreBy(rules)
      const root = await contentsOf(session, space).pathHere(null)
      const known = knownPaths(open(space), isIgnored)
      const local = root === null ? { names: [], isCut: false } : await ignoredBelow(root, isIgnored, known.all)
      return { inSpace: cut(known.ignored), inFolder: cut(local.names), isCut: local.isCut }
    },
    'ignoring.set': ({ space, rules }) => {
      open(space).setIgnoreRules(rules)
      return null
    },
  }
}

const cut = (names: readonly string[]) => ({ total: names.length, names: names.slice(0, previewLimit) })

/** What is in the space by path, and what of it the rules leave out (of a folder, not what is in it). */
function knownPaths({ replica }: JoinedSpace, isIgnored: IsIgnored): { all: ReadonlySet<string>; ignored: string[] } {
  const all = new Set<string>()
  const ignored: string[] = []
  for (const node of replica.tree.nodes.values()) {
    if (!replica.tree.isReachable(node.id)) continue
    const names = replica.namesOf(node.id)
    all.add(names.join('/'))
    const above = names.slice(0, -1)
    const isInside = above.some((_, depth) => isIgnored(above.slice(0, depth + 1), 'directory'))
    if (!isInside && isIgnored(names, node.type)) ignored.push(names.join('/'))
  }
  return { all, ignored: ignored.sort() }
}

/** What lies in the folder only, and the rules leave out. */
async function ignoredBelow(
  root: string,
  isIgnored: IsIgnored,
  known: ReadonlySet<string>,
): Promise<{ names: readonly string[]; isCut: boolean }> {
  const names: string[] = []
  let looked = 0
  const waiting: (readonly string[])[] = [[]]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const directory = await opendir(path.join(root, ...at)).catch(() => null)
    if (directory === null) continue
    for await (const entry of directory) {
      if (++looked > mostLookedAt) return { names: names.sort(), isCut: true }
      const here = [...at, entry.name]
      const isDirectory = entry.isDirectory()
      // The engine's own directory is nobody's business.
      if (at.length === 0 && entry.name === '.siegel') continue
      const isOut = isIgnored(here, isDirectory ? 'directory' : 'file')
      if (isOut && !known.has(here.join('/'))) names.push(here.join('/'))
      if (isDirectory && !isOut) waiting.push(here)
    }
  }
  return { names: names.sort(), isCut: false }
}
