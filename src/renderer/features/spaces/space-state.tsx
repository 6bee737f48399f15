// How the space stands: light and detail, progress while something moves, and what needs a person. Renderer.
import { ProgressBar, StatusLight } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { detailOf, SyncLight } from '../../ui/sync-state.tsx'
import { useNow } from '../../ui/use-now.ts'

const line = style({ display: 'flex', alignItems: 'center', columnGap: 12, rowGap: 4, flexWrap: 'wrap', font: 'ui' })
const quiet = style({ color: 'neutral-subdued', font: 'ui' })
const bar = style({ width: 'full', maxWidth: 480 })

export function SpaceState({ space }: { space: Space }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { sync } = space
  const detail = detailOf(sync, t, format, now)
  if (sync.kind === 'transferring') {
    const share = sync.totalBytes === 0 ? 0 : (sync.doneBytes / sync.totalBytes) * 100
    return (
      <div className={line}>
        <ProgressBar size="S" label={t('sync.moving')} value={share} styles={bar} />
        <span className={quiet}>{detail}</span>
      </div>
    )
  }
  return (
    <div className={line} role="status">
      <SyncLight state={sync} />
      {detail === null ? null : <span className={quiet}>{detail}</span>}
      {space.conflicts > 0 ? (
        <StatusLight variant="notice">{t('space.conflicts', { count: space.conflicts })}</StatusLight>
      ) : null}
      {space.skipped > 0 ? (
        <StatusLight variant="notice">{t('space.skipped', { count: space.skipped })}</StatusLight>
      ) : null}
    </div>
  )
}
