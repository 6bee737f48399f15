// Inviting a contact into a space. Renderer.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIntent } from '../../app/intent.ts'
import { presets, type Rights } from '../../../shared/domain/rights.ts'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import type { Member, Space } from '../../../shared/ipc/spaces.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ContactPicker } from './contact-picker.tsx'
import { isOver } from './expiry.ts'
import { ExpiryChoice } from './expiry-choice.tsx'
import { RightsChoice } from './rights-choice.tsx'
import { toast } from '../../ui/toast.ts'

const invitable = (contacts: readonly Contact[], members: readonly Member[]) =>
  contacts.filter(
    ({ id, state }) =>
      state === 'accepted' && !members.some(({ person, state: at }) => person.id === id && at !== 'leaving'),
  )

export function InviteDialog({
  space,
  members,
  onClose,
}: {
  space: Space
  members: readonly Member[]
  onClose: () => void
}) {
  const { t } = useTranslation()
  const begin = useIntent()
  const contacts = useAnswer('contacts.list', {})
  const [chosenId, setChosen] = useState<Contact['id'] | null>(null)
  const [rights, setRights] = useState<Rights>(presets.contributor)
  const [expiresAt, setExpiresAt] = useState<number | null>(null)
  const invite = useAction('spaces.invite')
  const isSilent = invite.error?.code === 'E_SILENT' && invite.variables?.identity === chosenId
  const candidates = invitable(contacts.data ?? [], members)
  const chosen = candidates.find(({ id }) => id === chosenId)
  const add = () => {
    onClose()
    begin({ kind: 'add-contact', file: null })
  }
  const submit = () => {
    if (!chosen) return
    const invited = () => {
      toast.positive(t('people.invited', { name: chosen.name }), { timeout: 5000 })
      onClose()
    }
    const wish = { space: space.id, identity: chosen.id, rights, expiresAt, evenIfSilent: isSilent }
    invite.mutate(wish, { onSuccess: invited })
  }
  return (
    <FormDialog
      title={t('people.inviteTitle', { name: space.name })}
      submit={{
        label: t(isSilent ? 'people.inviteAnyway' : 'people.inviteDo'),
        isReady: chosen !== undefined && chosen.level !== 'conflict' && !isOver(expiresAt),
        isPending: invite.isPending,
        run: submit,
      }}
      error={invite.error}
      onClose={onClose}
    >
      <Answered asked={contacts}>
        {() => <ContactPicker candidates={candidates} chosen={chosen} onChoose={setChosen} onAdd={add} />}
      </Answered>
      <RightsChoice rights={rights} onChange={setRights} />
      <ExpiryChoice expiresAt={expiresAt} onChange={setExpiresAt} />
    </FormDialog>
  )
}
