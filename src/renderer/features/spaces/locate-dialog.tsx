// The space's folder was moved: a person shows where it is now; nothing is transferred. Renderer.
import { Button, ButtonGroup, Content, Dialog, Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Space } from '../../../shared/ipc/spaces.ts'
import type { LocalItem } from '../../../shared/ipc/values.ts'
import { useAction } from '../../bridge/queries.ts'
import { Refusal } from '../../ui/message.tsx'
import { FolderChoice, useInspected } from './folder-choice.tsx'

const column = style({ display: 'flex', flexDirection: 'column', gap: 20 })
const note = style({ font: 'ui', margin: 0 })

export function LocateDialog({ space, onClose }: { space: Space; onClose: () => void }) {
  const { t } = useTranslation()
  const [folder, setFolder] = useState<LocalItem | null>(null)
  const inspected = useInspected(folder, 'locate')
  const locate = useAction('spaces.locate')
  return (
    <Dialog>
      <Heading slot="title">{t('space.locate')}</Heading>
      <Content>
        <div className={column}>
          <p className={note}>{t('space.locateText', { name: space.name })}</p>
          <FolderChoice use="locate" folder={folder} inspected={inspected} onChange={setFolder} />
          <Refusal error={locate.error} />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="accent"
          isDisabled={inspected?.refusal !== null}
          isPending={locate.isPending}
          onPress={() => folder && locate.mutate({ space: space.id, folder: folder.token }, { onSuccess: onClose })}
        >
          {t('space.locateDo')}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
