// Handlers of `transfers`: what moves, what waits for its turn, and what a person wants of it. Runs in core's utility process.
import type { NodeId, SpaceId } from '../../shared/domain/ids.ts'
import type { Handlers } from '../../shared/ipc/index.ts'
import type { Transfer } from '../../shared/ipc/transfers.ts'
import type { SpaceRecord } from '../store/index.ts'
import type { SyncEngine } from '../sync/index.ts'
import type { Session } from './session.ts'

type TransferHandlers = { [K in keyof Handlers as K extends `transfers.${string}` ? K : never]: Handlers[K] }

export function transferHandlers(session: Session): TransferHandlers {
  const wish = (what: 'postpone' | 'takeUp' | 'putFirst') => (of: { space: SpaceId; node: NodeId }) => {
    session.core.spaces.engineOf(of.space)[what](of.node)
    session.core.changes.emit({ topic: 'sync', space: of.space })
    return null
  }
  return {
    'transfers.list': ({ offset, limit }) => {
      const records = session.core.spaces.list().filter(({ state }) => state === 'joined')
      const all = records.flatMap((record) => lineOf(session, record))
      const [moving, waiting, postponed] = (['moving', 'waiting', 'postponed'] as const).map((rank) =>
        all.filter((one) => rankOf(one) === rank),
      )
      const lines = [...(moving ?? []), ...(waiting ?? []), ...(postponed ?? [])]
      const items = lines.slice(offset, offset + limit).map((line) => describe(session, line))
      return { items, total: lines.length, ...sumsOf(lines) }
    },
    'transfers.postpone': wish('postpone'),
    'transfers.resume': wish('takeUp'),
    'transfers.first': wish('putFirst'),
  }
}

type Line = {
  readonly record: SpaceRecord
  readonly id: NodeId
  readonly direction: Transfer['direction']
  readonly state: Transfer['state']
  readonly done: number
  readonly total: number
  readonly rate: number | null
}

const rankOf = ({ state }: Line): 'moving' | 'waiting' | 'postponed' =>
  state === 'moving' || state === 'postponed' ? state : 'waiting'

function lineOf(session: Session, record: SpaceRecord): readonly Line[] {
  const { engine } = session.core.spaces.open(record.id)
  if (engine === null) return []
  const isPaused = record.paused || session.background?.pause.state != null
  const moving = isPaused ? [] : movingIn(engine, record)
  const ids = new Set(moving.map(({ id }) => id))
  const waiting = engine
    .waiting()
    .filter(({ id }) => !ids.has(id))
    .map(({ id, direction, size: total, doneBytes: done, state }): Line => {
      const shown = isPaused && state !== 'postponed' ? 'paused' : state
      return { record, id, direction, state: shown, done, total, rate: null }
    })
  return [...moving, ...waiting]
}

const movingIn = (engine: SyncEngine, record: SpaceRecord): readonly Line[] =>
  engine.status.transfers.map(({ id, direction, doneBytes: done, totalBytes: total, bytesPerSecond: rate }) => {
    return { record, id, direction, state: 'moving', done, total, rate }
  })

/** Over everything but what is postponed. */
function sumsOf(lines: readonly Line[]) {
  const wanted = lines.filter(({ state }) => state !== 'postponed')
  const leftOf = (direction: Transfer['direction']) =>
    wanted.filter((line) => line.direction === direction).reduce((sum, { done, total }) => sum + total - done, 0)
  const rateOf = (direction: Transfer['direction']) => {
    const rates = wanted.filter((line) => line.direction === direction).flatMap(({ rate }) => rate ?? [])
    return rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0)
  }
  const ways = (['up', 'down'] as const).map((direction) => ({ left: leftOf(direction), rate: rateOf(direction) }))
  const times = ways.filter(({ left }) => left > 0).map(({ left, rate }) => (rate === null ? null : left / rate))
  const isKnown = times.length > 0 && times.every((time) => time !== null)
  return {
    files: wanted.length,
    waitingBytes: ways.reduce((sum, { left }) => sum + left, 0),
    up: rateOf('up'),
    down: rateOf('down'),
    secondsLeft: isKnown ? Math.round(Math.max(...times)) : null,
  }
}

function describe(session: Session, { record, id, direction, state, done, total, rate }: Line): Transfer {
  const joined = session.core.spaces.open(record.id)
  const names = joined.engine?.namesOf(id) ?? []
  return {
    space: { id: record.id, name: session.core.spaces.nameOf(record) },
    node: id,
    name: names.at(-1) ?? '',
    folders: names.slice(0, -1),
    direction,
    state,
    doneBytes: done,
    totalBytes: total,
    bytesPerSecond: rate,
    secondsLeft: rate === null ? null : Math.round((total - done) / rate),
  }
}
