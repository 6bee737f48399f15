// A new space around a folder: its log begins at a relay of the person's, then come the first key and the name. PROTOCOL §10, §13. Runs in
// core.
import { Refused } from '../../shared/base/errors.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { rootNodeId } from '../../shared/domain/ids.ts'
import { checkName } from '../../shared/domain/names.ts'
import type { Reach } from '../../shared/contact/index.ts'
import { encodeEntry, type Entry } from '../../shared/logs/entry.ts'
import { buildGenesis } from '../../shared/logs/space/index.ts'
import { RelayTime } from '../relay-time.ts'
import type { SpacesEnvironment } from './interface.ts'
import type { JoinedSpace } from './joined-space.ts'
import type { KnownSpaces } from './known-spaces.ts'

/** Throws E_CANON for a name that no folder may have, E_PATH for an unfit folder, E_CONFLICT where the relay has such a log already, WrongClock. */
export async function createSpace(
  environment: SpacesEnvironment,
  known: KnownSpaces,
  wish: { readonly folder: string; readonly name: string; readonly relay: Reach; readonly signal: AbortSignal },
): Promise<SpaceId> {
  const { folder, name, relay, signal } = wish
  // Before anything is written: without a name the space could never be finished.
  if (checkName(name) !== null) throw new Refused('E_CANON', 'name of a space')
  await known.mustBeFit(folder, 'share')
  const { suite, known: identities, me, now } = environment
  const time = new RelayTime(environment.local.clock, () => environment.relayAt(relay))
  await time.mustBeRight(signal)
  const { entry } = buildGenesis(suite, { identities, author: me.device, time: time.now(), home: relay.home })
  const id = entry.logId as SpaceId
  await begin(environment, { relay, entry, signal })
  known.put({
    id,
    name,
    state: 'joined',
    folder,
    relay,
    invitedBy: null,
    invitation: null,
    paused: false,
    addedAt: now(),
  })
  const space = known.open(id)
  await space.replica.exclusively(() => space.replica.accept(entry, signal))
  known.note('space-created', id, me.id, name)
  await finishCreation(environment, space, { name, signal })
  return id
}

/** A relay that is not home may lack the newest entries of the own log, which the genesis names. */
async function begin(
  { relayAt, me }: SpacesEnvironment,
  { relay, entry, signal }: { readonly relay: Reach; readonly entry: Entry; readonly signal: AbortSignal },
): Promise<void> {
  const append = () => relayAt(relay).append(entry.logId, encodeEntry(entry), { signal })
  let answer = await append()
  if (answer.kind === 'missing' && answer.logId === me.id) {
    await relayAt(relay).mirror(me.id, me.log.entries.slice(answer.from).map(encodeEntry), { signal })
    answer = await append()
  }
  if (answer.kind !== 'appended') throw new Refused('E_CONFLICT', 'genesis not taken')
}

/** The first key and the name: done at creation, or now if a crash came between. */
export async function finishCreation(
  { me }: Pick<SpacesEnvironment, 'me'>,
  space: JoinedSpace,
  { name, signal }: { readonly name: string; readonly signal: AbortSignal },
): Promise<void> {
  if (space.replica.state.owner !== me.id || space.replica.name !== '') return
  await space.writer.commit([{ kind: 'setMeta', id: rootNodeId, name, executable: null }], [], signal)
}
