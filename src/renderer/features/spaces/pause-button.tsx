// Pausing a space and going on: the one thing of its settings that is at hand on every tab. Renderer.
import { Button, Text } from '@react-spectrum/s2'
import Pause from '@react-spectrum/s2/icons/Pause'
import Play from '@react-spectrum/s2/icons/Play'
import { useTranslation } from 'react-i18next'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'

export function PauseButton({ space }: { space: Space }) {
  const { t } = useTranslation()
  const pause = useToastedAction('sync.pause')
  const resume = useToastedAction('sync.resume')
  if (space.sync.kind === 'closed') return null
  const isPaused = space.sync.kind === 'paused'
  const press = () => (isPaused ? resume : pause).run({ space: space.id })
  return (
    <Button variant="secondary" onPress={press}>
      {isPaused ? <Play /> : <Pause />}
      <Text>{t(isPaused ? 'space.resume' : 'space.pause')}</Text>
    </Button>
  )
}
