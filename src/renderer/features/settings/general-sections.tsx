// Settings: language and appearance, start with the session, what may be told outside the window. Renderer.
import { Picker, PickerItem, Switch } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Preferences } from '../../../shared/ipc/host.ts'
import { usePreferences } from './preferences.ts'
import { note, row, Section } from './section.tsx'

const field = style({ width: 208 })
const kinds = ['requests', 'arrivals', 'conflicts', 'needsYou'] as const

export function GeneralSections() {
  const { t } = useTranslation()
  const { preferences, set } = usePreferences()
  if (!preferences) return null
  const { notifications } = preferences
  return (
    <>
      <Appearance preferences={preferences} set={set} />
      <Section title={t('settings.start')}>
        <Switch isSelected={preferences.startAtLogin} onChange={(startAtLogin) => set({ startAtLogin })}>
          {t('settings.startAtLogin')}
        </Switch>
        <p className={note}>{t('settings.startAtLoginWhy')}</p>
      </Section>
      <Section title={t('settings.notifications')}>
        {kinds.map((kind) => (
          <Switch
            key={kind}
            isSelected={notifications[kind]}
            onChange={(wanted) => set({ notifications: { ...notifications, [kind]: wanted } })}
          >
            {t(`settings.notify.${kind}`)}
          </Switch>
        ))}
        <p className={note}>{t('settings.notificationsWhy')}</p>
      </Section>
    </>
  )
}

type AppearanceProps = { readonly preferences: Preferences; readonly set: (change: Partial<Preferences>) => void }

function Appearance({ preferences, set }: AppearanceProps) {
  const { t } = useTranslation()
  return (
    <Section title={t('settings.appearance')}>
      <div className={row}>
        <Picker
          label={t('settings.language')}
          value={preferences.language}
          onChange={(key) => set({ language: key as Preferences['language'] })}
          styles={field}
        >
          <PickerItem id="system">{t('language.system')}</PickerItem>
          <PickerItem id="de">{t('language.de')}</PickerItem>
          <PickerItem id="en">{t('language.en')}</PickerItem>
        </Picker>
        <Picker
          label={t('settings.theme')}
          value={preferences.theme}
          onChange={(key) => set({ theme: key as Preferences['theme'] })}
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
