// Who must hold the epoch key, and whether the one in force is sealed to exactly them. PROTOCOL §10, §19.1. Pure: clients and
// relay compute the same, so nobody waits for the relay to say that a key is stale (T29).
import { compareBytes, equalBytes } from '../../base/bytes.ts'
import { fromHex } from '../../base/encoding.ts'
import { Refused } from '../../base/errors.ts'
import { encodeCanonical } from '../../base/canonical.ts'
import { kemKeyHash } from '../../crypto/lockbox.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { IdentityId } from '../../domain/ids.ts'
import { stateAt, type Identities } from '../identity/index.ts'
import { principalsOf } from './rights.ts'
import type { Recipient, RecipientRef, SpaceState } from './state.ts'

export const maxRecipients = 2500

/**
 * Everybody with read, with the key their identity log gives them at the head known here; ordered by (kind, id). Whoever has
 * no key at that head gets nothing, and nobody else waits for them. Throws MissingHead where such a log is not held, E_ID
 * where it was never named.
 */
export const recipientsOf = (
  suite: Suite,
  state: SpaceState,
  identities: Identities,
  time: number = state.time,
): readonly Recipient[] =>
  principalsOf(state, time).flatMap((id) => recipientAtKnownHead(suite, state, identities, id) ?? [])

/** One of them. Throws E_ID for somebody without a key too. */
export function recipientOf(suite: Suite, state: SpaceState, identities: Identities, id: IdentityId): Recipient {
  const recipient = recipientAtKnownHead(suite, state, identities, id)
  if (recipient === null) throw new Refused('E_ID', 'recipient without a key')
  return recipient
}

/** [Note: Keyless recipients] A branch signed by root may end before its first key: it must not stop a whole space. */
function recipientAtKnownHead(
  suite: Suite,
  state: SpaceState,
  identities: Identities,
  id: IdentityId,
): Recipient | null {
  const head = state.knownHeads.get(id)
  if (head === undefined) throw new Refused('E_ID', 'no head of the recipient was named')
  const { generation, kemPublicKey } = stateAt(identities, { logId: id, ...head })
  if (kemPublicKey === null) return null
  return { kind: 'identity', id, generation, kemPublicKey, keyHash: kemKeyHash(suite, kemPublicKey) }
}

/**
 * Whether the key must be rotated before anything is written: there is none yet, it is not sealed to exactly
 * `recipientsOf`, or a counted complaint says it does not open. Throws what `recipientsOf` throws.
 */
export function isPending(suite: Suite, state: SpaceState, identities: Identities, time: number = state.time): boolean {
  if (state.epoch === 0) return true
  if (state.complaints.some(({ epoch, counted }) => counted && epoch === state.epoch)) return true
  return !sameRecipients(recipientsOf(suite, state, identities, time), state.epochRecipients)
}

/** H("space/recipients", CBOR [[kind, id, generation, key hash]…]) in the order of `recipientsOf`: 32 bytes. */
export const recipientsHash = (suite: Suite, recipients: readonly RecipientRef[]): Uint8Array =>
  suite.hash(
    'space/recipients',
    encodeCanonical(recipients.map(({ kind, id, generation, keyHash }) => [kind, fromHex(id), generation, keyHash])),
  )

export const toRef = ({ kind, id, generation, keyHash }: Recipient): RecipientRef => ({ kind, id, generation, keyHash })

/** The list with one more, in order. */
export const withRecipient = (list: readonly RecipientRef[], added: RecipientRef): readonly RecipientRef[] =>
  [...list.filter(({ id }) => id !== added.id), added].sort((a, b) => compareBytes(fromHex(a.id), fromHex(b.id)))

const sameRecipients = (a: readonly RecipientRef[], b: readonly RecipientRef[]): boolean =>
  a.length === b.length && a.every((one, i) => sameRecipient(one, b[i]))

const sameRecipient = (a: RecipientRef, b: RecipientRef | undefined): boolean =>
  a.id === b?.id && a.generation === b.generation && equalBytes(a.keyHash, b.keyHash)
