// Offers the space that explains itself where there is no space yet. Renderer.
import { Button } from '@react-spectrum/s2'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../bridge/queries.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'

export function SampleOffer() {
  const { t } = useTranslation()
  const router = useRouter()
  const { data: host } = useAnswer('host.state', {})
  const create = useToastedAction('sample.create')
  const make = () =>
    create.run(
      { language: host?.language ?? 'de' },
      ({ space }) => void router.navigate({ to: '/spaces/$space/$tab', params: { space, tab: 'files' } }),
    )
  return (
    <Button variant="secondary" isPending={create.isPending} onPress={make}>
      {t('sample.offer')}
    </Button>
  )
}
