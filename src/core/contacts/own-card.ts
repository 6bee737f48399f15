// The own contact card, and the inbox tokens that let others write here. PROTOCOL §7, §19.11, §19.13. Runs in core.
import { fromBase64url, toBase64url } from '../../shared/base/encoding.ts'
import { createCard } from '../../shared/contact/index.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import { putSetting, readContacts, readLinks, readSetting } from '../store/index.ts'
import type { ContactsEnvironment, PostOffice } from './interface.ts'
import { linkToken } from './invitation-links.ts'

/** At most 4 KiB. The card's token is registered with the relay the first time. Throws E_TRANSPORT. */
export async function makeOwnCard(env: ContactsEnvironment, signal: AbortSignal): Promise<Uint8Array> {
  const { suite, store, me, now } = env
  const home = env.forOthers()
  const known = readSetting(store, 'card-token')
  const token = known === null ? suite.random(16) : fromBase64url(known)
  if (known === null) {
    await env.relayAt(home).putToken(token, { label: 'card', signal })
    store.write((w) => putSetting(w, 'card-token', toBase64url(token)))
  }
  const name = readSetting(store, 'name') ?? ''
  const addresses = JSON.parse(readSetting(store, 'emails') ?? '[]') as string[]
  return createCard(suite, me.device, { ...home, head: me.head, token, name, addresses, time: now() })
}

/** Whoever may write to the own inbox may do so at `relay`, too: by the card, as a contact, by an open invitation. Throws E_QUOTA, E_TRANSPORT. */
export async function openInboxAt(
  { store, now }: Pick<ContactsEnvironment, 'store' | 'now'>,
  relay: Pick<PostOffice, 'putToken'>,
  signal: AbortSignal,
): Promise<void> {
  const card = readSetting(store, 'card-token')
  if (card !== null) await relay.putToken(fromBase64url(card), { label: 'card', signal })
  for (const { identityId, ourToken, blocked } of readContacts(store))
    if (ourToken !== null && !blocked) await relay.putToken(ourToken, { label: contactLabel(identityId), signal })
  for (const { token, expiresAt } of readLinks(store))
    if (expiresAt > now()) await relay.putToken(token, { ...linkToken, expiresAt, signal })
}

/** A long-lived token of 16 bytes for this one contact, registered. Throws E_TRANSPORT. */
export async function makeContactToken(
  env: ContactsEnvironment,
  contact: IdentityId,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const token = env.suite.random(16)
  await env.relayAt(env.home()).putToken(token, { label: contactLabel(contact), signal })
  return token
}

const contactLabel = (contact: IdentityId): string => `contact ${contact.slice(0, 32)}`
