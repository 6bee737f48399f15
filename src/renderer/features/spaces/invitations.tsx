// Spaces that others offer: accept into a folder, or decline. Renderer. Until a space is verified only who invites is shown.
import { Button, ButtonGroup } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invitation } from '../../../shared/ipc/invitations.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { Refusal } from '../../ui/message.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PersonName } from '../../ui/person.tsx'
import { AcceptDialog } from './accept-dialog.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 8, flexShrink: 0 })

export function Invitations() {
  const [accepting, setAccepting] = useState<Invitation | null>(null)
  const { data = [], error } = useAnswer('invitations.list', {})
  const close = () => setAccepting(null)
  return (
    <>
      <Refusal error={error} />
      {data.length === 0 ? null : (
        <div className={column}>
          {data.map((invitation) => (
            <InvitationNotice key={invitation.id} invitation={invitation} onAccept={() => setAccepting(invitation)} />
          ))}
        </div>
      )}
      <DialogSlot open={accepting} onClose={close}>
        {(invitation) => <AcceptDialog invitation={invitation} onClose={close} />}
      </DialogSlot>
    </>
  )
}

function InvitationNotice({ invitation, onAccept }: { invitation: Invitation; onAccept: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const decline = useAction('invitations.decline')
  const { from, space } = invitation
  return (
    <Notice
      title={space ? t('invitations.title', { space: space.name }) : t('invitations.unverified')}
      text={
        space
          ? t('invitations.what', {
              rights: t(`rights.preset.${space.preset ?? 'single'}`),
              files: t('common.files', { count: space.files }),
              size: format.size(space.bytes),
            })
          : t('invitations.verifying')
      }
      person={<PersonName person={from} initials />}
    >
      <ButtonGroup>
        <Button
          variant="secondary"
          isPending={decline.isPending}
          onPress={() => decline.mutate({ invitation: invitation.id })}
        >
          {t('invitations.decline')}
        </Button>
        <Button variant="accent" isDisabled={space === null} onPress={onAccept}>
          {t('invitations.accept')}
        </Button>
      </ButtonGroup>
      <Refusal error={decline.error} />
    </Notice>
  )
}
