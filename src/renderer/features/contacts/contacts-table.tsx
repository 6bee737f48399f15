// Everyone in the address book, or those who are blocked. Renderer.
import { Cell, Column, Row, TableBody, TableHeader, TableView } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { Initials, LevelMark } from '../../ui/person.tsx'
import { TwoLines } from '../../ui/two-lines.tsx'
import { useIsNarrow } from '../../ui/use-is-narrow.ts'
import { useLatest } from '../../ui/use-latest.ts'
import { ContactMenu, type ContactAct } from './contact-menu.tsx'

const fill = style({ width: 'full', flexGrow: 1, minHeight: 160 })
const cell = style({ display: 'flex', alignItems: 'center', gap: 12, minWidth: 0 })
const lines = style({ display: 'flex', flexDirection: 'column', minWidth: 0 })
const quiet = style({ font: 'ui-sm', color: 'neutral-subdued', lineClamp: 2, overflowWrap: 'anywhere' })

export type ContactsTableProps = {
  readonly contacts: readonly Contact[]
  readonly isBlocked: boolean
  readonly onAct: ContactAct
}

export function ContactsTable({ contacts, isBlocked, onAct }: ContactsTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const isNarrow = useIsNarrow()
  const act = useLatest(onAct)
  const choose = (key: React.Key) => {
    const contact = contacts.find(({ id }) => id === key)
    if (contact && !isBlocked) onAct(contact.level === 'conflict' ? 'replace' : 'compare', contact)
  }
  return (
    <TableView
      aria-label={t('contacts.title')}
      density="spacious"
      overflowMode="wrap"
      isQuiet
      styles={fill}
      onAction={choose}
    >
      <TableHeader>
        <Column id="name" isRowHeader minWidth={180} width="2fr">
          {t('contacts.column.name')}
        </Column>
        <Column id="level" minWidth={isNarrow ? 180 : 250} width="1fr">
          {t('contacts.column.level')}
        </Column>
        {isNarrow ? null : (
          <Column id="spaces" width={140} align="end">
            {t('contacts.column.spaces')}
          </Column>
        )}
        <Column id="menu" width={64}>
          <Hidden>{t('contacts.column.actions')}</Hidden>
        </Column>
      </TableHeader>
      <TableBody items={contacts} dependencies={[t, format, isBlocked, isNarrow]}>
        {(contact) => (
          <Row id={contact.id} textValue={contact.name || t('book.unnamed')}>
            <Cell>
              {/* What is dropped on the row is meant for this contact: the overlay looks for this attribute. */}
              <span className={cell} data-contact={isBlocked ? undefined : contact.id}>
                <Initials person={contact} size="L" />
                <TwoLines
                  first={contact.name || t('book.unnamed')}
                  second={
                    [secondLine(contact), isNarrow ? t('contacts.spaces', { count: contact.spaces }) : '']
                      .filter(Boolean)
                      .join(' · ') || (contact.name ? null : t('book.unnamedText'))
                  }
                  isCut
                />
              </span>
            </Cell>
            <Cell>
              <Standing contact={contact} />
            </Cell>
            {isNarrow ? null : <Cell align="end">{format.number(contact.spaces)}</Cell>}
            <Cell align="end">
              <ContactMenu contact={contact} isBlocked={isBlocked} onAct={act} />
            </Cell>
          </Row>
        )}
      </TableBody>
    </TableView>
  )
}

const secondLine = ({ email, categories }: Contact): string => [email ?? '', ...categories].filter(Boolean).join(' · ')

/** How far the person is checked; below it what is not as usual. */
function Standing({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  const note = contact.newDevice
    ? t('contacts.newDevice')
    : contact.heldUntil !== null
      ? t('contacts.held')
      : contact.state === 'accepted'
        ? null
        : t(`contacts.state.${contact.state}`)
  return (
    <span className={cell}>
      <LevelMark level={contact.level} />
      <span className={lines}>
        <span>{t(`level.${contact.level}`)}</span>
        {note === null ? null : <span className={quiet}>{note}</span>}
      </span>
    </span>
  )
}
