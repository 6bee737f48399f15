// What can be done with one entry of a folder. Renderer.
import { ActionMenu, MenuItem } from '@react-spectrum/s2'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../../../shared/ipc/files.ts'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { actionsFor, type FileAction } from './entry.ts'

type FileMenuProps = {
  readonly entry: FileEntry
  readonly space: Space
  readonly onAct: (action: FileAction) => void
}

export function FileMenu({ entry, space, onAct }: FileMenuProps) {
  const { t } = useTranslation()
  const words: Readonly<Record<FileAction, string>> = {
    open: t('fileDo.open'),
    fetch: t('fileDo.fetch'),
    reveal: t('files.reveal'),
    rename: t('fileDo.rename'),
    versions: t('versions.title'),
    serverSees: t('fileDo.serverSees'),
    remove: t('fileDo.remove'),
  }
  const actions = actionsFor(entry, space)
  if (actions.length === 0) return null
  return (
    <ActionMenu
      isQuiet
      size="S"
      aria-label={t('files.actionsFor', { name: entry.name })}
      onAction={(key) => onAct(key as FileAction)}
    >
      {actions.map((action) => (
        <MenuItem key={action} id={action}>
          {words[action]}
        </MenuItem>
      ))}
    </ActionMenu>
  )
}
