// The space's folder was moved: a person shows where it is now; nothing is transferred. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Space } from '../../../shared/ipc/spaces.ts'
import type { LocalItem } from '../../../shared/ipc/values.ts'
import { useAction } from '../../bridge/queries.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FolderChoice, useInspected } from './folder-choice.tsx'

const note = style({ font: 'ui', margin: 0 })

export function LocateDialog({ space, onClose }: { space: Space; onClose: () => void }) {
  const { t } = useTranslation()
  const [folder, setFolder] = useState<LocalItem | null>(null)
  const inspected = useInspected(folder, 'locate')
  const locate = useAction('spaces.locate')
  const submit = () => folder && locate.mutate({ space: space.id, folder: folder.token }, { onSuccess: onClose })
  return (
    <FormDialog
      title={t('space.locate')}
      submit={{
        label: t('space.locateDo'),
        isReady: inspected?.refusal === null,
        isPending: locate.isPending,
        run: submit,
      }}
      error={locate.error}
      onClose={onClose}
    >
      <p className={note}>{t('space.locateText', { name: space.name })}</p>
      <FolderChoice use="locate" folder={folder} inspected={inspected} onChange={setFolder} />
    </FormDialog>
  )
}
