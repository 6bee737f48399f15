// Copies a text and says so. Renderer.
import { ActionButton, Text, ToastQueue } from '@react-spectrum/s2'
import Copy from '@react-spectrum/s2/icons/Copy'
import { useTranslation } from 'react-i18next'
import { useAction } from '../bridge/queries.ts'

export function CopyButton({ text, label, copied }: { text: string; label: string; copied: string }) {
  const { t } = useTranslation()
  const copy = useAction('host.copyText')
  const press = () =>
    copy.mutate(
      { text },
      {
        onSuccess: () => void ToastQueue.positive(copied, { timeout: 5000 }),
        onError: () => void ToastQueue.negative(t('problem.E_BUG'), { timeout: 5000 }),
      },
    )
  return (
    <ActionButton onPress={press}>
      <Copy />
      <Text>{label}</Text>
    </ActionButton>
  )
}
