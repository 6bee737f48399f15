// The address book: requests on top, then everyone who is searched for, each with the level of certainty. Renderer.
import { ActionButton, Button, Picker, PickerItem, SearchField, Text } from '@react-spectrum/s2'
import Add from '@react-spectrum/s2/icons/Add'
import FileUser from '@react-spectrum/s2/icons/FileUser'
import Link from '@react-spectrum/s2/icons/Link'
import UserGroup from '@react-spectrum/s2/illustrations/linear/UserGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIntent } from '../../app/intent.ts'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { Empty } from '../../ui/message.tsx'
import { Page } from '../../ui/page.tsx'
import { BlockDialog } from './block-dialog.tsx'
import { CardDialog } from './card-dialog.tsx'
import { categoriesOf, everybody, matching, nobodyAnyMore, type Shown } from './contact-filter.ts'
import { ContactsTable, type ContactAct } from './contacts-table.tsx'
import { DescribeDialog } from './describe-dialog.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { pairOf, ReplaceDialog, type Pair } from './replace-dialog.tsx'
import { Requests } from './requests.tsx'
import { SafetyNumberDialog } from './safety-number-dialog.tsx'

type Open =
  | { readonly kind: 'card' | 'link' }
  | { readonly kind: 'compare' | 'describe' | 'block'; readonly contact: Contact }
  | { readonly kind: 'replace'; readonly pair: Pair }

const bar = style({ display: 'flex', gap: 12, flexWrap: 'wrap', alignItems: 'end', flexShrink: 0 })
const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })

const wide = style({ width: 280 })

export function ContactsPage() {
  const { t } = useTranslation()
  const begin = useIntent()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const contacts = useAnswer('contacts.list', {})
  return (
    <Page
      title={t('contacts.title')}
      actions={
        <>
          <ActionButton onPress={() => setOpen({ kind: 'card' })}>
            <FileUser />
            <Text>{t('card.title')}</Text>
          </ActionButton>
          <ActionButton onPress={() => setOpen({ kind: 'link' })}>
            <Link />
            <Text>{t('invite.title')}</Text>
          </ActionButton>
          <Button variant="accent" onPress={() => begin({ kind: 'add-contact', file: null })}>
            <Add />
            <Text>{t('contacts.add.title')}</Text>
          </Button>
        </>
      }
    >
      <Answered asked={contacts}>
        {(list) => <Book contacts={list} onOpen={setOpen} onCard={() => setOpen({ kind: 'card' })} />}
      </Answered>
      <DialogSlot open={open} onClose={close}>
        {(asked) => <Opened open={asked} all={contacts.data ?? []} onClose={close} />}
      </DialogSlot>
    </Page>
  )
}

function Opened({ open, all, onClose }: { open: Open; all: readonly Contact[]; onClose: () => void }) {
  switch (open.kind) {
    case 'card':
      return <CardDialog onClose={onClose} />
    case 'link':
      return <LinkDialog onClose={onClose} />
    case 'compare':
      return <SafetyNumberDialog contact={open.contact} onClose={onClose} />
    case 'describe':
      return <DescribeDialog contact={open.contact} known={categoriesOf(all)} onClose={onClose} />
    case 'block':
      return <BlockDialog contact={open.contact} onClose={onClose} />
    case 'replace':
      return <ReplaceDialog pair={open.pair} onClose={onClose} />
  }
}

type BookProps = {
  readonly contacts: readonly Contact[]
  readonly onOpen: (open: Open) => void
  readonly onCard: () => void
}

function Book({ contacts, onOpen, onCard }: BookProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [wanted, setShown] = useState<Shown>(everybody)
  const blocked = useAnswer('contacts.blocked', {}).data ?? []
  const known = contacts.filter(({ state, level }) => state !== 'asks' || level === 'conflict')
  const categories = categoriesOf(contacts)
  const isThere = wanted === nobodyAnyMore ? blocked.length > 0 : wanted === everybody || categories.includes(wanted)
  const shown = isThere ? wanted : everybody
  const listed = matching(shown === nobodyAnyMore ? blocked : known, search, shown)
  const act: ContactAct = (kind, contact) => {
    const pair = kind === 'replace' ? pairOf(contact, contacts) : null
    if (kind !== 'replace') onOpen({ kind, contact })
    else if (pair) onOpen({ kind, pair })
  }
  if (known.length === 0 && blocked.length === 0)
    return (
      <>
        <Requests contacts={contacts.filter(({ state }) => state === 'asks')} />
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
