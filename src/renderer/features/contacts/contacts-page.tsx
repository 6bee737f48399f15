// The address book: requests on top, then everyone who is searched for, each with the level of certainty. Renderer.
import { ActionButton, Button, Text } from '@react-spectrum/s2'
import Add from '@react-spectrum/s2/icons/Add'
import FileUser from '@react-spectrum/s2/icons/FileUser'
import Link from '@react-spectrum/s2/icons/Link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIntent } from '../../app/intent.ts'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { Page } from '../../ui/page.tsx'
import { AccessDialog } from './access-dialog.tsx'
import { BlockDialog } from './block-dialog.tsx'
import { Book, type Open } from './book.tsx'
import { CardDialog } from './card-dialog.tsx'
import { categoriesOf } from './contact-filter.ts'
import { DescribeDialog } from './describe-dialog.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { InvitedNotice } from './invited-notice.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { ReplaceDialog } from './replace-dialog.tsx'
import { SafetyNumberDialog } from './safety-number-dialog.tsx'

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
      <InvitedNotice />
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
    case 'access':
      return <AccessDialog contact={open.contact} onClose={onClose} />
    case 'export':
      return <ExportDialog contacts={open.contacts} onClose={onClose} />
    case 'replace':
      return <ReplaceDialog pair={open.pair} onClose={onClose} />
  }
}
