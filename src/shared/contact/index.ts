// Contacts before and beyond spaces: cards, invitation links, messages, safety codes, the self record. PROTOCOL §7.
// Core and CLI; the relay reads headers of messages and self records.
export {
  cardBytesOf,
  cardText,
  claimOf,
  createCard,
  parseCard,
  verifyCard,
  type Card,
  type UnverifiedCard,
} from './card.ts'
export { identityText, parseIdentityText } from './identity-text.ts'
export {
  invitationLink,
  invitationProof,
  isInvitationLink,
  mustProveInvitation,
  parseInvitationLink,
  type Invitation,
} from './invitation-link.ts'
export {
  maxMessageAge,
  maxMessageLength,
  openMessage,
  parseMessage,
  sealMessage,
  verifyMessage,
  type MessageContext,
  type SealedMessage,
} from './message.ts'
export type { MessageContent } from './message-content.ts'
export type { Reach } from './place.ts'
export {
  compareSafetyCode,
  parseSafetyCode,
  safetyCodeText,
  type SafetyCode,
  type SafetyCodeOutcome,
} from './safety-code.ts'
export { maxSelfLength, openSelf, sealSelf, verifySelf, type SelfRecord } from './self-record.ts'
