// What people's apps say to each other before they share a space: one schema for each kind of message. PROTOCOL §7, §19.12. Core.
import { z } from 'zod'
import { Refused } from '../base/errors.ts'
import { bytes, hexBytes, record, text } from '../base/record.ts'
import type { Head, IdentityId, MessageId, SpaceId } from '../domain/ids.ts'
import { maxCardLength } from './card.ts'
import { headOf, headSchema, headWire, inboxToken, reachOf, reachSchema, reachWire, type Reach } from './place.ts'

export type MessageContent =
  | {
      readonly kind: 'contact.request'
      /** The sender's card, still to be verified. */
      readonly cardBytes: Uint8Array
      /** Empty: none. */
      readonly note: string
      /** `invitationProof`, 32 bytes; null: without an invitation. */
      readonly proof: Uint8Array | null
    }
  /** `token`: a long-lived inbox token for this one contact. */
  | { readonly kind: 'contact.accept'; readonly cardBytes: Uint8Array; readonly token: Uint8Array }
  /** Both name the request they answer or take back. */
  | { readonly kind: 'contact.decline' | 'contact.withdraw'; readonly requestId: MessageId }
  | (Reach & {
      readonly kind: 'space.invite'
      /** Entry 0 in stored form: the space id is its hash. */
      readonly genesisEntry: Uint8Array
      /** On the space's log, at or after the grant. */
      readonly head: Head
      readonly owner: Head & { readonly identityId: IdentityId }
      readonly name: string
    })
  | { readonly kind: 'space.decline'; readonly spaceId: SpaceId }
  /** The sender's relay is now found here. */
  | (Reach & { readonly kind: 'relay.address' })

const cardBytes = bytes({ min: 1, max: maxCardLength })
const request = record(z.tuple([cardBytes, text({ min: 0, max: 4000 }), bytes(32).nullable()]))
const accept = record(z.tuple([cardBytes, inboxToken]))
const answer = record(z.tuple([hexBytes<MessageId>(16)]))
const spaceInvite = record(
  z.tuple([bytes({ min: 1, max: 8192 }), reachSchema, headSchema, hexBytes<IdentityId>(32), headSchema, text(255)]),
)
const spaceDecline = record(z.tuple([hexBytes<SpaceId>(32)]))
const relayAddress = record(z.tuple([reachSchema]))
const maxLength = 64 * 1024

export function encodeContent(content: MessageContent): Uint8Array {
  switch (content.kind) {
    case 'contact.request':
      return request.encode([content.cardBytes, content.note, content.proof])
    case 'contact.accept':
      return accept.encode([content.cardBytes, content.token])
    case 'contact.decline':
    case 'contact.withdraw':
      return answer.encode([content.requestId])
    case 'space.invite': {
      const { genesisEntry, head, owner, name } = content
      return spaceInvite.encode([
        genesisEntry,
        reachWire(content),
        headWire(head),
        owner.identityId,
        headWire(owner),
        name,
      ])
    }
    case 'space.decline':
      return spaceDecline.encode([content.spaceId])
    case 'relay.address':
      return relayAddress.encode([reachWire(content)])
  }
}

/** Throws E_UNKNOWN_VERSION for a kind this version does not know, E_CANON or E_LIMIT for what is not of its kind. */
export function decodeContent(kind: string, content: Uint8Array): MessageContent {
  switch (kind) {
    case 'contact.request': {
      const [card, note, proof] = request.decode(content, maxLength)
      return { kind, cardBytes: card, note, proof }
    }
    case 'contact.accept': {
      const [card, token] = accept.decode(content, maxLength)
      return { kind, cardBytes: card, token }
    }
    case 'contact.decline':
    case 'contact.withdraw':
      return { kind, requestId: answer.decode(content, maxLength)[0] }
    case 'space.invite': {
      const [genesisEntry, reach, head, ownerId, ownerHead, name] = spaceInvite.decode(content, maxLength)
      const owner = { identityId: ownerId, ...headOf(ownerHead) }
      return { kind, ...reachOf(reach), genesisEntry, head: headOf(head), owner, name }
    }
    case 'space.decline':
      return { kind, spaceId: spaceDecline.decode(content, maxLength)[0] }
    case 'relay.address':
      return { kind, ...reachOf(relayAddress.decode(content, maxLength)[0]) }
    default:
      throw new Refused('E_UNKNOWN_VERSION', 'kind of message')
  }
}
