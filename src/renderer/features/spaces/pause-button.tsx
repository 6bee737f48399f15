// Pausing a space and going on: the one thing of its settings that is at hand on every tab. Renderer.
import { Button, Text } from '@react-spectrum/s2'
import Pause from '@react-spectrum/s2/icons/Pause'
import Play from '@react-spectrum/s2/icons/Play'
import { useTranslation } from 'react-i18next'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAction } from '../../bridge/queries.ts'
import { toastRefusal } from '../../ui/toast-refusal.ts'

export function PauseButton({ space }: { space: Space }) {
  const { t } = useTranslation()
  const pause = useAction('sync.pause')
  const resume = useAction('sync.resume')
  if (space.sync.kind === 'closed') return null
  const isPaused = space.sync.kind === 'paused'
  const press = () =>
    (isPaused ? resume : pause).mutate({ space: space.id }, { onError: (error) => toastRefusal(t, error) })
  return (
    <Button variant="secondary" onPress={press}>
      {isPaused ? <Play /> : <Pause />}
      <Text>{t(isPaused ? 'space.resume' : 'space.pause')}</Text>
    </Button>
  )
}
