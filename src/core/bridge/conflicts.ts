// Handlers of `conflicts`: what two sides changed at once, over all spaces, and what a person decides about it. Runs in core's utility
// process.
import { mayDo } from '../../shared/domain/rights.ts'
import type { Conflict, ConflictSide } from '../../shared/ipc/conflicts.ts'
import type { Handlers } from '../../shared/ipc/index.ts'
import type { SpaceTree } from '../../shared/logs/space/index.ts'
import { conflictsIn, type Conflict as Found, type SpaceReplica } from '../spaces/index.ts'
import type { SpaceRecord } from '../store/index.ts'
import { describePerson } from './people.ts'
import type { Session } from './session.ts'

type ConflictHandlers = { [K in keyof Handlers as K extends `conflicts.${string}` ? K : never]: Handlers[K] }

const patience = 60_000

export function conflictHandlers(session: Session): ConflictHandlers {
  return {
    'conflicts.list': ({ offset, limit }) => {
      const { spaces } = session.core
      const found = spaces
        .list()
        .filter(({ state }) => state === 'joined')
        .flatMap((record) => knownConflicts(spaces.open(record.id).replica).map((conflict) => ({ record, conflict })))
      const page = found.slice(offset, offset + limit)
      return { items: page.map(({ record, conflict }) => describe(session, record, conflict)), total: found.length }
    },
    'conflicts.settle': async ({ space, ...choice }) => {
      const { hand, engine } = session.core.spaces.open(space)
      await hand.settle(choice, engine?.lostPacks ?? new Set(), AbortSignal.timeout(patience))
      return null
    },
  }
}

/** Looked for once for each state of a tree. */
const known = new WeakMap<SpaceTree, { readonly seq: number; readonly found: readonly Found[] }>()

function knownConflicts(replica: SpaceReplica): readonly Found[] {
  if (!replica.isFetched) return []
  const seq = replica.shownSeq
  const before = known.get(replica.tree)
  if (before?.seq === seq) return before.found
  const found = [...conflictsIn(replica.tree)].sort((a, b) => (a.beside.node.name < b.beside.node.name ? -1 : 1))
  known.set(replica.tree, { seq, found })
  return found
}

function describe(session: Session, { id, name, folder }: SpaceRecord, { kept, beside }: Found): Conflict {
  const { core } = session
  const { replica } = core.spaces.open(id)
  const rights = replica.rightsOf(core.me.id, core.now())
  const side = ({ node, by, at }: Found['beside']): ConflictSide => ({
    node: node.id,
    revision: mustBeFile(node.revision),
    name: node.name,
    size: node.size,
    at,
    by: describePerson(core, by),
  })
  return {
    space: { id, name: replica.name || name },
    folders: [...replica.namesOf(beside.node.parent)],
    kept: kept && side(kept),
    beside: side(beside),
    maySettle: mayDo(rights, 'write') && mayDo(rights, 'delete'),
    mayOpen: folder !== null && kept !== null,
  }
}

function mustBeFile<T>(revision: T | null): T {
  if (revision === null) throw new Error('a file without a revision')
  return revision
}
