// Says why something in this folder stays on this computer when the right to change is missing, and that nothing is lost. Renderer.
// SYNC-78.
import { Content, Heading, InlineAlert } from '@react-spectrum/s2'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../../../shared/ipc/files.ts'

export function NotSent({ entries }: { entries: readonly FileEntry[] }) {
  const { t } = useTranslation()
  if (!entries.some(({ reason }) => reason === 'no-right')) return null
  return (
    <InlineAlert variant="notice">
      <Heading>{t('files.notSent.title')}</Heading>
      <Content>{t('files.notSent.text')}</Content>
    </InlineAlert>
  )
}
