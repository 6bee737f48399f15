// The state of one file, with the reason when it is not exchanged. Green only where the space itself is known to be the newest
// (PROTOCOL §12); else what is here is as it was last known. Renderer.
import { StatusLight } from '@react-spectrum/s2'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../../../shared/ipc/files.ts'

/** Grey is `silver`: the text of `neutral` is too pale on a row under the pointer. */
const variants = {
  synced: 'positive',
  uploading: 'informative',
  downloading: 'informative',
  waiting: 'silver',
  conflict: 'notice',
  local: 'notice',
  absent: 'silver',
} as const

export function FileStateMark({ entry, isFresh }: { entry: FileEntry; isFresh: boolean }) {
  const { t } = useTranslation()
  const isDoubtful = entry.state === 'synced' && !isFresh
  const state = t(`files.state.${isDoubtful ? 'known' : entry.state}`)
  const text = entry.reason ? t(`files.reason.${entry.reason}`) : state
  return (
    <StatusLight size="S" variant={isDoubtful ? 'silver' : variants[entry.state]}>
      {text}
    </StatusLight>
  )
}
