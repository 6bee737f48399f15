// Onboarding: the invitation that somebody sent, a link or a contact card; says what stands in it. Renderer. PROTOCOL §7.
import { ActionButton, Content, Heading, InlineAlert, Text, TextArea } from '@react-spectrum/s2'
import FileUser from '@react-spectrum/s2/icons/FileUser'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReadInvitation } from '../../../shared/ipc/onboarding.ts'
import { useAction, useJudgement } from '../../bridge/queries.ts'
import { ScanQr } from '../../ui/scan-qr.tsx'
import { Step } from './step.tsx'
import { relayOf, type StepInput } from './wizard.ts'

const wide = style({ width: 'full' })

export function InvitationStep({ known, next, back }: StepInput) {
  const { t } = useTranslation()
  const [text, setText] = useState(known.invitation?.text ?? '')
  const pick = useAction('host.pickCard')
  const read = useAction('onboarding.readInvitation')
  const typed = text.trim()
  const judged = useJudgement('onboarding.readInvitation', typed === '' ? null : { text: typed })
  const invitation = judged?.invitation ?? null
  const choose = () =>
    pick.mutate(
      {},
      {
        onSuccess: (item) => {
          if (item) read.mutate({ file: item.token }, { onSuccess: (found) => setText(found.invitation?.text ?? '') })
        },
      },
    )
  const isUnreadable = (judged !== null && invitation === null) || read.data?.invitation === null
  return (
    <Step
      title={t('onboarding.invitation.title')}
      why={t('onboarding.invitation.why')}
      next={t('common.next')}
      ready={invitation !== null}
      onNext={() => next(invitation ? { invitation, relay: relayOf(invitation), kit: null } : {})}
      onBack={back}
    >
      <TextArea
        label={t('onboarding.invitation.text')}
        value={text}
        onChange={(value) => {
          setText(value)
          read.reset()
        }}
        isInvalid={isUnreadable}
        errorMessage={t('onboarding.invitation.unreadable')}
        spellCheck="false"
        autoFocus
        styles={wide}
      />
      <ScanQr onFound={setText}>
        <ActionButton onPress={choose} isPending={pick.isPending}>
          <FileUser />
          <Text>{t('contacts.add.file')}</Text>
        </ActionButton>
      </ScanQr>
      <div role="status">{invitation ? <Found invitation={invitation} /> : null}</div>
    </Step>
  )
}

function Found({ invitation: { kind, name, email, relay } }: { invitation: ReadInvitation }) {
  const { t } = useTranslation()
  return (
    <InlineAlert variant="informative">
      <Heading level={2}>
        {name
          ? t('onboarding.invitation.by', { name: email ? `${name} (${email})` : name })
          : t('onboarding.invitation.found')}
      </Heading>
      <Content>
        {t(kind === 'link' ? 'onboarding.invitation.link' : 'onboarding.invitation.card')}{' '}
        {t('onboarding.invitation.relay', { relay })}
      </Content>
    </InlineAlert>
  )
}
