// Where a space lies on this computer; where it was moved to. Renderer.
import { Button, ButtonGroup } from '@react-spectrum/s2'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { useToastedAction } from '../../ui/use-toasted-action.ts'
import { LocateDialog } from '../spaces/locate-dialog.tsx'
import { Fact, Part } from './part.tsx'

export function FolderSection({ space }: { space: Space }) {
  const { t } = useTranslation()
  const [isLocating, setLocating] = useState<true | null>(null)
  const reveal = useToastedAction('files.reveal')
  const { folder } = space
  const show = () => reveal.run({ space: space.id, node: null })
  return (
    <Part title={t('spaceSettings.folder')}>
      <Fact title={folder?.name ?? t('spaces.noFolder')} text={folder?.location ?? t('spaceSettings.noFolder')}>
        <ButtonGroup>
          {folder ? (
            <Button variant="secondary" onPress={show}>
              {t('space.open')}
            </Button>
          ) : null}
          <Button variant="secondary" onPress={() => setLocating(true)}>
            {t('spaceSettings.locate')}
          </Button>
        </ButtonGroup>
      </Fact>
      <DialogSlot open={isLocating} onClose={() => setLocating(null)}>
        {() => <LocateDialog space={space} onClose={() => setLocating(null)} />}
      </DialogSlot>
    </Part>
  )
}
