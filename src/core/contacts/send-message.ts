// One message to one contact. PROTOCOL §7, §19.12. Runs in core.
import { maxMessageAge, sealMessage, type MessageContent } from '../../shared/contact/index.ts'
import type { MessageId } from '../../shared/domain/ids.ts'
import type { ContactRecord } from '../store/index.ts'
import type { ContactsEnvironment } from './interface.ts'

/** Seals `content` to the newest key of the contact and puts it into their inbox. Answers the message's id. Throws WrongClock. */
export async function sendMessage(
  { suite, me, known, now, mustDate, relayAt }: ContactsEnvironment,
  contact: ContactRecord,
  { content, signal }: { readonly content: MessageContent; readonly signal: AbortSignal },
): Promise<MessageId> {
  const relay = relayAt(contact.relay)
  const { state: recipient } = await known.refresh(contact.identityId, relay, signal)
  await mustDate(signal)
  const sender = { device: me.device, head: me.head }
  const notAfter = now() + maxMessageAge
  const { id, messageBytes } = sealMessage(suite, sender, { recipient, content, notAfter })
  await relay.postMessage(contact.identityId, messageBytes, { token: contact.theirToken, signal })
  return id
}
