// Whether this device tells the other members of a space what it has seen, and what that is good for. Renderer. PROTOCOL §12.
import { AlertDialog } from '@react-spectrum/s2'
import { useTranslation } from 'react-i18next'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAction } from '../../bridge/queries.ts'
import { toastRefusal } from '../../ui/toast-refusal.ts'

export function TellingDialog({ space }: { space: Space }) {
  const { t } = useTranslation()
  const tell = useAction('spaces.tellSeen')
  const way = space.tellsSeen ? 'Off' : 'On'
  return (
    <AlertDialog
      title={t(`space.telling.title${way}`, { name: space.name })}
      primaryActionLabel={t(`space.telling.do${way}`)}
      cancelLabel={t('common.cancel')}
      onPrimaryAction={() =>
        tell.mutate({ space: space.id, tells: !space.tellsSeen }, { onError: (error) => toastRefusal(t, error) })
      }
    >
      {t(`space.telling.text${way}`)}
    </AlertDialog>
  )
}
