// The state of one file, with the reason when it is not exchanged. Renderer.
import { StatusLight } from '@react-spectrum/s2'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../../../shared/ipc/files.ts'

const variants = {
  synced: 'positive',
  uploading: 'informative',
  downloading: 'informative',
  waiting: 'neutral',
  conflict: 'notice',
  local: 'notice',
} as const

export function FileStateMark({ entry }: { entry: FileEntry }) {
  const { t } = useTranslation()
  const text = t(`files.state.${entry.state}`)
  const reason = entry.reason ? t(`files.reason.${entry.reason}`) : null
  return (
    <span title={reason ?? text}>
      <StatusLight size="S" variant={variants[entry.state]}>
        {reason ?? text}
      </StatusLight>
    </span>
  )
}
