// Everything that can be done with somebody in the address book. Renderer.
import { ActionMenu, MenuItem } from '@react-spectrum/s2'
import { useTranslation } from 'react-i18next'
import { useIntent } from '../../app/intent.ts'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { toast } from '../../ui/toast.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'

export type ContactAct = (
  kind: 'compare' | 'describe' | 'access' | 'export' | 'block' | 'replace',
  contact: Contact,
) => void

type ContactMenuProps = { readonly contact: Contact; readonly isBlocked: boolean; readonly onAct: ContactAct }

export function ContactMenu({ contact, isBlocked, onAct }: ContactMenuProps) {
  const { t } = useTranslation()
  const begin = useIntent()
  const unblock = useToastedAction('contacts.unblock')
  const pick = useToastedAction('host.pickFiles')
  const name = contact.name || t('book.unnamed')
  const give = () =>
    pick.run({}, (items) => {
      if (items.length > 0) begin({ kind: 'give', contact, items })
    })
  const release = () =>
    unblock.run({ contact: contact.id }, () => toast.positive(t('book.unblocked', { name }), { timeout: 5000 }))
  const act = (key: React.Key) => {
    if (key === 'give') give()
    else if (key === 'unblock') release()
    else onAct(key as Parameters<ContactAct>[0], contact)
  }
  const isConflict = contact.level === 'conflict'
  return (
    <ActionMenu isQuiet aria-label={t('contacts.actionsFor', { name })} onAction={act}>
      {isBlocked ? (
        <MenuItem id="unblock">{t('book.unblock')}</MenuItem>
      ) : (
        <>
          {isConflict ? <MenuItem id="replace">{t('replace.menu')}</MenuItem> : null}
          {isConflict ? null : <MenuItem id="compare">{t('book.compare')}</MenuItem>}
          {contact.state === 'accepted' && !isConflict ? <MenuItem id="give">{t('book.give')}</MenuItem> : null}
          <MenuItem id="describe">{t('book.details')}</MenuItem>
          <MenuItem id="access">{t('access.menu')}</MenuItem>
          <MenuItem id="export">{t('vcard.menu')}</MenuItem>
          <MenuItem id="block">{t('book.block')}</MenuItem>
        </>
      )}
    </ActionMenu>
  )
}
