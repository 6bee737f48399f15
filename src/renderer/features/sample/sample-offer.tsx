// Offers the space that explains itself where there is no space yet. Renderer.
import { Button } from '@react-spectrum/s2'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BridgeError } from '../../bridge/ask.ts'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { toastRefusal } from '../../ui/toast-refusal.ts'

export function SampleOffer() {
  const { t } = useTranslation()
  const router = useRouter()
  const { data: host } = useAnswer('host.state', {})
  const create = useAction('sample.create')
  // The page no longer offers it as soon as it is there: what follows must not be lost with the button.
  const make = () =>
    create.mutateAsync({ language: host?.language ?? 'de' }).then(
      ({ space }) => router.navigate({ to: '/spaces/$space/$tab', params: { space, tab: 'files' } }),
      (error: unknown) => error instanceof BridgeError && toastRefusal(t, error),
    )
  return (
    <Button variant="secondary" isPending={create.isPending} onPress={() => void make()}>
      {t('sample.offer')}
    </Button>
  )
}
