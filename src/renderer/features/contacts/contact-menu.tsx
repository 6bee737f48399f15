// Everything that can be done with somebody in the address book. Renderer.
import { ActionMenu, MenuItem } from '@react-spectrum/s2'
import { useTranslation } from 'react-i18next'
import { useIntent } from '../../app/intent.ts'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useAction } from '../../bridge/queries.ts'
import { toastRefusal } from '../../ui/toast-refusal.ts'
import { toast } from '../../ui/toast.ts'

export type ContactAct = (
  kind: 'compare' | 'describe' | 'access' | 'export' | 'block' | 'replace',
  contact: Contact,
) => void

type ContactMenuProps = { readonly contact: Contact; readonly isBlocked: boolean; readonly onAct: ContactAct }

export function ContactMenu({ contact, isBlocked, onAct }: ContactMenuProps) {
  const { t } = useTranslation()
  const begin = useIntent()
  const unblock = useAction('contacts.unblock')
  const pick = useAction('host.pickFiles')
  const name = contact.name || t('book.unnamed')
  const onError = (error: Parameters<typeof toastRefusal>[1]) => toastRefusal(t, error)
  const give = () =>
    pick.mutate({}, { onError, onSuccess: (items) => items.length > 0 && begin({ kind: 'give', contact, items }) })
  const release = () =>
    unblock.mutate(
      { contact: contact.id },
      { onError, onSuccess: () => toast.positive(t('book.unblocked', { name }), { timeout: 5000 }) },
    )
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
