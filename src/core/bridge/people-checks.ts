// Handlers of `contacts` that check and hand on: safety numbers and their codes, who invited me, vCards. Runs in core's utility process.
import { writeFileAtomic } from '../../node/files/index.ts'
import { utf8 } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import { attempt } from '../../shared/base/result.ts'
import { BridgeRefused, type Handlers } from '../../shared/ipc/index.ts'
import { vCardsOf } from '../contacts/index.ts'
import type { Session } from './session.ts'

type Checks = 'invitedBy' | 'forgetInvitation' | 'safetyNumber' | 'compareCode' | 'export'

export function checkHandlers(session: Session): Pick<Handlers, `contacts.${Checks}`> {
  const contacts = () => session.core.contacts
  return {
    'contacts.invitedBy': () => {
      const state = session.invitedBy?.state ?? null
      return state && { state }
    },
    'contacts.forgetInvitation': () => {
      session.invitedBy?.forget()
      return null
    },
    'contacts.safetyNumber': async ({ contact }) => ({
      number: await contacts().safetyNumber(contact),
      code: contacts().safetyCode(contact),
    }),
    'contacts.compareCode': ({ contact, scanned }) => {
      const compared = attempt(() => contacts().compareCode(contact, scanned))
      if (compared.ok) return { outcome: compared.value }
      const { code, detail } = compared.error
      if (code === 'E_UNKNOWN_VERSION') return { outcome: 'newer' }
      if (code !== 'E_CANON' && code !== 'E_LIMIT') throw new Refused(code, detail)
      return { outcome: 'unreadable' }
    },
    'contacts.export': async ({ contacts: wanted, file, withPrivate }) => {
      const chosen = contacts()
        .list()
        .filter(({ identityId, blocked }) => !blocked && wanted.includes(identityId))
      const cards = chosen.map(({ name, emails, categories, notes }) =>
        withPrivate ? { name, emails, categories, note: notes } : { name, emails, categories: [], note: '' },
      )
      await writeFileAtomic(session.pathOf(file), utf8(vCardsOf(cards))).catch((error: unknown) => {
        throw new BridgeRefused('E_PATH', error instanceof Error && 'code' in error ? String(error.code) : 'write')
      })
      return { count: cards.length }
    },
  }
}
