// What the window says about a space's sync, from what the engine says. Never "up to date" without a reason. Runs in core's
// utility process.
import path from 'node:path'
import type { Connection, Person, SyncState } from '../../shared/ipc/index.ts'
import { identityCode } from '../../shared/domain/identity-code.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import type { Unreachable } from '../remote/index.ts'
import type { JoinedSpace } from '../spaces/index.ts'
import type { SpaceRecord } from '../store/index.ts'
import type { SyncStatus } from '../sync/index.ts'
import { describePerson } from './people.ts'
import type { Session } from './session.ts'

export function syncStateOf({ core, background }: Session, record: SpaceRecord): SyncState {
  return describeSync(record, core.spaces.open(record.id), {
    isAllPaused: background?.pause.state != null,
    connection: background?.connection ?? null,
    why: background?.whyUnreached(record.id) ?? null,
    nameOf: (id) => core.nameOf(id),
    describe: (id) => describePerson(core, id),
  })
}

type Circumstances = {
  readonly isAllPaused?: boolean
  readonly connection: Connection | null
  /** Why the space's relay was not reached at the last look; null: it was, or there was none yet. */
  readonly why: Unreachable | null
  readonly nameOf: (id: IdentityId) => string
  readonly describe: (id: IdentityId) => Person
}

export function describeSync(
  record: SpaceRecord,
  joined: JoinedSpace,
  { isAllPaused = false, connection, why, nameOf, describe }: Circumstances,
): SyncState {
  const { engine, replica } = joined
  if (record.state === 'closed') return { kind: 'closed' }
  if (record.state === 'left') return { kind: 'stopped', reason: 'no-rights' }
  if (record.paused || isAllPaused) return { kind: 'paused' }
  if (record.folder === null) return { kind: 'folder-missing' }
  if (replica.hold?.kind === 'state-mismatch') return { kind: 'stopped', reason: 'mismatch' }
  if (replica.hold?.kind === 'fork') return { kind: 'stopped', reason: 'fork' }
  const inDoubt = joined.inDoubt()
  if (inDoubt.length > 0) return { kind: 'contact-conflict', people: inDoubt.map(describe) }
  if (engine === null) return { kind: 'looking' }
  const { obstacle, transfers, settled, settledAt, phase } = engine.status
  switch (obstacle?.kind) {
    case 'root-missing':
      return { kind: 'folder-missing' }
    case 'missing': {
      const { reason, files, paths } = obstacle
      const names = paths.slice(0, 5)
      return { kind: 'files-missing', reason, files, names, more: paths.length - names.length }
    }
    case 'disk-full':
      return { kind: 'disk-full', neededBytes: obstacle.neededBytes }
    case 'offline':
      return { kind: 'offline', retryAt: obstacle.retryAt, why: why ?? 'silent' }
    case 'relay-full':
      return { kind: obstacle.kind, retryAt: obstacle.retryAt }
    case 'clock':
    case 'withheld':
    case 'postponed':
    case 'lost':
    case 'damaged':
      return obstacle
    case 'entry-ahead':
      return {
        kind: 'entry-ahead',
        name: nameOf(obstacle.author) || identityCode(obstacle.author),
        until: obstacle.until,
      }
    case 'refused':
      return { kind: 'stopped', reason: reasonOf(obstacle.code) }
    case undefined:
      break
  }
  const [first] = transfers
  if (first !== undefined) return describeTransfers(transfers, first.path)
  if (phase === 'paused') return { kind: 'paused' }
  if (connection?.state === 'offline')
    return { kind: 'offline', retryAt: connection.retryAt, why: why ?? connection.why }
  const { ahead = null, confirmed = null, unconfirmedSince = null } = joined.standing() ?? {}
  if (ahead !== null) return { kind: 'held-back', name: nameOf(ahead.by), at: ahead.at }
  if (!settled || settledAt === null) return { kind: 'looking' }
  if (unconfirmedSince !== null) return { kind: 'unconfirmed', since: unconfirmedSince }
  const confirmedBy = confirmed && { name: nameOf(confirmed.by), at: confirmed.at }
  return { kind: 'up-to-date', at: settledAt, confirmedBy }
}

function describeTransfers(transfers: SyncStatus['transfers'], current: string): SyncState {
  return {
    kind: 'transferring',
    up: transfers.filter(({ direction }) => direction === 'up').length,
    down: transfers.filter(({ direction }) => direction === 'down').length,
    doneBytes: transfers.reduce((sum, { doneBytes }) => sum + doneBytes, 0),
    totalBytes: transfers.reduce((sum, { totalBytes }) => sum + totalBytes, 0),
    current: path.basename(current),
  }
}

function reasonOf(code: string): 'fork' | 'no-rights' | 'refused' | 'mismatch' {
  if (code === 'E_FORK' || code === 'E_ROLLBACK') return 'fork'
  if (code === 'E_INTEGRITY') return 'mismatch'
  return code === 'E_ROLE' ? 'no-rights' : 'refused'
}
