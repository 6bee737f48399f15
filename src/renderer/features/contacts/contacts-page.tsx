// The address book: requests on top, then everyone, each with the level of certainty. Renderer.
import { ActionButton, Button, Text } from '@react-spectrum/s2'
import Add from '@react-spectrum/s2/icons/Add'
import FileUser from '@react-spectrum/s2/icons/FileUser'
import UserGroup from '@react-spectrum/s2/illustrations/linear/UserGroup'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIntent } from '../../app/intent.ts'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { Empty } from '../../ui/message.tsx'
import { Page } from '../../ui/page.tsx'
import { CardDialog } from './card-dialog.tsx'
import { ContactsTable } from './contacts-table.tsx'
import { Requests } from './requests.tsx'
import { SafetyNumberDialog } from './safety-number-dialog.tsx'

type Open = { readonly kind: 'card' } | { readonly kind: 'safety'; readonly contact: Contact }

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
          <Button variant="accent" onPress={() => begin({ kind: 'add-contact', file: null })}>
            <Add />
            <Text>{t('contacts.add.title')}</Text>
          </Button>
        </>
      }
    >
      <Answered asked={contacts}>
        {(list) => {
          const known = list.filter(({ state }) => state !== 'asks')
          return (
            <>
              <Requests contacts={list.filter(({ state }) => state === 'asks')} />
              {known.length > 0 ? (
                <ContactsTable contacts={known} onCompare={(contact) => setOpen({ kind: 'safety', contact })} />
              ) : (
                <Empty picture={<UserGroup />} title={t('contacts.empty.title')} text={t('contacts.empty.text')}>
                  <Button variant="primary" onPress={() => setOpen({ kind: 'card' })}>
                    {t('contacts.empty.do')}
                  </Button>
                </Empty>
              )}
            </>
          )
        }}
      </Answered>
      <DialogSlot open={open} onClose={close}>
        {(asked) =>
          asked.kind === 'card' ? (
            <CardDialog onClose={close} />
          ) : (
            <SafetyNumberDialog contact={asked.contact} onClose={close} />
          )
        }
      </DialogSlot>
    </Page>
  )
}
