// The invitation link: everything stands in the fragment, which no browser sends anywhere. PROTOCOL §7, §19.13. Core and CLI.
// Whoever has the link may write to the inviter once and prove it; the relay never sees the secret.
import { z } from 'zod'
import { equalBytes } from '../base/bytes.ts'
import { fromBase64url, fromHex, toBase64url } from '../base/encoding.ts'
import { Refused } from '../base/errors.ts'
import { bytes, hexBytes, record } from '../base/record.ts'
import type { Suite } from '../crypto/suite.ts'
import type { Head, IdentityId } from '../domain/ids.ts'
import { headOf, headSchema, headWire, inboxToken, reachOf, reachSchema, reachWire, type Reach } from './place.ts'

export type Invitation = Reach & {
  readonly inviterId: IdentityId
  readonly head: Head
  /** One-time inbox token, 16 bytes; where the relay allows it, also the right to register. */
  readonly token: Uint8Array
  /** 16 random bytes that only the two people know. */
  readonly secret: Uint8Array
}

const invitationRecord = record(
  z.tuple([
    z.literal(1),
    z.literal('invitation'),
    reachSchema,
    hexBytes<IdentityId>(32),
    headSchema,
    inboxToken,
    bytes(16),
  ]),
)
const maxLength = 1024

/** `<relay address>/invite#<base64url>`. */
export function invitationLink(invitation: Invitation): string {
  const { inviterId, head, token, secret } = invitation
  const fragment = invitationRecord.encode([
    1,
    'invitation',
    reachWire(invitation),
    inviterId,
    headWire(head),
    token,
    secret,
  ])
  return `${invitation.home.address.replace(/\/+$/u, '')}/invite#${toBase64url(fragment)}`
}

/** Whether a pasted text is meant as a link; `parseInvitationLink` then says whether it is one. */
export const isInvitationLink = (text: string): boolean => /\/invite\s*#/u.test(text)

/** What a link says; nothing is verified. Throws E_LIMIT, E_CANON or E_UNKNOWN_VERSION. */
export function parseInvitationLink(link: string): Invitation {
  if (link.length > 4 * maxLength) throw new Refused('E_LIMIT', 'invitation link')
  const joined = link.replace(/\s/gu, '')
  const at = joined.indexOf('#')
  if (at < 0) throw new Refused('E_CANON', 'link without a fragment')
  const fragment = fromBase64url(joined.slice(at + 1))
  const [, , reach, inviterId, head, token, secret] = invitationRecord.decode(fragment, maxLength)
  return { ...reachOf(reach), inviterId, head: headOf(head), token, secret }
}

type Pair = { readonly secret: Uint8Array; readonly inviterId: IdentityId; readonly inviteeId: IdentityId }

/** What a contact request carries to show that this invitee has the link: 32 bytes. */
export const invitationProof = (suite: Suite, { secret, inviterId, inviteeId }: Pair): Uint8Array =>
  suite.kdf(suite.hash('invite/secret', exactly16(secret)), 'invite/proof', 32, fromHex(inviterId), fromHex(inviteeId))

/** Throws E_CONSENT unless the proof was made from this secret for these two people. */
export function mustProveInvitation(suite: Suite, pair: Pair, proof: Uint8Array): void {
  if (!suite.backend.equalSecrets(invitationProof(suite, pair), proof))
    throw new Refused('E_CONSENT', 'invitation proof')
}

function exactly16(secret: Uint8Array): Uint8Array {
  if (secret.length !== 16 || equalBytes(secret, new Uint8Array(16))) throw new RangeError('invitation secret')
  return secret
}
