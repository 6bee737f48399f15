// Commands about contacts: add, accept, list, verify, replace. Runs in the CLI.
import { readFile } from 'node:fs/promises'
import { Refused } from '../../shared/base/errors.ts'
import { cardBytesOf, isInvitationLink } from '../../shared/contact/index.ts'
import type { Contact } from '../../core/contacts/index.ts'
import { findContact } from '../find.ts'
import { NeedsPerson } from '../output.ts'
import { withCore } from '../session.ts'
import type { Command } from './command.ts'

const levelSigns = { verified: '●', 'first-contact': '○', conflict: '✖' } as const

const describe = ({ identityId: id, name, emails, state, level, conflictsWith }: Contact) => ({
  ...{ id, name, emails, state, level, conflictsWith },
})

export const contactAdd: Command = {
  shape: { values: ['file'] },
  run: ({ profile, values, output, signal }) =>
    withCore(profile, async (core) => {
      const text = await readFile(values['file'] ?? '', 'utf8')
      const { outcome, contact } = isInvitationLink(text)
        ? await core.contacts.addByLink(text, signal)
        : await core.contacts.add(cardBytesOf(text), signal)
      await core.keep(signal)
      if (outcome === 'conflict') throw new NeedsPerson('contact-conflict')
      output.answer({ outcome, contact: contact && describe(contact) }, [`${contact?.name ?? 'You'}: ${outcome}`])
    }),
}

export const contactAccept: Command = {
  shape: { values: ['contact'] },
  run: ({ profile, values, output, signal }) =>
    withCore(profile, async (core) => {
      await core.catchUp(signal)
      const contact = findContact(core, values['contact'] ?? '')
      if (contact.state !== 'accepted') await core.contacts.accept(contact.identityId, signal)
      await core.keep(signal)
      output.answer({ id: contact.identityId, state: 'accepted' }, [`${contact.name}: accepted`])
    }),
}

export const contactList: Command = {
  shape: { values: [] },
  run: ({ profile, output }) =>
    withCore(profile, (core) => {
      const contacts = core.contacts.list()
      const lines = contacts.map(({ level, name, state }) => `${levelSigns[level]} ${name} (${state})`)
      output.answer(contacts.map(describe), lines)
      return Promise.resolve()
    }),
}

/** Without --yes it shows the safety number; with it the person says that the numbers were compared and are equal. */
export const contactVerify: Command = {
  shape: { values: ['contact'], flags: ['yes'] },
  run: ({ profile, values, flags, output, signal }) =>
    withCore(profile, async (core) => {
      const { identityId: id, level } = findContact(core, values['contact'] ?? '')
      if (level === 'conflict') throw new NeedsPerson('contact-conflict')
      const number = await core.contacts.safetyNumber(id)
      if (flags.has('yes')) {
        core.contacts.setVerified(id, true)
        await core.keep(signal)
      }
      output.answer({ id, number, verified: flags.has('yes') }, [number])
    }),
}

/**
 * The exit from ✖ for the right one of two identities with one address. Without --yes it shows its safety number and where the other
 * one would lose its rights; with it the person says that the number was compared and is equal.
 */
export const contactReplace: Command = {
  shape: { values: ['contact'], flags: ['yes'] },
  run: ({ profile, values, flags, output, signal }) =>
    withCore(profile, async (core) => {
      await core.catchUp(signal)
      const { identityId: id, conflictsWith: replaces } = findContact(core, values['contact'] ?? '')
      if (replaces === null) throw new Refused('E_CONSENT', 'no conflict')
      const number = await core.contacts.safetyNumber(id)
      if (!flags.has('yes')) {
        const spaces = core.access.of(replaces).flatMap(({ name, mayEnd }) => (mayEnd ? name : []))
        const loses = spaces.map((name) => `The other identity would lose: ${name}`)
        output.answer({ id, replaces, number, replaced: false, spaces }, [number, ...loses])
        return
      }
      const { ended } = await core.access.replace(id, signal)
      await core.keep(signal)
      const lost = ended.map((name) => `Ended for the other identity: ${name}`)
      output.answer({ id, replaces, number, replaced: true, spaces: ended }, ['Replaced.', ...lost])
    }),
}
