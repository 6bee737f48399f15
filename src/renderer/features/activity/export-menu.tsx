// Takes what passes the filter along as a file: the person picks the place, core writes it. Renderer.
import { ActionButton, Menu, MenuItem, MenuTrigger, Text } from '@react-spectrum/s2'
import Download from '@react-spectrum/s2/icons/Download'
import { useTranslation } from 'react-i18next'
import type { ActivityFilter } from '../../../shared/ipc/activity.ts'
import { toast } from '../../ui/toast.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'

const forms = ['csv', 'json'] as const

export function ExportMenu({ filter }: { filter: ActivityFilter }) {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'de' ? 'de' : 'en'
  const pick = useToastedAction('host.pickTarget')
  const save = useToastedAction('activity.export')
  const run = (form: (typeof forms)[number]) => {
    const fileName = `${t('activity.export.fileName', { day: new Date().toISOString().slice(0, 10) })}.${form}`
    pick.run({ use: 'activity', fileName }, (target) => {
      if (target === null) return
      save.run({ filter, form, language, file: target.token }, ({ count }) =>
        toast.positive(t('activity.export.done', { count, name: target.name })),
      )
    })
  }
  return (
    <MenuTrigger>
      <ActionButton isPending={save.isPending}>
        <Download />
        <Text>{t('activity.export.do')}</Text>
      </ActionButton>
      <Menu onAction={(key) => run(key as (typeof forms)[number])}>
        {forms.map((form) => (
          <MenuItem key={form} id={form}>
            {t(`activity.export.${form}`)}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  )
}
