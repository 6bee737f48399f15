// The few settings of the thin window: language, appearance, who and where I am, lock. Renderer.
import { Button, LabeledValue, Picker, PickerItem, Text } from '@react-spectrum/s2'
import Lock from '@react-spectrum/s2/icons/Lock'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../shared/ipc/app.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { Page } from '../../ui/page.tsx'
import { DevicesSection } from './devices-section.tsx'
import { Section } from './section.tsx'

const row = style({ display: 'flex', gap: 24, flexWrap: 'wrap' })
const field = style({ width: 208 })
const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })

export function SettingsPage() {
  const { t } = useTranslation()
  const { data: app } = useAnswer('app.state', {})
  return (
    <Page title={t('settings.title')} scrolls>
      <Appearance />
      {app?.phase === 'open' ? <Identity open={app} /> : null}
      {app?.phase === 'open' ? <DevicesSection /> : null}
      <LockSection />
    </Page>
  )
}

function Appearance() {
  const { t } = useTranslation()
  const { data: host } = useAnswer('host.state', {}, { keep: true })
  const set = useAction('host.setPreferences')
  if (!host) return null
  const { preferences } = host
  return (
    <Section title={t('settings.appearance')}>
      <div className={row}>
        <Picker
          label={t('settings.language')}
          value={preferences.language}
          onChange={(key) => set.mutate({ ...preferences, language: key as typeof preferences.language })}
          styles={field}
        >
          <PickerItem id="system">{t('language.system')}</PickerItem>
          <PickerItem id="de">{t('language.de')}</PickerItem>
          <PickerItem id="en">{t('language.en')}</PickerItem>
        </Picker>
        <Picker
          label={t('settings.theme')}
          value={preferences.theme}
          onChange={(key) => set.mutate({ ...preferences, theme: key as typeof preferences.theme })}
          styles={field}
        >
          <PickerItem id="system">{t('theme.system')}</PickerItem>
          <PickerItem id="light">{t('theme.light')}</PickerItem>
          <PickerItem id="dark">{t('theme.dark')}</PickerItem>
        </Picker>
      </div>
    </Section>
  )
}

function Identity({ open }: { open: Extract<AppState, { phase: 'open' }> }) {
  const { t } = useTranslation()
  return (
    <Section title={t('settings.me')}>
      <div className={row}>
        <LabeledValue label={t('settings.name')} value={open.person.name} styles={field} />
        <LabeledValue label={t('settings.email')} value={open.person.email ?? t('common.none')} styles={field} />
        <LabeledValue label={t('settings.device')} value={open.device.name} styles={field} />
        <LabeledValue
          label={t('settings.relay')}
          value={open.relay.kind === 'embedded' ? t('settings.embedded') : open.relay.address}
          styles={field}
        />
      </div>
      {open.relay.kind === 'embedded' ? <p className={note}>{t('settings.embeddedNote')}</p> : null}
      {open.clockOffBy === null ? null : (
        <p className={note}>
          {t(open.clockOffBy > 0 ? 'settings.clock.fast' : 'settings.clock.slow', {
            minutes: Math.round(Math.abs(open.clockOffBy) / 60_000),
          })}
        </p>
      )}
    </Section>
  )
}

function LockSection() {
  const { t } = useTranslation()
  const lock = useAction('vault.lock')
  return (
    <Section title={t('settings.security')}>
      <p className={note}>{t('settings.lockText')}</p>
      <div className={row}>
        <Button variant="secondary" isPending={lock.isPending} onPress={() => lock.mutate({})}>
          <Lock />
          <Text>{t('settings.lock')}</Text>
        </Button>
      </div>
    </Section>
  )
}
