// Contacts in core: the address book, requests, and the inbox that brings them.
export { Inbox, type MessageHandler } from './inbox.ts'
export type { ContactsEnvironment, PostOffice, WaitingMessage } from './interface.ts'
export type { Contact } from './records.ts'
export type { AddOutcome } from './requests.ts'
export { Contacts } from './service.ts'
export { vCardsOf } from './vcard.ts'
