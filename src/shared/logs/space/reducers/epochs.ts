// epoch.rotate, epoch.relink, complaint: which key is in force, for whom, and how it leads back to earlier ones.
// PROTOCOL §10, §19.1. Clients and relay.
import { equalBytes } from '../../../base/bytes.ts'
import { Refused } from '../../../base/errors.ts'
import { readPayload } from '../../entry.ts'
import * as payloads from '../payloads.ts'
import { maxRecipients, recipientsHash, recipientsOf, toRef } from '../recipients.ts'
import type { Complaint, Epoch, SpaceState } from '../state.ts'
import * as must from '../validators.ts'
import type { Judged } from '../validators.ts'

/** Complaints about lockboxes of one person that count, each UTC day. */
const countedComplaints = 3
const dayLength = 86_400_000

/** The next key, for exactly those who may read. Any writer where it is due; otherwise only who manages. */
export function rotate(judged: Judged): Partial<SpaceState> {
  const { suite, state, identities, header } = judged
  const [number, keyCommit, dropPublicKey, link, hash] = readPayload(payloads.epochRotate, header.payload)
  must.mustHold(judged, must.pending(judged) ? 'write' : 'manage')
  if (number !== state.epoch + 1) throw new Refused('E_SEQ', `epoch ${number} after ${state.epoch}`)
  if ((link === null) !== (number === 1)) throw new Refused('E_CANON', 'link to the key before')
  const recipients = recipientsOf(suite, state, identities).map(toRef)
  if (recipients.length > maxRecipients) throw new Refused('E_LIMIT', 'recipients')
  if (!equalBytes(recipientsHash(suite, recipients), hash)) throw new Refused('E_POLICY', 'recipients of the epoch')
  return {
    epoch: number,
    keyCommit,
    epochs: [
      ...state.epochs,
      epochOf(judged, { number, keyCommit, dropPublicKey, links: link === null ? [] : [link] }),
    ],
    epochRecipients: recipients,
    formerPrincipals: formerAfter(judged, new Set(recipients.map(({ id }) => id))),
  }
}

/** Another envelope of the key before `epoch`. The first one that opens to that epoch's keyCommit counts. */
export function relink(judged: Judged): Partial<SpaceState> {
  const { state, header } = judged
  const [number, link] = readPayload(payloads.epochRelink, header.payload)
  must.mustHold(judged, 'write')
  mustHaveLink(state, number)
  const epochs = state.epochs.map((epoch) =>
    epoch.number === number ? { ...epoch, links: [...epoch.links, link] } : epoch,
  )
  return { epochs }
}

/** Once an epoch: my lockbox (of the key in force), or the link of any epoch, does not open. */
export function complain(judged: Judged): Partial<SpaceState> {
  const { state, header } = judged
  const [epoch, what] = readPayload(payloads.complaint, header.payload)
  must.mustBePrincipal(judged)
  const about = what === 0 ? 'lockbox' : 'link'
  if (about === 'lockbox') must.mustBeCurrentEpoch(judged, epoch)
  else mustHaveLink(state, epoch)
  const mine = state.complaints.filter(({ by }) => by === header.authorId)
  if (mine.some((one) => one.epoch === epoch && one.about === about)) throw new Refused('E_LIMIT', 'complained before')
  const today = mine.filter(({ time, counted }) => counted && sameDay(time, header.time))
  const counted = about === 'lockbox' && today.length < countedComplaints
  const added: Complaint = { by: header.authorId, epoch, about, time: header.time, counted }
  return { complaints: [...state.complaints, added] }
}

const sameDay = (a: number, b: number): boolean => Math.floor(a / dayLength) === Math.floor(b / dayLength)

function mustHaveLink(state: SpaceState, epoch: number): void {
  if (epoch < 2 || epoch > state.epoch) throw new Refused('E_SEQ', `link of epoch ${epoch}`)
}

function epochOf({ header }: Judged, epoch: Pick<Epoch, 'number' | 'keyCommit' | 'dropPublicKey' | 'links'>): Epoch {
  if (header.authorDevice === null) throw new Refused('E_CANON', 'author without a device')
  return { ...epoch, seq: header.seq, authorId: header.authorId, authorDevice: header.authorDevice }
}

/** Whose grant expired reads headers up to the rotation that shuts them out. */
function formerAfter({ state, header }: Judged, recipients: ReadonlySet<string>): SpaceState['formerPrincipals'] {
  const expired = state.epochRecipients.filter(({ id }) => !recipients.has(id) && !state.formerPrincipals.has(id))
  return new Map([...state.formerPrincipals, ...expired.map(({ id }) => [id, header.seq] as const)])
}
