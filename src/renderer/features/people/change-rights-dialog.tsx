// Changing what somebody may do in a space, and for how long. Renderer.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Member, Space } from '../../../shared/ipc/spaces.ts'
import { useAction } from '../../bridge/queries.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { PersonName } from '../../ui/person.tsx'
import { isOver } from './expiry.ts'
import { ExpiryChoice } from './expiry-choice.tsx'
import { RightsChoice } from './rights-choice.tsx'

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
    <FormDialog
      title={t('people.changeTitle')}
      submit={{
        label: t('common.save'),
        isReady: !isSame && !isOver(expiresAt),
        isPending: change.isPending,
        run: submit,
      }}
      error={change.error}
      onClose={onClose}
    >
      <PersonName person={member.person} initials />
      <RightsChoice rights={rights} onChange={setRights} />
      <ExpiryChoice expiresAt={expiresAt} onChange={setExpiresAt} />
    </FormDialog>
  )
}
