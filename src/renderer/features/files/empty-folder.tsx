// A folder without files, and how files come into it. Renderer.
import { Button } from '@react-spectrum/s2'
import FolderOpen from '@react-spectrum/s2/illustrations/linear/FolderOpen'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../ui/message.tsx'

/** `onReveal` is null where the space has no folder on this computer. */
export function EmptyFolder({ top, onReveal }: { top: boolean; onReveal: (() => void) | null }) {
  const { t } = useTranslation()
  return (
    <Empty
      picture={<FolderOpen />}
      title={t(top ? 'files.empty.title' : 'files.empty.folder')}
      text={t('files.empty.text')}
    >
      {onReveal ? (
        <Button variant="primary" onPress={onReveal}>
          {t('space.open')}
        </Button>
      ) : null}
    </Empty>
  )
}
