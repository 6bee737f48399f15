// The dialogs of the files tab, one at a time. Renderer.
import type { NodeId } from '../../../shared/domain/ids.ts'
import type { FileEntry } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { DialogSlot } from '../../ui/dialog-slot.tsx'
import { ServerDialog } from '../space-settings/server-dialog.tsx'
import { NewFolderDialog, RenameDialog } from './naming.tsx'
import { TrashDialog } from './trash-dialog.tsx'
import { VersionsDialog } from './versions-dialog.tsx'

export type OpenDialog =
  | { readonly kind: 'trash' }
  | { readonly kind: 'new-folder'; readonly where: string }
  | { readonly kind: 'rename' | 'versions' | 'serverSees'; readonly entry: FileEntry }

type FilesDialogsProps = {
  readonly space: Space
  readonly folder: NodeId | null
  readonly open: OpenDialog | null
  readonly onClose: () => void
}

export function FilesDialogs({ space, folder, open, onClose }: FilesDialogsProps) {
  const shared = { space, folder, onClose }
  return (
    <DialogSlot open={open} onClose={onClose}>
      {(asked) => {
        if (asked.kind === 'trash') return <TrashDialog space={space} onClose={onClose} />
        if (asked.kind === 'new-folder') return <NewFolderDialog {...shared} where={asked.where} />
        const { entry } = asked
        if (asked.kind === 'rename') return <RenameDialog {...shared} entry={entry} />
        if (entry.id === null) return null
        if (asked.kind === 'serverSees') return <ServerDialog space={space} node={entry.id} onClose={onClose} />
        return <VersionsDialog space={space} node={entry.id} name={entry.name} onClose={onClose} />
      }}
    </DialogSlot>
  )
}
