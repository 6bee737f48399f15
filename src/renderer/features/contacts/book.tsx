// The people of the address book: requests on top, then everyone who is searched for. Renderer.
import { ActionButton, Button, Picker, PickerItem, SearchField, Text } from '@react-spectrum/s2'
import Export from '@react-spectrum/s2/icons/Export'
import UserGroup from '@react-spectrum/s2/illustrations/linear/UserGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { Empty } from '../../ui/message.tsx'
import { categoriesOf, everybody, matching, nobodyAnyMore, type Shown } from './contact-filter.ts'
import type { ContactAct } from './contact-menu.tsx'
import { ContactsTable } from './contacts-table.tsx'
import { pairOf, type Pair } from './replace-dialog.tsx'
import { RequestsOut } from './requests-out.tsx'
import { Requests } from './requests.tsx'

/** Which dialog of the address book is open. */
export type Open =
  | { readonly kind: 'card' | 'link' }
  | { readonly kind: 'compare' | 'describe' | 'block' | 'access'; readonly contact: Contact }
  | { readonly kind: 'export'; readonly contacts: readonly Contact[] }
  | { readonly kind: 'replace'; readonly pair: Pair }

const bar = style({ display: 'flex', gap: 12, flexWrap: 'wrap', alignItems: 'end', flexShrink: 0 })
const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })
const wide = style({ width: 280 })

type BookProps = {
  readonly contacts: readonly Contact[]
  readonly onOpen: (open: Open) => void
  readonly onCard: () => void
}

export function Book({ contacts, onOpen, onCard }: BookProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [wanted, setShown] = useState<Shown>(everybody)
  const blocked = useAnswer('contacts.blocked', {}).data ?? []
  const known = contacts.filter(({ state, level }) => state === 'accepted' || level === 'conflict')
  const asked = contacts.filter(({ state, level }) => state === 'requested' && level !== 'conflict')
  const categories = categoriesOf(contacts)
  const isThere = wanted === nobodyAnyMore ? blocked.length > 0 : wanted === everybody || categories.includes(wanted)
  const shown = isThere ? wanted : everybody
  const listed = matching(shown === nobodyAnyMore ? blocked : known, search, shown)
  const act: ContactAct = (kind, contact) => {
    const pair = kind === 'replace' ? pairOf(contact, contacts) : null
    if (kind === 'export') onOpen({ kind, contacts: [contact] })
    else if (kind !== 'replace') onOpen({ kind, contact })
    else if (pair) onOpen({ kind, pair })
  }
  if (known.length === 0 && blocked.length === 0)
    return (
      <>
        <Requests contacts={contacts.filter(({ state }) => state === 'asks')} />
        <RequestsOut contacts={asked} onAct={act} />
        <Empty picture={<UserGroup />} title={t('contacts.empty.title')} text={t('contacts.empty.text')}>
          <Button variant="primary" onPress={onCard}>
            {t('contacts.empty.do')}
          </Button>
        </Empty>
      </>
    )
  return (
    <>
      <Requests contacts={contacts.filter(({ state, level }) => state === 'asks' && level !== 'conflict')} />
      {shown === nobodyAnyMore ? null : <RequestsOut contacts={matching(asked, search, shown)} onAct={act} />}
      <div className={bar}>
        <SearchField
          aria-label={t('book.search')}
          placeholder={t('book.search')}
          value={search}
          onChange={setSearch}
          styles={wide}
        />
        {categories.length > 0 || blocked.length > 0 ? (
          <Picker aria-label={t('book.show')} value={shown} onChange={(key) => setShown(String(key))}>
            {[everybody, ...categories, ...(blocked.length > 0 ? [nobodyAnyMore] : [])].map((one) => (
              <PickerItem key={one} id={one}>
                {one === everybody ? t('book.all') : one === nobodyAnyMore ? t('book.blocked') : one}
              </PickerItem>
            ))}
          </Picker>
        ) : null}
        {listed.length > 0 && shown !== nobodyAnyMore ? (
          <ActionButton onPress={() => onOpen({ kind: 'export', contacts: listed })}>
            <Export />
            <Text>{t('vcard.open')}</Text>
          </ActionButton>
        ) : null}
      </div>
      {listed.length > 0 ? (
        <ContactsTable contacts={listed} isBlocked={shown === nobodyAnyMore} onAct={act} />
      ) : (
        <p className={note} role="status">
          {t('book.none')}
        </p>
      )}
    </>
  )
}
