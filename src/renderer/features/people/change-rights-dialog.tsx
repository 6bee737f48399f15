// Changing what somebody may do in a space, and for how long. Renderer.
import { Button, ButtonGroup, Content, Dialog, Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Member, Space } from '../../../shared/ipc/spaces.ts'
import { useAction } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'
import { PersonName } from '../../ui/person.tsx'
import { isOver } from './expiry.ts'
import { ExpiryChoice } from './expiry-choice.tsx'
import { RightsChoice } from './rights-choice.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })

export function ChangeRightsDialog({ space, member, onClose }: { space: Space; member: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const hasExpired = member.state === 'expired'
  const [rights, setRights] = useState(member.rights)
  const [expiresAt, setExpiresAt] = useState(hasExpired ? null : member.expiresAt)
  const change = useAction('spaces.setRights')
  const isSame = !hasExpired && rights === member.rights && expiresAt === member.expiresAt
  const submit = () =>
    change.mutate({ space: space.id, identity: member.person.id, rights, expiresAt }, { onSuccess: onClose })
  return (
    <Dialog>
      <Heading slot="title">{t('people.changeTitle')}</Heading>
      <Content>
        <div className={column}>
          <PersonName person={member.person} initials />
          <RightsChoice rights={rights} onChange={setRights} />
          <ExpiryChoice expiresAt={expiresAt} onChange={setExpiresAt} />
          <Refusal error={change.error} />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button variant="accent" isDisabled={isSame || isOver(expiresAt)} isPending={change.isPending} onPress={submit}>
          {t('common.save')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
