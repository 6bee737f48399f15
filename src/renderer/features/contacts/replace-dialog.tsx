// The exit from ✖: both identities, the number of the new one, and what changes when it takes the place of the other. Renderer.
// PROTOCOL §7.
import { Button, ButtonGroup, Checkbox, Content, Dialog, Heading, InlineAlert, Text } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Answered } from '../../ui/answered.tsx'
import { Refusal } from '../../ui/message.tsx'
import { Initials } from '../../ui/person.tsx'
import { AccessList } from './access-list.tsx'
import { SafetyDigits } from './safety-digits.tsx'
import { toast } from '../../ui/toast.ts'

const column = style({ display: 'flex', flexDirection: 'column', gap: 16 })
const note = style({ font: 'ui', margin: 0 })
const sides = style({ display: 'flex', gap: 12, flexWrap: 'wrap' })
const side = style({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  padding: 12,
  borderRadius: 'lg',
  backgroundColor: 'layer-1',
  flexGrow: 1,
  flexBasis: 220,
  minWidth: 0,
})
const lines = style({ display: 'flex', flexDirection: 'column', minWidth: 0 })
const strong = style({ font: 'ui', fontWeight: 'bold', truncate: true })
const quiet = style({ font: 'ui-sm', color: 'neutral-subdued', truncate: true })

/** Two contacts with one address, the one known longer first. */
export type Pair = { readonly old: Contact; readonly successor: Contact }

export function pairOf(contact: Contact, all: readonly Contact[]): Pair | null {
  const rival = all.find(({ id }) => id === contact.conflictsWith)
  if (!rival) return null
  const isOlder = (a: Contact, b: Contact) =>
    a.state === b.state || (a.state !== 'accepted' && b.state !== 'accepted')
      ? a.since <= b.since
      : a.state === 'accepted'
  return isOlder(contact, rival) ? { old: contact, successor: rival } : { old: rival, successor: contact }
}

export function ReplaceDialog({ pair: { old, successor }, onClose }: { pair: Pair; onClose: () => void }) {
  const { t } = useTranslation()
  const [compared, setCompared] = useState(false)
  const number = useAnswer('contacts.safetyNumber', { contact: successor.id })
  const access = useAnswer('contacts.access', { contact: old.id })
  const replace = useAction('contacts.replace')
  const block = useAction('contacts.block')
  const { name } = old
  const submit = () =>
    replace.mutate(
      { contact: successor.id },
      {
        onSuccess: ({ ended }) => {
          const text = ended.length === 0 ? t('replace.done') : t('replace.doneEnded', { count: ended.length })
          toast.positive(text, { timeout: 8000 })
          onClose()
        },
      },
    )
  const refuse = () =>
    block.mutate(
      { contact: successor.id, endAccess: false },
      {
        onSuccess: () => {
          toast.positive(t('replace.refused'), { timeout: 8000 })
          onClose()
        },
      },
    )
  return (
    <Dialog size="L">
      <Heading slot="title">{t('replace.title')}</Heading>
      <Content>
        <div className={column}>
          <InlineAlert variant="negative">
            <Heading>{t('level.conflict')}</Heading>
            <Content>{t('replace.text', { name, email: successor.email ?? old.email ?? '' })}</Content>
          </InlineAlert>
          <div className={sides}>
            <Side contact={old} what={t('replace.old')} />
            <Side contact={successor} what={t('replace.new')} />
          </div>
          <p className={note}>{t('replace.how', { name })}</p>
          <Answered asked={number} waiting={t('safety.waiting')}>
            {({ number: digits }) => <SafetyDigits number={digits} label={t('replace.number')} name={name} />}
          </Answered>
          <Answered asked={access}>
            {(grants) => <AccessList grants={grants} title={t('replace.ends')} stays="replace.stays" />}
          </Answered>
          <Checkbox isSelected={compared} onChange={setCompared} isDisabled={!number.data}>
            {t('replace.compared', { name })}
          </Checkbox>
          <Refusal error={replace.error ?? block.error} />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button variant="negative" fillStyle="outline" isPending={block.isPending} onPress={refuse}>
          {t('replace.refuse')}
        </Button>
        <Button variant="accent" isDisabled={!compared} isPending={replace.isPending} onPress={submit}>
          {t('replace.do')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}

function Side({ contact, what }: { contact: Contact; what: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className={side}>
      <Initials person={contact} size="L" />
      <span className={lines}>
        <span className={quiet}>{what}</span>
        <span className={strong}>{contact.name}</span>
        <Text styles={quietText}>{contact.email}</Text>
        <span className={quiet}>{t('replace.since', { date: format.day(contact.since) })}</span>
      </span>
    </div>
  )
}
const quietText = style({ font: 'ui-sm', truncate: true })
