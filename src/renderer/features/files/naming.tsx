// The dialogs that give names: renaming what is in the space, renaming what only lies in the folder, a new folder. Renderer.
import { useTranslation } from 'react-i18next'
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { FileEntry, NameProblem } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useAction } from '../../bridge/queries.ts'
import { toast } from '../../ui/toast.ts'
import { orToast } from '../../ui/toast-refusal.ts'
import { NameDialog } from './name-dialog.tsx'

type Shared = { readonly space: Space; readonly folder: NodeId | null; readonly onClose: () => void }

/** Null: it has the name. What was refused for another reason stands in the dialog. */
const answerOf = (
  asked: Promise<{ problem: NameProblem | null }>,
  onNamed: () => void,
): Promise<NameProblem | 'refused' | null> =>
  asked.then(
    ({ problem }) => {
      if (problem === null) onNamed()
      return problem
    },
    () => 'refused' as const,
  )

export function RenameDialog({ space, folder, entry, onClose }: Shared & { readonly entry: FileEntry }) {
  const { t } = useTranslation()
  const inSpace = useAction('files.rename')
  const local = useAction('files.renameLocal')
  const { id: node, name: from } = entry
  const rename = (to: string) =>
    node === null
      ? answerOf(local.mutateAsync({ space: space.id, folder, name: from, to }), () =>
          toast.positive(t('fileDo.renamed', { from, to })),
        )
      : answerOf(inSpace.mutateAsync({ space: space.id, node, name: to }), () => {
          const back = () => orToast(t, inSpace.mutateAsync({ space: space.id, node, name: from }))
          toast.positive(t('fileDo.renamed', { from, to }), { action: { label: t('fileDo.undo'), run: back } })
        })
  return (
    <NameDialog
      title={t('fileName.renameTitle', { name: from })}
      before={from}
      reason={node === null ? t('fileName.unfit') : null}
      confirm={t('fileName.rename')}
      isPending={inSpace.isPending || local.isPending}
      error={inSpace.error ?? local.error}
      onName={rename}
      onClose={onClose}
    />
  )
}

export function NewFolderDialog({ space, folder, where, onClose }: Shared & { readonly where: string }) {
  const { t } = useTranslation()
  const make = useAction('files.makeFolder')
  return (
    <NameDialog
      title={t('fileName.folderTitle', { folder: where })}
      before=""
      reason={null}
      confirm={t('fileName.make')}
      isPending={make.isPending}
      error={make.error}
      onName={(name) =>
        answerOf(make.mutateAsync({ space: space.id, folder, name }), () => toast.positive(t('fileDo.made', { name })))
      }
      onClose={onClose}
    />
  )
}
