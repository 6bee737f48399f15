// Comparing the safety number: sixty digits in twelve groups, the same on both sides. Renderer. PROTOCOL §7.
import {
  Button,
  ButtonGroup,
  Content,
  Dialog,
  Heading,
  InlineAlert,
  SegmentedControl,
  SegmentedControlItem,
} from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Answered } from '../../ui/answered.tsx'
import { Refusal } from '../../ui/message.tsx'
import { PersonName } from '../../ui/person.tsx'
import { toast } from '../../ui/toast.ts'
import { useNow } from '../../ui/use-now.ts'
import { SafetyCode } from './safety-code.tsx'
import { SafetyDigits } from './safety-digits.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })
const note = style({ font: 'ui', margin: 0 })
const wide = style({ width: 'full' })

export function SafetyNumberDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation()
  const number = useAnswer('contacts.safetyNumber', { contact: contact.id })
  const mark = useAction('contacts.setVerified')
  const [way, setWay] = useState<Way>('aloud')
  const verified = contact.level === 'verified'
  const set = (equal: boolean) => mark.mutate({ contact: contact.id, verified: equal }, { onSuccess: onClose })
  const matched = () => {
    toast.positive(t('safety.matched', { name: contact.name }))
    onClose()
  }
  return (
    <Dialog size="L">
      <Heading slot="title">{t('safety.title')}</Heading>
      <Content>
        <div className={column}>
          <PersonName person={{ ...contact, me: false }} initials />
          <Ways way={way} onChange={setWay} />
          <Answered asked={number} waiting={t('safety.waiting')}>
            {({ number: digits, code }) =>
              way === 'code' ? (
                <SafetyCode contact={contact} code={code} onMatch={matched} />
              ) : (
                <>
                  <p className={note}>{t('safety.how', { name: contact.name })}</p>
                  <SafetyDigits number={digits} label={t('safety.title')} name={contact.name} />
                </>
              )
            }
          </Answered>
          {contact.newDevice ? (
            <InlineAlert variant="informative">
              <Heading>{t('contacts.newDevice')}</Heading>
              <Content>{t('safety.newDevice')}</Content>
            </InlineAlert>
          ) : null}
          {contact.heldUntil === null ? null : <Held name={contact.name} until={contact.heldUntil} />}
          {contact.level === 'conflict' ? (
            <InlineAlert variant="negative">
              <Heading>{t('level.conflict')}</Heading>
              <Content>{t('safety.conflict')}</Content>
            </InlineAlert>
          ) : null}
          <Refusal error={mark.error} />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t(verified ? 'common.close' : 'safety.later')}
        </Button>
        {verified ? (
          <Button variant="negative" fillStyle="outline" isPending={mark.isPending} onPress={() => set(false)}>
            {t('safety.undo')}
          </Button>
        ) : way === 'code' ? null : (
          <Button variant="accent" isDisabled={!number.data} isPending={mark.isPending} onPress={() => set(true)}>
            {t('safety.equal')}
          </Button>
        )}
      </ButtonGroup>
    </Dialog>
  )
}

/** What is known of them may be old: what is newer waits for its time. */
function Held({ name, until }: { name: string; until: number }) {
  const { t } = useTranslation()
  const when = useFormat().brief(until, useNow())
  return (
    <InlineAlert variant="notice">
      <Heading>{t('safety.held')}</Heading>
      <Content>{t('safety.heldText', { name, when })}</Content>
    </InlineAlert>
  )
}

type Way = 'aloud' | 'code'

function Ways({ way, onChange }: { way: Way; onChange: (way: Way) => void }) {
  const { t } = useTranslation()
  return (
    <SegmentedControl
      aria-label={t('safety.way')}
      selectedKey={way}
      onSelectionChange={(key) => onChange(key === 'code' ? 'code' : 'aloud')}
      isJustified
      styles={wide}
    >
      <SegmentedControlItem id="aloud">{t('safety.aloud')}</SegmentedControlItem>
      <SegmentedControlItem id="code">{t('safety.code')}</SegmentedControlItem>
    </SegmentedControl>
  )
}
