// Handlers of `card` and `contacts`, and how people are described to the window. Runs in core's utility process.
import { cardBytesOf, cardText, isInvitationLink } from '../../shared/contact/index.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import { cardTextLimit, type Access, type Handlers, type Level, type Person } from '../../shared/ipc/index.ts'
import type { Contact } from '../contacts/index.ts'
import type { Core } from '../core.ts'
import { scopeOf } from '../remote/index.ts'
import { checkHandlers } from './people-checks.ts'
import { readPicked } from './picked-file.ts'
import type { Session } from './session.ts'

type Group = 'card' | 'contacts'
type GroupHandlers = { [K in keyof Handlers as K extends `${Group}.${string}` ? K : never]: Handlers[K] }

const levels = { verified: 'verified', 'first-contact': 'first', conflict: 'conflict' } as const satisfies Record<
  Contact['level'],
  Level
>
const states = { requested: 'requested', asking: 'asks', accepted: 'accepted' } as const
/** Milliseconds that an answer may wait for a relay. */
const patience = 30_000
const soon = () => AbortSignal.timeout(patience)

export function describePerson(core: Core, id: IdentityId): Person {
  if (id === core.me.id) return { id, name: core.person.name, level: 'verified', me: true }
  const contact = core.contacts.get(id)
  return { id, name: contact?.name ?? '', level: contact === null ? 'first' : levels[contact.level], me: false }
}

const collator = new Intl.Collator(undefined, { numeric: true })

/** The own person first, then by name as people sort them. */
export const byName = (a: Person, b: Person): number => Number(b.me) - Number(a.me) || collator.compare(a.name, b.name)

export function contactHandlers(session: Session): GroupHandlers {
  const contacts = () => session.core.contacts
  return {
    ...checkHandlers(session),
    'card.get': async () => {
      const { core } = session
      session.core.whereabouts.forOthers()
      const text = cardText(await core.contacts.ownCard(soon()))
      return { text, fileName: `${fileNameOf(core.person.name)}.siegel-card`, reach: scopeOf(core.home.home.address) }
    },
    'contacts.list': () =>
      contacts()
        .list()
        .flatMap((contact) => (contact.blocked ? [] : describeContact(session.core, contact))),
    'contacts.blocked': () =>
      contacts()
        .list()
        .flatMap((contact) => (contact.blocked ? describeContact(session.core, contact) : [])),
    'contacts.add': async (input) => {
      session.core.whereabouts.forOthers()
      const text = 'text' in input ? input.text : await readCard(session.pathOf(input.file))
      const { outcome, contact } = isInvitationLink(text)
        ? await contacts().addByLink(text, soon())
        : await contacts().add(cardBytesOf(text), soon())
      return { person: describePerson(session.core, contact?.identityId ?? session.core.me.id), outcome }
    },
    'contacts.accept': async ({ contact }) => {
      session.core.whereabouts.forOthers()
      await contacts().accept(contact, soon())
      return null
    },
    'contacts.decline': async ({ contact }) => {
      await contacts().decline(contact, soon())
      return null
    },
    'contacts.withdraw': async ({ contact }) => {
      await contacts().withdraw(contact, soon())
      return null
    },
    'contacts.access': ({ contact }) => [...session.core.access.of(contact)].map(withoutTime),
    'contacts.block': async ({ contact, endAccess }) => {
      await session.core.access.block(contact, { endAccess }, soon())
      return null
    },
    'contacts.unblock': async ({ contact }) => {
      await contacts().unblock(contact, soon())
      return null
    },
    'contacts.replace': async ({ contact }) => {
      const { ended, offered } = await session.core.access.replace(contact, soon())
      return { ended: [...ended], offered: [...offered] }
    },
    'contacts.describe': ({ contact, categories, notes }) => {
      contacts().setNotes(contact, notes, categories)
      return null
    },
    'contacts.setVerified': ({ contact, verified }) => {
      contacts().setVerified(contact, verified)
      return null
    },
  }
}

export function describeContact(core: Core, contact: Contact) {
  return {
    id: contact.identityId,
    name: contact.name,
    email: contact.emails[0] ?? null,
    level: levels[contact.level],
    state: states[contact.state],
    since: contact.addedAt,
    newDevice: contact.newDevice,
    heldUntil: core.known.ahead(contact.identityId)?.until ?? null,
    spaces: sharedSpaces(core, contact.identityId),
    categories: [...contact.categories],
    notes: contact.notes,
    conflictsWith: contact.conflictsWith,
  }
}

const withoutTime = ({ space, name, rights, mayEnd }: Access): Access => ({ space, name, rights, mayEnd })

/** The text of a card file. Throws E_PATH, E_LIMIT. */
export const readCard = async (file: string): Promise<string> =>
  (await readPicked(file, cardTextLimit)).toString('utf8')

const sharedSpaces = (core: Core, id: IdentityId): number =>
  core.spaces.list().filter((space) => space.state === 'joined' && core.spaces.open(space.id).isMember(id)).length

const fileNameOf = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .slice(0, 60) || 'Siegel'
