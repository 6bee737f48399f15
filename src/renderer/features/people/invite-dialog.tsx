// Inviting a contact into a space. Renderer.
import { Button, ButtonGroup, Content, Dialog, Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIntent } from '../../app/intent.ts'
import { presets, type Rights } from '../../../shared/domain/rights.ts'
import type { Contact } from '../../../shared/ipc/contacts.ts'
import type { Member, Space } from '../../../shared/ipc/spaces.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Answered } from '../../ui/answered.tsx'
import { Refusal } from '../../ui/message.tsx'
import { ContactPicker } from './contact-picker.tsx'
import { isOver } from './expiry.ts'
import { ExpiryChoice } from './expiry-choice.tsx'
import { RightsChoice } from './rights-choice.tsx'
import { toast } from '../../ui/toast.ts'

const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })

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
    <Dialog>
      <Heading slot="title">{t('people.inviteTitle', { name: space.name })}</Heading>
      <Content>
        <div className={column}>
          <Answered asked={contacts}>
            {() => <ContactPicker candidates={candidates} chosen={chosen} onChoose={setChosen} onAdd={add} />}
          </Answered>
          <RightsChoice rights={rights} onChange={setRights} />
          <ExpiryChoice expiresAt={expiresAt} onChange={setExpiresAt} />
          <Refusal error={invite.error} />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="accent"
          isDisabled={!chosen || chosen.level === 'conflict' || isOver(expiresAt)}
          isPending={invite.isPending}
          onPress={submit}
        >
          {t(isSilent ? 'people.inviteAnyway' : 'people.inviteDo')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
