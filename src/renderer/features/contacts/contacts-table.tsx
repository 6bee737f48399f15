// Everyone in the address book. Renderer.
import {
  ActionMenu,
  Cell,
  Column,
  MenuItem,
  Row,
  StatusLight,
  TableBody,
  TableHeader,
  TableView,
} from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useAction } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Initials, LevelMark } from '../../ui/person.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { toastRefusal } from '../../ui/toast-refusal.ts'

const fill = style({ width: 'full', flexGrow: 1, minHeight: 160 })
const cell = style({ display: 'flex', alignItems: 'center', gap: 12, minWidth: 0 })
const names = style({ display: 'flex', flexDirection: 'column', minWidth: 0 })
const strong = style({ font: 'ui', fontWeight: 'bold', truncate: true })
const quiet = style({ font: 'ui-sm', color: 'neutral-subdued', truncate: true })
const mark = style({ display: 'flex', alignItems: 'center', gap: 8 })

export function ContactsTable({
  contacts,
  onCompare,
}: {
  contacts: readonly Contact[]
  onCompare: (contact: Contact) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const withdraw = useAction('contacts.withdraw')
  const act = (key: React.Key, contact: Contact) => {
    if (key === 'compare') onCompare(contact)
    else withdraw.mutate({ contact: contact.id }, { onError: (error) => toastRefusal(t, error) })
  }
  return (
    <TableView
      aria-label={t('contacts.title')}
      density="spacious"
      isQuiet
      styles={fill}
      onAction={(key) => {
        const contact = contacts.find(({ id }) => id === key)
        if (contact) onCompare(contact)
      }}
    >
      <TableHeader>
        <Column id="name" isRowHeader minWidth={220} width="2fr">
          {t('contacts.column.name')}
        </Column>
        <Column id="level" minWidth={190} width="1fr">
          {t('contacts.column.level')}
        </Column>
        <Column id="state" minWidth={170} width="1fr">
          {t('contacts.column.state')}
        </Column>
        <Column id="spaces" width={120} align="end">
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
                <span className={names}>
                  <span className={strong}>{contact.name}</span>
                  <span className={quiet}>{contact.email}</span>
                </span>
              </span>
            </Cell>
            <Cell>
              <span className={mark}>
                <LevelMark level={contact.level} />
                {contact.newDevice ? t('contacts.newDevice') : t(`level.${contact.level}`)}
              </span>
            </Cell>
            <Cell>
              <StatusLight size="S" variant={contact.state === 'accepted' ? 'positive' : 'neutral'}>
                {t(`contacts.state.${contact.state}`)}
              </StatusLight>
            </Cell>
            <Cell align="end">{format.number(contact.spaces)}</Cell>
            <Cell align="end">
              <ActionMenu
                isQuiet
                aria-label={t('contacts.actionsFor', { name: contact.name })}
                onAction={(key) => act(key, contact)}
              >
                <MenuItem id="compare">{t('safety.title')}</MenuItem>
                {contact.state === 'requested' ? <MenuItem id="withdraw">{t('contacts.withdraw')}</MenuItem> : null}
              </ActionMenu>
            </Cell>
          </Row>
        )}
      </TableBody>
    </TableView>
  )
}
