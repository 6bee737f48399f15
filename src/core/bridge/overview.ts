// The overview of a session: its overall state, what moves, what was changed last; and what waits for the person, by name. Runs in core's
// utility process.
import path from 'node:path'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { BridgeRefused, type Handlers } from '../../shared/ipc/index.ts'
import type { Overall, Overview } from '../../shared/ipc/overview.ts'
import type { Core } from '../core.ts'
import { readOutcome, recentLimit, type JoinedSpace } from '../spaces/index.ts'
import { readSyncedRevision, type SpaceRecord } from '../store/index.ts'
import { awaitsAnswer } from './app.ts'
import { isNeedingPerson, isStopped, overallOf } from './overall.ts'
import type { Session } from './session.ts'
import { syncStateOf } from './sync-state.ts'

const transferLimit = 5
const phases = { starting: 'starting', new: 'new', locked: 'locked', failed: 'failed' } as const

type GroupHandlers = { [K in keyof Handlers as K extends `overview.${string}` ? K : never]: Handlers[K] }

export function overviewHandlers(session: Session): GroupHandlers {
  const pause = () => {
    if (session.background === null) throw new BridgeRefused('E_LOCKED', 'no profile is open')
    return session.background.pause
  }
  return {
    'overview.get': () => overviewOf(session),
    'overview.pause': ({ until }) => {
      pause().begin(until)
      return null
    },
    'overview.resume': () => {
      pause().end()
      return null
    },
  }
}

export function overviewOf(session: Session): Overview {
  const { stage } = session
  if (stage.kind !== 'open') return bare({ kind: phases[stage.kind] })
  const { core, background } = stage
  const records = joinedRecords(core)
  const joined = records.map(({ id }) => core.spaces.open(id))
  const transfers = joined.flatMap(({ engine }) => engine?.status.transfers ?? [])
  return {
    overall: overallOf({
      connection: background.connection,
      spaces: records.map((record) => syncStateOf(session, record)),
      pause: background.pause.state,
      requests: waitingOf(core).length,
      conflicts: joined.reduce((sum, { replica }) => sum + replica.summarise().conflicts, 0),
      clockOffBy: core.clockOffBy,
    }),
    pause: background.pause.state,
    lastSuccess: lastSuccessOf(core, joined),
    transfers: transfers.slice(0, transferLimit).map(({ path: file, direction, doneBytes, totalBytes }) => ({
      name: path.posix.basename(file),
      ...{ direction, doneBytes, totalBytes },
    })),
    moreTransfers: Math.max(0, transfers.length - transferLimit),
    recent: recentOf(core, records),
  }
}

const bare = (overall: Overall): Overview => ({
  ...{ overall, pause: null, lastSuccess: null },
  ...{ transfers: [], moreTransfers: 0, recent: [] },
})

const joinedRecords = (core: Core): readonly SpaceRecord[] =>
  core.spaces.list().filter(({ state }) => state === 'joined')

/** Whoever asks to become a contact, and whoever offers a space. */
function waitingOf(
  core: Core,
): readonly { readonly id: string; readonly name: string; readonly kind: 'contact' | 'space' }[] {
  const asking = core.contacts.list().filter(({ state, blocked }) => state === 'asking' && !blocked)
  const offered = core.spaces.list().filter(({ id, state }) => awaitsAnswer(core, id, state))
  return [
    ...asking.map(({ identityId, name }) => ({ id: identityId, name, kind: 'contact' as const })),
    ...offered.map(({ id, invitedBy }) => ({
      id,
      name: invitedBy === null ? '' : core.nameOf(invitedBy),
      kind: 'space' as const,
    })),
  ]
}

/** Null before every space that is not paused was up to date once. */
function lastSuccessOf(core: Core, joined: readonly JoinedSpace[]): Overview['lastSuccess'] {
  const active = joined.filter(({ id }) => core.spaces.record(id)?.paused === false)
  const instants = active.map(({ id, engine }) => {
    const outcome = readOutcome(core.store, id)
    return engine?.status.settledAt ?? (outcome?.settled === true ? outcome.at : null)
  })
  const known = instants.filter((at) => at !== null)
  if (known.length === 0 || known.length < instants.length) return null
  const [oldest] = active.flatMap((one) => one.standing()?.confirmed ?? []).sort((a, b) => a.at - b.at)
  return { at: Math.min(...known), confirmedBy: oldest ? { name: core.nameOf(oldest.by), at: oldest.at } : null }
}

/** Only what is on this computer can be opened. */
function recentOf(core: Core, records: readonly SpaceRecord[]): Overview['recent'] {
  const found = records.flatMap((record) => {
    const { replica } = core.spaces.open(record.id)
    const spaceName = core.spaces.nameOf(record)
    return replica.summarise().recent.map((node) => ({ node, space: record.id, spaceName }))
  })
  return found
    .sort((a, b) => b.node.changedAt - a.node.changedAt)
    .filter(({ node, space }) => readSyncedRevision(core.store, space, node.id) !== undefined)
    .slice(0, recentLimit)
    .map(({ node, space, spaceName }) => ({ space, node: node.id, name: node.name, spaceName }))
}

/** What waits for the person, each with a key that stays the same as long as it waits. */
export type Waiting =
  | { readonly key: string; readonly kind: 'contact' | 'space'; readonly from: string }
  | {
      readonly key: string
      readonly kind: 'needs-you'
      readonly space: { readonly id: SpaceId; readonly name: string } | null
    }

export function waitingFor(session: Session): readonly Waiting[] {
  if (session.stage.kind !== 'open') return []
  const { core } = session.stage
  const spaces = joinedRecords(core).flatMap((record): Waiting[] => {
    const { kind } = syncStateOf(session, record)
    if (!isNeedingPerson(kind) && !isStopped(kind)) return []
    return [{ key: `${record.id} ${kind}`, kind: 'needs-you', space: { id: record.id, name: record.name } }]
  })
  const people = waitingOf(core).map(({ id, kind, name }): Waiting => ({ key: `${id} ${kind}`, kind, from: name }))
  const clock: Waiting[] = core.clockOffBy === null ? [] : [{ key: 'clock', kind: 'needs-you', space: null }]
  return [...people, ...spaces, ...clock]
}
