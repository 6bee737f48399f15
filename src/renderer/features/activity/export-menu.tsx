// Takes what passes the filter along as a file: the person picks the place, core writes it. Renderer.
import { ActionButton, Menu, MenuItem, MenuTrigger, Text } from '@react-spectrum/s2'
import Download from '@react-spectrum/s2/icons/Download'
import { useTranslation } from 'react-i18next'
import type { ActivityFilter } from '../../../shared/ipc/activity.ts'
import { useAction } from '../../bridge/queries.ts'
import { toastRefusal } from '../../ui/toast-refusal.ts'
import { toast } from '../../ui/toast.ts'

const forms = ['csv', 'json'] as const

export function ExportMenu({ filter }: { filter: ActivityFilter }) {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'de' ? 'de' : 'en'
  const pick = useAction('host.pickTarget')
  const save = useAction('activity.export')
  const onError = (error: Parameters<typeof toastRefusal>[1]) => toastRefusal(t, error)
  const run = (form: (typeof forms)[number]) => {
    const fileName = `${t('activity.export.fileName', { day: new Date().toISOString().slice(0, 10) })}.${form}`
    const onPicked = (target: { token: string; name: string } | null) => {
      if (target === null) return
      const onSuccess = ({ count }: { count: number }) =>
        toast.positive(t('activity.export.done', { count, name: target.name }))
      save.mutate({ filter, form, language, file: target.token }, { onSuccess, onError })
    }
    pick.mutate({ use: 'activity', fileName }, { onSuccess: onPicked, onError })
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
