// A new space from any folder. Renderer.
import { TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkName } from '../../../shared/domain/names.ts'
import type { OwnRelay } from '../../../shared/ipc/relays.ts'
import type { LocalItem } from '../../../shared/ipc/values.ts'
import { useAction } from '../../bridge/queries.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FolderChoice, useInspected } from './folder-choice.tsx'
import { RelayChoice } from './relay-choice.tsx'
import { toast } from '../../ui/toast.ts'

const wide = style({ width: 'full' })
const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })

export function CreateSpaceDialog({ folder: dropped, onClose }: { folder: LocalItem | null; onClose: () => void }) {
  const { t } = useTranslation()
  const router = useRouter()
  const [folder, setFolder] = useState(dropped)
  const [typed, setTyped] = useState<string | null>(null)
  const inspected = useInspected(folder, 'share')
  const [relay, setRelay] = useState<OwnRelay['relay'] | undefined>()
  const create = useAction('spaces.create')
  const name = typed ?? inspected?.name ?? folder?.name ?? ''
  const wanted = name.normalize('NFC').trim()
  const problem = wanted === '' ? null : checkName(wanted)
  const usable = folder !== null && inspected?.refusal === null && wanted !== '' && problem === null
  const submit = () => {
    if (!folder) return
    create.mutate(
      { folder: folder.token, name: wanted, ...(relay !== undefined && { relay }) },
      {
        onSuccess: ({ space }) => {
          toast.positive(t('spaces.created', { name: wanted }), { timeout: 5000 })
          onClose()
          void router.navigate({ to: '/spaces/$space/$tab', params: { space, tab: 'people' } })
        },
      },
    )
  }
  return (
    <FormDialog
      title={t('spaces.create.title')}
      submit={{ label: t('spaces.create.do'), isReady: usable, isPending: create.isPending, run: submit }}
      error={create.error}
      onClose={onClose}
    >
      <p className={note}>{t('spaces.create.text')}</p>
      <FolderChoice use="share" folder={folder} inspected={inspected} onChange={setFolder} />
      <TextField
        label={t('spaces.create.name')}
        value={name}
        onChange={setTyped}
        maxLength={200}
        isInvalid={problem !== null}
        errorMessage={problem ? t(`fileName.problem.${problem}`) : ''}
        isDisabled={folder === null}
        styles={wide}
      />
      <RelayChoice value={relay} onChange={setRelay} />
    </FormDialog>
  )
}
