// What others say about being contacts: they ask, say yes, say no, take back, or move to another relay. PROTOCOL §7, §19.11–13.
// Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import { parseCard, verifyCard, type Card, type MessageContent } from '../../shared/contact/index.ts'
import type { IdentityId, MessageId, RelayId } from '../../shared/domain/ids.ts'
import { deleteLink, type ContactRecord, type WritableStore } from '../store/index.ts'
import type { ContactsEnvironment } from './interface.ts'
import type { InvitationLinks } from './invitation-links.ts'
import type { ContactRecords } from './records.ts'
import type { Requests } from './requests.ts'

type Incoming<K> = MessageContent & { readonly kind: K }

type Book = { readonly records: ContactRecords; readonly links: InvitationLinks; readonly requests: Requests }

export class IncomingRequests {
  readonly #env: ContactsEnvironment
  readonly #records: ContactRecords
  readonly #links: InvitationLinks
  readonly #requests: Requests

  constructor(environment: ContactsEnvironment, { records, links, requests }: Book) {
    this.#env = environment
    this.#records = records
    this.#links = links
    this.#requests = requests
  }

  /** A verified message about being contacts. Answers false for kinds that are not about that. */
  readonly receive = async (
    senderId: IdentityId,
    messageId: MessageId,
    content: MessageContent,
    signal: AbortSignal,
  ): Promise<boolean> => {
    switch (content.kind) {
      case 'contact.request':
        await this.#receiveRequest(senderId, messageId, content, signal)
        return true
      case 'contact.accept':
        this.#receiveAccept(senderId, content)
        return true
      case 'contact.decline':
      case 'contact.withdraw': {
        const contact = this.#records.get(senderId)
        if (contact !== null && contact.requestId === content.requestId && contact.state !== 'accepted')
          this.#records.remove(senderId)
        return true
      }
      case 'relay.address':
        // Whoever only asks leads this computer to no address.
        if (this.#records.get(senderId)?.state !== 'accepted') return true
        if (this.#isTheirRelay(senderId, content.home.relayId))
          this.#records.update(senderId, { relay: { home: content.home, tlsPin: content.tlsPin } })
        await this.#env.onRelayMoved(content, signal)
        return true
      case 'space.invite':
      case 'space.decline':
        return false
    }
  }

  /** A message says where a relay is; that it is another one than before only their log says, which not every device may write. */
  #isTheirRelay(senderId: IdentityId, relayId: RelayId): boolean {
    const before = this.#records.get(senderId)?.relay.home.relayId
    return relayId === before || relayId === this.#env.known.get(senderId)?.state.home?.relayId
  }

  /** A card of a contact that leads to where they were before: it came late, or somebody kept it until now. */
  #isHeldBack(contact: ContactRecord | null, relayId: RelayId): boolean {
    return contact?.state === 'accepted' && !this.#isTheirRelay(contact.identityId, relayId)
  }

  /**
   * They ask. Whoever we asked ourselves, or invited by the link they show, is accepted at once: both have now said yes. In a
   * conflict nothing is sealed: the request waits for a person. Throws E_CONSENT for a proof of no invitation.
   */
  async #receiveRequest(
    senderId: IdentityId,
    messageId: MessageId,
    { cardBytes, proof }: Incoming<'contact.request'>,
    signal: AbortSignal,
  ): Promise<void> {
    const card = this.#cardOf(senderId, cardBytes)
    const link = proof === null ? null : this.#links.mustBeInvited(senderId, proof)
    const existing = this.#records.get(senderId)
    if (existing?.blocked === true) return
    const { identityId, theirToken, relay, name, emails } = this.#records.fromCard(card, 'asking')
    const told = existing !== null && existing.state !== 'asking' ? {} : { name, emails }
    const place = this.#isHeldBack(existing, relay.home.relayId) ? {} : { theirToken, relay }
    const contact: ContactRecord = {
      ...(existing ?? this.#records.draft({ identityId, state: 'asking', theirToken, relay })),
      ...told,
      ...place,
      requestId: messageId,
    }
    const rival = this.#records.rivalOf({ identityId, emails })
    const waiting: ContactRecord = contact.state === 'accepted' ? contact : { ...contact, state: 'asking' }
    // Whoever has to wait for a person has used up their link all the same.
    const useUp = (w: WritableStore): unknown => link !== null && deleteLink(w, link.token)
    if (rival !== null) {
      this.#records.putConflict({ ...waiting, emails }, rival, useUp)
    } else if (contact.conflictsWith !== null || (contact.state === 'asking' && link === null)) {
      this.#records.put(waiting, 'contact-requested', useUp)
    } else {
      await this.#requests.agree(contact, link, signal)
    }
  }

  /**
   * They say yes: only to what we asked. An acceptance out of the blue changes nothing. With it comes what they call themselves,
   * which an invitation link does not tell.
   */
  #receiveAccept(senderId: IdentityId, { cardBytes, token }: Incoming<'contact.accept'>): void {
    const contact = this.#records.get(senderId)
    if (contact === null || contact.blocked || contact.state === 'asking') return
    const { relay, name, emails } = this.#records.fromCard(this.#cardOf(senderId, cardBytes), 'requested')
    const reached = { ...contact, relay, theirToken: token, requestId: null }
    if (contact.state === 'accepted') {
      if (!this.#isHeldBack(contact, relay.home.relayId)) this.#records.update(senderId, reached)
      return
    }
    const accepted: ContactRecord = { ...reached, state: 'accepted', name, emails }
    const rival = this.#records.rivalOf(accepted)
    if (rival === null) this.#records.put(accepted, 'contact-accepted')
    else this.#records.putConflict(accepted, rival)
  }

  #cardOf(senderId: IdentityId, cardBytes: Uint8Array): Card {
    const card = verifyCard(this.#env.suite, parseCard(cardBytes), this.#env.known)
    if (card.identityId !== senderId) throw new Refused('E_ID', 'card of another identity')
    return card
  }
}
