// Everyone in the address book. Renderer.
import { ActionMenu, Cell, Column, MenuItem, Row, TableBody, TableHeader, TableView } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useAction } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { Initials, LevelMark } from '../../ui/person.tsx'
import { toastRefusal } from '../../ui/toast-refusal.ts'

const fill = style({ width: 'full', flexGrow: 1, minHeight: 160 })
const cell = style({ display: 'flex', alignItems: 'center', gap: 12, minWidth: 0 })
const lines = style({ display: 'flex', flexDirection: 'column', minWidth: 0 })
const strong = style({ font: 'ui', fontWeight: 'bold', truncate: true })
const plain = style({ truncate: true })
const quiet = style({ font: 'ui-sm', color: 'neutral-subdued', truncate: true })

export function ContactsTable({
  contacts,
  onCompare,
}: {
  contacts: readonly Contact[]
  onCompare: (contact: Contact) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const compare = (key: React.Key) => {
    const contact = contacts.find(({ id }) => id === key)
    if (contact) onCompare(contact)
  }
  return (
    <TableView aria-label={t('contacts.title')} density="spacious" isQuiet styles={fill} onAction={compare}>
      <TableHeader>
        <Column id="name" isRowHeader minWidth={220} width="2fr">
          {t('contacts.column.name')}
        </Column>
        <Column id="level" minWidth={270} width="1fr">
          {t('contacts.column.level')}
        </Column>
        <Column id="spaces" width={130} align="end">
          {t('contacts.column.spaces')}
        </Column>
        <Column id="menu" width={64}>
          <Hidden>{t('contacts.column.actions')}</Hidden>
        </Column>
      </TableHeader>
      <TableBody items={contacts} dependencies={[t]}>
        {(contact) => (
          <Row id={contact.id} textValue={contact.name}>
            <Cell>
              <span className={cell}>
                <Initials person={contact} size="L" />
                <span className={lines}>
                  <span className={strong}>{contact.name}</span>
                  <span className={quiet}>{contact.email}</span>
                </span>
              </span>
            </Cell>
            <Cell>
              <Standing contact={contact} />
            </Cell>
            <Cell align="end">{format.number(contact.spaces)}</Cell>
            <Cell align="end">
              <ContactMenu contact={contact} onCompare={onCompare} />
            </Cell>
          </Row>
        )}
      </TableBody>
    </TableView>
  )
}

/** How far the person is checked; below it what is not as usual. */
function Standing({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  const note = contact.newDevice
    ? t('contacts.newDevice')
    : contact.state === 'accepted'
      ? null
      : t(`contacts.state.${contact.state}`)
  return (
    <span className={cell}>
      <LevelMark level={contact.level} />
      <span className={lines}>
        <span className={plain}>{t(`level.${contact.level}`)}</span>
        {note === null ? null : <span className={quiet}>{note}</span>}
      </span>
    </span>
  )
}

function ContactMenu({ contact, onCompare }: { contact: Contact; onCompare: (contact: Contact) => void }) {
  const { t } = useTranslation()
  const withdraw = useAction('contacts.withdraw')
  const act = (key: React.Key) => {
    if (key === 'compare') onCompare(contact)
    else withdraw.mutate({ contact: contact.id }, { onError: (error) => toastRefusal(t, error) })
  }
  return (
    <ActionMenu isQuiet aria-label={t('contacts.actionsFor', { name: contact.name })} onAction={act}>
      <MenuItem id="compare">{t('safety.title')}</MenuItem>
      {contact.state === 'requested' ? <MenuItem id="withdraw">{t('contacts.withdraw')}</MenuItem> : null}
    </ActionMenu>
  )
}
