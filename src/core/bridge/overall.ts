// One state for everything: what a person sees of Siegel when they see only its icon. Pure; core's utility process.
// [Note: The worst is the state] What needs a look is never covered by what goes well: the kinds stand in one order, and a space can only
// raise the result. "Up to date" takes every space that is not paused or closed.
import type { Connection, SyncState } from '../../shared/ipc/index.ts'
import type { Matters, Overall } from '../../shared/ipc/overview.ts'

export type Whole = {
  readonly connection: Connection | null
  readonly spaces: readonly SyncState[]
  /** A pause of all spaces; null: none. */
  readonly pause: { readonly until: number | null } | null
  readonly requests: number
  readonly conflicts: number
  readonly clockOffBy: number | null
}

type Kind = SyncState['kind']
const stopped: readonly Kind[] = ['stopped', 'damaged', 'lost', 'withheld', 'held-back', 'entry-ahead', 'relay-full']
const needing: readonly Kind[] = ['folder-missing', 'files-missing', 'disk-full', 'contact-conflict', 'clock']

/** Something there is not as it was signed, or does not go on, and waiting or the relay has to mend it. */
export const isStopped = (kind: Kind): boolean => stopped.includes(kind)
/** The space goes on as soon as the person here does something. */
export const isNeedingPerson = (kind: Kind): boolean => needing.includes(kind)

export function overallOf(whole: Whole): Overall {
  return troubleOf(whole) ?? restOf(whole)
}

function troubleOf({ connection, spaces, requests, conflicts, clockOffBy }: Whole): Overall | null {
  const counted = (is: (kind: Kind) => boolean) => spaces.filter(({ kind }) => is(kind)).length
  const refused = connection?.state === 'refused'
  if (refused || counted(isStopped) > 0) return { kind: 'error', spaces: counted(isStopped), refused }
  const matters: Matters = { requests, conflicts, spaces: counted(isNeedingPerson), clock: clockOffBy !== null }
  return requests + conflicts + matters.spaces > 0 || matters.clock ? { kind: 'needs-you', matters } : null
}

function restOf({ connection, spaces, pause }: Whole): Overall {
  if (pause !== null) return { kind: 'paused', until: pause.until }
  const open = spaces.filter(({ kind }) => kind !== 'closed')
  const active = open.filter(({ kind }) => kind !== 'paused' && kind !== 'postponed')
  if (open.length > 0 && active.length === 0) return { kind: 'paused', until: null }
  if (connection?.state === 'offline') return { kind: 'offline', retryAt: connection.retryAt, why: connection.why }
  const offline = ofKind(active, 'offline')[0]
  if (offline !== undefined) return { kind: 'offline', retryAt: offline.retryAt, why: offline.why }
  if (active.length === 0) return { kind: 'empty' }
  return syncingOf(active) ?? settledOf(active)
}

function syncingOf(active: readonly SyncState[]): Overall | null {
  const moving = ofKind(active, 'transferring')
  const sum = (of: (state: (typeof moving)[number]) => number) => moving.reduce((total, state) => total + of(state), 0)
  const [doneBytes, totalBytes] = [sum((state) => state.doneBytes), sum((state) => state.totalBytes)]
  const isSettled = active.every(({ kind }) => kind === 'up-to-date' || kind === 'unconfirmed')
  if (isSettled) return null
  return { kind: 'syncing', up: sum(({ up }) => up), down: sum(({ down }) => down), doneBytes, totalBytes }
}

function settledOf(active: readonly SyncState[]): Overall {
  const since = ofKind(active, 'unconfirmed').map((state) => state.since)
  if (since.length > 0) return { kind: 'unconfirmed', since: Math.min(...since) }
  const settled = ofKind(active, 'up-to-date')
  const confirmations = settled.flatMap(({ confirmedBy }) => confirmedBy ?? []).sort((a, b) => a.at - b.at)
  return { kind: 'up-to-date', at: Math.min(...settled.map(({ at }) => at)), confirmedBy: confirmations[0] ?? null }
}

const ofKind = <K extends Kind>(states: readonly SyncState[], kind: K): Extract<SyncState, { kind: K }>[] =>
  states.filter((state): state is Extract<SyncState, { kind: K }> => state.kind === kind)
