// Offers the space that explains itself where there is no space yet. Renderer.
import { Button } from '@react-spectrum/s2'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { toastRefusal } from '../../ui/toast-refusal.ts'

export function SampleOffer() {
  const { t } = useTranslation()
  const router = useRouter()
  const { data: host } = useAnswer('host.state', {})
  const create = useAction('sample.create')
  const make = () =>
    create.mutate(
      { language: host?.language ?? 'de' },
      {
        onError: (error) => toastRefusal(t, error),
        onSuccess: ({ space }) => void router.navigate({ to: '/spaces/$space/$tab', params: { space, tab: 'files' } }),
      },
    )
  return (
    <Button variant="secondary" isPending={create.isPending} onPress={make}>
      {t('sample.offer')}
    </Button>
  )
}
