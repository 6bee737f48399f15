// The person's own computers: name, since when, which is this one; another one can be taken out. Renderer. PROTOCOL §13.
import { ActionButton, Badge, Text } from '@react-spectrum/s2'
import Device from '@react-spectrum/s2/icons/DeviceDesktop'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnDevice } from '../../../shared/ipc/devices.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { Answered } from '../../ui/answered.tsx'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { useToastedAction } from '../../ui/use-toasted-action.ts'
import { Section } from './section.tsx'

const list = style({ display: 'flex', flexDirection: 'column', gap: 12, margin: 0, padding: 0, listStyleType: 'none' })
const row = style({ display: 'flex', alignItems: 'center', gap: 12, minHeight: 32 })
const lines = style({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 })
const name = style({ font: 'ui', display: 'flex', gap: 8, alignItems: 'center', overflowWrap: 'anywhere' })
const whole = style({ flexShrink: 0 })
const note = style({ font: 'ui-sm', color: 'neutral-subdued' })

export function DevicesSection() {
  const { t } = useTranslation()
  const devices = useAnswer('devices.list', {})
  const [leaving, setLeaving] = useState<OwnDevice | null>(null)
  const revoke = useToastedAction('devices.revoke')
  const end = () => setLeaving(null)
  return (
    <Section title={t('devices.title')}>
      <Answered asked={devices}>
        {(found) => (
          <ul className={list}>
            {found.map((device) => (
              <DeviceRow key={device.id} device={device} onRevoke={() => setLeaving(device)} />
            ))}
          </ul>
        )}
      </Answered>
      <DialogSlot open={leaving} onClose={end}>
        {(device) => (
          <AskDialog
            variant="destructive"
            title={t('devices.revokeTitle', { name: device.name ?? t('devices.unnamed') })}
            primaryActionLabel={t('devices.revokeDo')}
            cancelLabel={t('common.cancel')}
            onCancel={end}
            onPrimaryAction={() => {
              revoke.run({ device: device.id })
              end()
            }}
          >
            {t('devices.revokeText')}
          </AskDialog>
        )}
      </DialogSlot>
    </Section>
  )
}

function DeviceRow({ device, onRevoke }: { device: OwnDevice; onRevoke: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const called = device.name ?? t('devices.unnamed')
  return (
    <li className={row}>
      <Device />
      <span className={lines}>
        <span className={name}>
          {called}
          {device.here ? (
            <Badge variant="informative" size="S">
              {t('devices.here')}
            </Badge>
          ) : null}
        </span>
        <span className={note}>{t('devices.since', { when: format.day(device.addedAt) })}</span>
      </span>
      {device.here ? null : (
        <ActionButton styles={whole} aria-label={t('devices.revokeFor', { name: called })} onPress={onRevoke}>
          <Text>{t('devices.revoke')}</Text>
        </ActionButton>
      )}
    </li>
  )
}
