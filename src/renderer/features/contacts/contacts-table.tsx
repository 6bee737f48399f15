// Everyone in the address book, or those who are blocked. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { DataTable, ownId, type DataColumn } from '../../ui/data-table.tsx'
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
  const columns = useMemo(
    (): readonly DataColumn<Contact>[] => [
      {
        id: 'name',
        title: t('contacts.column.name'),
        look: { minWidth: 180, width: '2fr' },
        headOf: (contact) => contact.name || t('book.unnamed'),
        cell: (contact) => <ContactName contact={contact} isBlocked={isBlocked} isNarrow={isNarrow} />,
      },
      {
        id: 'level',
        title: t('contacts.column.level'),
        look: { minWidth: isNarrow ? 180 : 250, width: '1fr' },
        cell: (contact) => <Standing contact={contact} />,
      },
      {
        id: 'spaces',
        title: t('contacts.column.spaces'),
        look: { width: 140, align: 'end' },
        only: 'wide',
        cell: ({ spaces }) => format.number(spaces),
      },
      {
        id: 'menu',
        title: t('contacts.column.actions'),
        isTitleHidden: true,
        look: { width: 64, align: 'end' },
        cell: (contact) => <ContactMenu contact={contact} isBlocked={isBlocked} onAct={act} />,
      },
    ],
    [t, format, isBlocked, isNarrow, act],
  )
  return (
    <DataTable
      title={t('contacts.title')}
      density="spacious"
      styles={fill}
      onAction={choose}
      columns={columns}
      items={contacts}
      idOf={ownId}
    />
  )
}

type ContactNameProps = { readonly contact: Contact; readonly isBlocked: boolean; readonly isNarrow: boolean }

function ContactName({ contact, isBlocked, isNarrow }: ContactNameProps) {
  const { t } = useTranslation()
  const below = [secondLine(contact), isNarrow ? t('contacts.spaces', { count: contact.spaces }) : '']
  return (
    // What is dropped on the row is meant for this contact: the overlay looks for this attribute.
    <span className={cell} data-contact={isBlocked ? undefined : contact.id}>
      <Initials person={contact} size="L" />
      <TwoLines
        first={contact.name || t('book.unnamed')}
        second={below.filter(Boolean).join(' · ') || (contact.name ? null : t('book.unnamedText'))}
        isCut
      />
    </span>
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
