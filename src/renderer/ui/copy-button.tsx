// Copies a text and says so. Renderer.
import { ActionButton, Text } from '@react-spectrum/s2'
import Copy from '@react-spectrum/s2/icons/Copy'
import { useTranslation } from 'react-i18next'
import { useAction } from '../bridge/queries.ts'
import { toast } from './toast.ts'

export function CopyButton({ text, label, copied }: { text: string; label: string; copied: string }) {
  const { t } = useTranslation()
  const copy = useAction('host.copyText')
  const press = () =>
    copy.mutate(
      { text },
      {
        onSuccess: () => toast.positive(copied, { isKept: false }),
        onError: () => toast.negative(t('problem.E_BUG')),
      },
    )
  return (
    <ActionButton onPress={press}>
      <Copy />
      <Text>{label}</Text>
    </ActionButton>
  )
}
