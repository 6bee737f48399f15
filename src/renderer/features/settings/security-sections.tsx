// Settings: what opens Siegel here, when it locks by itself, and whether the recovery kit still opens it. Renderer. PROTOCOL §6.
import { Button, LabeledValue, Picker, PickerItem, Switch, Text } from '@react-spectrum/s2'
import Lock from '@react-spectrum/s2/icons/Lock'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { usePreferences } from './preferences.ts'
import { ProtectDialog } from './protect-dialog.tsx'
import { KitDialog } from './kit-dialog.tsx'
import { note, row, Section } from './section.tsx'

const field = style({ width: 288 })
const minutes = [1, 5, 15, 30, 60] as const
const never = 'never'

export function SecuritySections() {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'protect' | 'kit' | null>(null)
  const { data: app } = useAnswer('app.state', {})
  const mode = app?.phase === 'open' ? app.protection : null
  const close = () => setOpen(null)
  return (
    <>
      <Section title={t('settings.opening')}>
        {mode === null ? null : <LabeledValue label={t('security.opens')} value={t(`security.mode.${mode}`)} />}
        <div className={row}>
          <Button variant="secondary" isDisabled={mode === null} onPress={() => setOpen('protect')}>
            {t('settings.changeOpening')}
          </Button>
        </div>
      </Section>
      <Section title={t('kit.title')}>
        <p className={note}>{t('settings.kitText')}</p>
        <div className={row}>
          <Button variant="secondary" onPress={() => setOpen('kit')}>
            {t('settings.kitOpen')}
          </Button>
        </div>
      </Section>
      <Locking />
      <DialogSlot open={open} onClose={close}>
        {(dialog) =>
          dialog === 'kit' ? <KitDialog onClose={close} /> : mode && <ProtectDialog now={mode} onClose={close} />
        }
      </DialogSlot>
    </>
  )
}

function Locking() {
  const { t } = useTranslation()
  const { preferences, set } = usePreferences()
  const lock = useAction('vault.lock')
  return (
    <Section title={t('settings.locking')}>
      <p className={note}>{t('settings.lockText')}</p>
      {preferences ? (
        <>
          <Picker
            label={t('settings.lockAfter')}
            value={String(preferences.lockAfterMinutes ?? never)}
            onChange={(key) => set({ lockAfterMinutes: key === never ? null : Number(key) })}
            styles={field}
          >
            {[never, ...minutes.map(String)].map((key) => (
              <PickerItem key={key} id={key}>
                {key === never ? t('settings.lockNever') : t('settings.lockAfterMinutes', { count: Number(key) })}
              </PickerItem>
            ))}
          </Picker>
          <Switch isSelected={preferences.lockWithScreen} onChange={(lockWithScreen) => set({ lockWithScreen })}>
            {t('settings.lockWithScreen')}
          </Switch>
        </>
      ) : null}
      <div className={row}>
        <Button variant="secondary" isPending={lock.isPending} onPress={() => lock.mutate({})}>
          <Lock />
          <Text>{t('settings.lock')}</Text>
        </Button>
      </div>
    </Section>
  )
}
