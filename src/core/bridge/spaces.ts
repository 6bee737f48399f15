// Handlers of `folders` and `spaces`. Runs in core's utility process.
import path from 'node:path'
import type { IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import type { Rights } from '../../shared/domain/rights.ts'
import type { Handlers, Space } from '../../shared/ipc/index.ts'
import { principalsOf } from '../../shared/logs/space/index.ts'
import type { JoinedSpace } from '../spaces/index.ts'
import type { SpaceRecord } from '../store/index.ts'
import { byName, describePerson } from './people.ts'
import type { Session } from './session.ts'
import { membersOf } from './space-members.ts'
import { syncStateOf } from './sync-state.ts'

type Group = 'folders' | 'spaces'
type GroupHandlers = { [K in keyof Handlers as K extends `${Group}.${string}` ? K : never]: Handlers[K] }

const patience = 60_000
const soon = () => AbortSignal.timeout(patience)

export function spaceHandlers(session: Session): GroupHandlers {
  const spaces = () => session.core.spaces
  const grant = async (wish: {
    space: SpaceId
    identity: IdentityId
    rights: Rights
    expiresAt: number | null
    evenIfSilent?: boolean
  }) => {
    const { space, identity, rights, expiresAt, evenIfSilent = false } = wish
    await spaces().grant(space, { to: identity, rights, notAfter: expiresAt, evenIfSilent }, soon())
    return null
  }
  return {
    'folders.inspect': async ({ folder, use }) => {
      const target = session.pathOf(folder)
      const { refusal, warnings, empty } = await spaces().checkFolder(target, use)
      return { name: path.basename(target), refusal, warnings: [...warnings], empty }
    },
    'spaces.list': () =>
      spaces()
        .list()
        .filter(({ state }) => state === 'joined' || state === 'closed')
        .map((record) => describeSpace(session, record)),
    'spaces.get': ({ space }) => describeSpace(session, session.core.spaces.mustKnow(space)),
    'spaces.create': async ({ folder, name, relay }) => {
      const at = relay === undefined ? session.core.home : session.core.accounts.mustHave(relay)
      return { space: await spaces().create(session.pathOf(folder), name, soon(), at) }
    },
    'spaces.members': ({ space }) => membersOf(session.core, spaces().open(space)),
    'spaces.keyDue': ({ space }) => ({ due: spaces().open(space).isKeyDue() }),
    'spaces.invite': grant,
    'spaces.setRights': grant,
    'spaces.revoke': async ({ space, identity }) => {
      await spaces().revoke(space, identity, soon())
      return null
    },
    'spaces.leave': async ({ space }) => {
      await spaces().leave(space, soon())
      return null
    },
    'spaces.close': async ({ space }) => {
      await spaces().close(space, soon())
      return null
    },
    'spaces.handOver': async ({ space, identity }) => {
      await (await spaces().fetched(space, soon())).offer(identity, soon())
      return null
    },
    'spaces.takeOver': async ({ space }) => {
      await (await spaces().fetched(space, soon())).takeOver(soon())
      return null
    },
    'spaces.tellSeen': ({ space, tells }) => {
      spaces().open(space).letSpeak(tells)
      return null
    },
    'spaces.declineOffer': ({ space }) => {
      spaces().open(space).declineOffer()
      return null
    },
    'spaces.locate': async ({ space, folder }) => {
      await spaces().locate(space, session.pathOf(folder))
      return null
    },
  }
}

function describeSpace(session: Session, record: SpaceRecord): Space {
  const { core } = session
  const joined = core.spaces.open(record.id)
  const people = joined.replica.isFetched ? principalsOf(joined.replica.state, core.now()) : []
  const { files, bytes, conflicts, changed } = joined.replica.summarise()
  const status = joined.engine?.status ?? null
  return {
    id: record.id,
    name: core.spaces.nameOf(record),
    folder:
      record.folder === null
        ? null
        : { name: path.basename(record.folder), location: path.basename(path.dirname(record.folder)) },
    owner: describePerson(core, joined.replica.isFetched ? joined.replica.state.owner : core.me.id),
    offeredToMe: joined.isOfferedToMe(),
    tellsSeen: joined.isSpeaking,
    myRights: joined.replica.isFetched ? joined.replica.rightsOf(core.me.id, core.now()) : 0,
    members: people
      .map((id) => describePerson(core, id))
      .sort(byName)
      .slice(0, 5),
    memberCount: people.length,
    files,
    bytes,
    changed: changed && { at: changed.at, by: describePerson(core, changed.by) },
    sync: syncStateOf(session, record),
    skipped: status?.skipped.length ?? 0,
    conflicts,
    isFresh: isFresh(session, record, joined),
  }
}

/** Nothing is green without a reason (PROTOCOL §12): the relay answers, and nobody contradicts or is silent for too long. */
function isFresh(session: Session, record: SpaceRecord, joined: JoinedSpace): boolean {
  const standing = joined.standing()
  const isReached =
    session.background?.connection.state === 'online' && joined.engine?.status.obstacle?.kind !== 'offline'
  const isRunning = record.state === 'joined' && !record.paused && joined.engine?.status.settledAt != null
  const isSure = joined.replica.hold === null && joined.replica.ahead === null
  return isReached && isRunning && isSure && standing?.ahead === null && standing.unconfirmedSince === null
}
