// Changing what somebody may do in a space. Renderer.
import { Button, ButtonGroup, Content, Dialog, Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Member, Space } from '../../../shared/ipc/spaces.ts'
import { useAction } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'
import { PersonName } from '../../ui/person.tsx'
import { PresetChoice } from './preset-choice.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })

export function ChangeRightsDialog({ space, member, onClose }: { space: Space; member: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const [preset, setPreset] = useState(member.preset ?? 'viewer')
  const change = useAction('spaces.setRights')
  const submit = () =>
    change.mutate(
      { space: space.id, identity: member.person.id, preset, expiresAt: member.expiresAt },
      { onSuccess: onClose },
    )
  return (
    <Dialog>
      <Heading slot="title">{t('people.changeTitle')}</Heading>
      <Content>
        <div className={column}>
          <PersonName person={member.person} initials />
          <PresetChoice preset={preset} onChange={setPreset} />
          <Refusal error={change.error} />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button variant="accent" isDisabled={preset === member.preset} isPending={change.isPending} onPress={submit}>
          {t('common.save')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
