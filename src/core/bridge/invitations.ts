// Handlers of `invitations`: what others offer me, verified before it is shown in full. Runs in core's utility process. PROTOCOL §7.
import { mkdir } from 'node:fs/promises'
import { presetOf } from '../../shared/domain/rights.ts'
import type { Handlers } from '../../shared/ipc/index.ts'
import { principalsOf } from '../../shared/logs/space/index.ts'
import type { Core } from '../core.ts'
import type { SpaceRecord } from '../store/index.ts'
import { freeFolder } from './free-folder.ts'
import { describePerson } from './people.ts'
import type { Session } from './session.ts'

type InvitationHandlers = { [K in keyof Handlers as K extends `invitations.${string}` ? K : never]: Handlers[K] }

const patience = 60_000
const soon = () => AbortSignal.timeout(patience)

export const invitationHandlers = (session: Session): InvitationHandlers => ({
  'invitations.list': () =>
    Promise.all(
      session.core.spaces
        .list()
        .filter(({ state }) => state === 'invited')
        .map((record) => describeInvitation(session.core, record)),
    ),
  'invitations.suggestFolder': ({ invitation }) =>
    session.offer(freeFolder(session.core.spaces.mustKnow(invitation).name)),
  'invitations.accept': async ({ invitation, folder }) => {
    const target = session.pathOf(folder)
    await mkdir(target, { recursive: true })
    await session.core.spaces.accept(invitation, target, soon())
    return { space: invitation }
  },
  'invitations.decline': async ({ invitation }) => {
    await session.core.spaces.decline(invitation, soon())
    return null
  },
})

/** Shown in full only once the log behind it is verified; until then who invites (PROTOCOL §7). */
async function describeInvitation(core: Core, record: SpaceRecord) {
  const from = describePerson(core, record.invitedBy ?? core.me.id)
  const invitation = { id: record.id, from, receivedAt: record.addedAt }
  const verified = await core.spaces.preview(record.id, soon()).catch(() => null)
  if (verified === null) return { ...invitation, space: null }
  const { replica } = verified
  const { files, bytes } = replica.summarise()
  const preset = presetOf(replica.rightsOf(core.me.id, core.now()))
  const name = replica.name || record.name
  return {
    ...invitation,
    space: { name, preset, members: principalsOf(replica.state, core.now()).length, files, bytes },
  }
}
