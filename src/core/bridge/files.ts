// Handlers of `files`: one folder of a space at a time, and what a person does with what is in it. Runs in core's utility process.
import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { Refused } from '../../shared/base/errors.ts'
import { rootNodeId, type NodeId, type SpaceId } from '../../shared/domain/ids.ts'
import { checkName } from '../../shared/domain/names.ts'
import { BridgeRefused, type Handlers } from '../../shared/ipc/index.ts'
import { copyIn, type CopyProgress } from '../platform/index.ts'
import type { JoinedSpace } from '../spaces/index.ts'
import { listFolder, placeIn } from './file-list.ts'
import { isProgram } from './programs.ts'
import type { Session } from './session.ts'

type GroupHandlers = { [K in keyof Handlers as K extends `files.${string}` ? K : never]: Handlers[K] }

const patience = 60_000
/** Milliseconds a whole content may take to come. */
export const longPatience = 30 * 60_000
const soon = () => AbortSignal.timeout(patience)

export const fileHandlers = (session: Session): GroupHandlers => ({
  'files.list': ({ space, ...wish }) => listFolder(session, session.core.spaces.open(space), wish),
  'files.place': ({ space, node }) => {
    const at = placeIn(session.core.spaces.open(space), node)
    if (at < 0) throw new BridgeRefused('E_GONE', 'no such file')
    return { at }
  },
  'files.reveal': async ({ space, node }) => {
    const found = await contentsOf(session, space).pathHere(node)
    session.reveal(found ?? (await pathOf(session, space, null)), node === null)
    return null
  },
  'files.open': async ({ space, node }) => openHere(session, space, node),
  'files.dragOut': async ({ space, nodes }) => {
    const contents = contentsOf(session, space)
    const found = await Promise.all(nodes.map((node) => contents.pathHere(node)))
    const paths = found.filter((one) => one !== null)
    if (paths.length === 0) throw new BridgeRefused('E_GONE', 'none is here')
    session.drag(paths)
    return null
  },
  ...handHandlers(session),
  ...copyHandlers(session),
  'files.fetch': async ({ space, node }) => {
    await contentsOf(session, space).fetchHere(node, AbortSignal.timeout(longPatience))
    session.core.spaces.engineOf(space).hurry()
    return null
  },
})

type Hand = 'files.rename' | 'files.renameLocal' | 'files.makeFolder' | 'files.remove'

const handHandlers = (session: Session): Pick<GroupHandlers, Hand> => {
  const { open } = spacesOf(session)
  return {
    'files.rename': async ({ space, node, name }) => ({ problem: await open(space).hand.rename(node, name, soon()) }),
    'files.renameLocal': async ({ space, folder, name, to }) => {
      const joined = open(space)
      const here = [...(folder === null ? [] : joined.replica.namesOf(folder)), name].join('/')
      // Only what is known to lie there: the window names no paths.
      if (joined.engine?.status.skipped.some((one) => one.path === here) !== true)
        throw new BridgeRefused('E_GONE', 'nothing of this name')
      const problem = checkName(to)
      if (problem !== null) return { problem }
      try {
        await contentsOf(session, space).renameLocal(folder, name, to)
      } catch (error) {
        if (error instanceof Refused && error.code === 'E_CONFLICT') return { problem: 'taken' }
        throw error
      }
      joined.engine.hurry()
      return { problem: null }
    },
    'files.makeFolder': async ({ space, folder, name }) => ({
      problem: await open(space).hand.makeFolder(folder ?? rootNodeId, name, soon()),
    }),
    'files.remove': async ({ space, nodes }) => {
      await open(space).hand.remove(nodes, soon())
      return null
    },
  }
}

const copyHandlers = (session: Session): Pick<GroupHandlers, 'files.add' | 'files.adding' | 'files.stopAdding'> => {
  let underWay: { readonly space: SpaceId; readonly stop: AbortController; progress: CopyProgress | null } | null = null
  return {
    'files.add': async ({ space, folder, items }) => {
      if (underWay !== null) throw new Refused('E_CONFLICT', 'a copy is under way')
      const root = await pathOf(session, space, null)
      const target = await pathOf(session, space, folder)
      spacesOf(session).open(space).mustHold('write')
      const sources = await outside(
        items.map((token) => session.pathOf(token)),
        root,
      )
      const already = items.length - sources.length
      if (sources.length === 0) return { files: 0, leftOut: 0, already }
      const copy = { space, stop: new AbortController(), progress: null as CopyProgress | null }
      underWay = copy
      const onProgress = (progress: CopyProgress) => {
        copy.progress = progress
        session.tell('gifts', null)
      }
      try {
        const { signal } = copy.stop
        return { ...(await copyIn(sources, target, { signal, onProgress, within: root })), already }
      } catch (error) {
        if (copy.stop.signal.aborted) throw new Refused('E_STALE', 'stopped')
        throw error
      } finally {
        underWay = null
        session.tell('gifts', null)
      }
    },
    'files.adding': () => (underWay?.progress ? { space: underWay.space, ...underWay.progress } : null),
    'files.stopAdding': () => {
      underWay?.stop.abort()
      return null
    },
  }
}

const spacesOf = (session: Session) => ({ open: (space: SpaceId): JoinedSpace => session.core.spaces.open(space) })

/** Throws E_GONE where the space has no folder here. */
export function contentsOf(session: Session, space: SpaceId) {
  if (session.core.spaces.record(space)?.folder == null) throw new BridgeRefused('E_GONE', 'no folder')
  session.core.spaces.engineOf(space)
  const { contents } = session.core.spaces.open(space)
  if (contents === null) throw new BridgeRefused('E_GONE', 'no folder')
  return contents
}

/** Where a node lies. Throws E_GONE where it does not lie here. */
async function pathOf(session: Session, space: SpaceId, node: NodeId | null): Promise<string> {
  const found = await contentsOf(session, space).pathHere(node)
  if (found === null) throw new BridgeRefused('E_GONE', 'not here')
  return found
}

/** Opens a file of the space with its program; shows it where the system would run it. */
export async function openHere(session: Session, space: SpaceId, node: NodeId): Promise<{ how: 'opened' | 'shown' }> {
  const target = await pathOf(session, space, node)
  const { name = '', executable = false } = session.core.spaces.open(space).replica.tree.nodes.get(node) ?? {}
  if (isProgram(name, executable)) {
    session.reveal(target, false)
    return { how: 'shown' }
  }
  session.openFile(target)
  return { how: 'opened' }
}

/** Those that do not lie in the folder already: dragging within the window copies nothing beside itself. */
async function outside(sources: readonly string[], root: string): Promise<readonly string[]> {
  const real = await realpath(root)
  const isInside = async (source: string): Promise<boolean> => {
    const relative = path.relative(real, await realpath(source).catch(() => source))
    return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)
  }
  const inside = await Promise.all(sources.map(isInside))
  return sources.filter((_, at) => inside[at] !== true)
}
