// An invitation to a space: sent to a new member, kept until a person answers it, and held against the log. PROTOCOL §7, §10.
// Runs in core.
import { z } from 'zod'
import { Refused } from '../../shared/base/errors.ts'
import { bytes, hexBytes, record, uint } from '../../shared/base/record.ts'
import type { MessageContent, Reach } from '../../shared/contact/index.ts'
import type { EntryHash, Head, IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import { encodeEntry, parseEntry } from '../../shared/logs/entry.ts'
import { firstOwner } from '../../shared/logs/space/index.ts'
import type { SpaceRecord } from '../store/index.ts'
import type { SpacesEnvironment } from './interface.ts'
import type { SpaceReplica } from './replica.ts'

export type SpaceInvitation = MessageContent & { readonly kind: 'space.invite' }

const keptInvitation = record(
  z.tuple([z.literal(1), z.literal('invited'), bytes({ min: 1, max: 8192 }), uint(), hexBytes<EntryHash>(32)]),
)

/** What is kept until a person answers: where the space begins, and a head that must lie on the log that the relay shows. */
const encodeInvitation = ({ genesisEntry, head }: SpaceInvitation): Uint8Array =>
  keptInvitation.encode([1, 'invited', genesisEntry, head.seq, head.hash])

/** Whoever invites is who made the space: its id, a hash of the genesis, vouches for that. */
export function isOfOwner(
  { suite }: Pick<SpacesEnvironment, 'suite'>,
  { invitation, invitedBy }: SpaceRecord,
): boolean {
  if (invitation === null) return false
  const [, , genesisEntry] = keptInvitation.decode(invitation, 16_384)
  return firstOwner(parseEntry(suite, 'space', genesisEntry)) === invitedBy
}

function promisedHead(encoded: Uint8Array): Head {
  const [, , , seq, hash] = keptInvitation.decode(encoded, 16_384)
  return { seq, hash }
}

/** Invites a contact whose grant is on the log. Throws what `Contacts.send` throws, and E_CONSENT or E_ID for no contact. */
export async function sendInvitation(
  { contacts, forOthers }: Pick<SpacesEnvironment, 'contacts' | 'forOthers'>,
  replica: SpaceReplica,
  { relay, to, signal }: { readonly relay: Reach; readonly to: IdentityId; readonly signal: AbortSignal },
): Promise<void> {
  const { head, owner, knownHeads } = replica.state
  const [genesis] = replica.entries()
  const ownerHead = knownHeads.get(owner)
  if (genesis === undefined || ownerHead === undefined) throw new RangeError('space without genesis')
  const content: SpaceInvitation = {
    kind: 'space.invite',
    ...forOthers(relay),
    genesisEntry: encodeEntry(genesis),
    head,
    owner: { identityId: owner, ...ownerHead },
    name: replica.name,
  }
  await contacts.send(contacts.mustReceiveKeys(to), content, signal)
}

/** The space as it is kept until the invitation is answered. Throws E_SEQ where it does not begin with a genesis. */
export function recordOfInvitation(
  { suite, now }: Pick<SpacesEnvironment, 'suite' | 'now'>,
  invitedBy: IdentityId,
  content: SpaceInvitation,
): SpaceRecord {
  const genesis = parseEntry(suite, 'space', content.genesisEntry)
  if (genesis.seq !== 0) throw new Refused('E_SEQ', 'invitation without genesis')
  return {
    id: genesis.logId as SpaceId,
    name: content.name,
    state: 'invited',
    folder: null,
    relay: { home: content.home, tlsPin: content.tlsPin },
    invitedBy,
    invitation: encodeInvitation(content),
    paused: false,
    addedAt: now(),
  }
}

/** The log is at home where the invitation leads: whoever invites cannot take somebody to a relay where the others are not. Throws E_ID. */
export function mustBeAtHome(replica: SpaceReplica, { relay }: SpaceRecord): void {
  if (replica.state.home.relayId !== relay.home.relayId) throw new Refused('E_ID', 'space is at home elsewhere')
}

/** The head that the invitation promised lies on the fetched log. Throws E_ROLLBACK, E_FORK. */
export function mustKeepPromise(replica: SpaceReplica, { invitation }: SpaceRecord): void {
  if (invitation === null) return
  const head = promisedHead(invitation)
  if (replica.state.head.seq < head.seq) throw new Refused('E_ROLLBACK', 'log ends before the promised head')
  if (!replica.has(head.seq, head.hash)) throw new Refused('E_FORK', 'promised head is not on the log')
}
