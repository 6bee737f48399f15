// How the space stands: light and detail, progress while something moves, and what needs a person. Renderer.
import { ProgressBar, StatusLight } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Hidden } from '../../ui/hidden.tsx'
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
  // One region for all states: what comes along with its region is not read out. Each percent would be too much, so that is beside it.
  return (
    <>
      <div className={line} role="status">
        {sync.kind === 'transferring' ? (
          <Hidden>{t('sync.moving')}</Hidden>
        ) : (
          <Standing space={space} detail={detail} />
        )}
      </div>
      {sync.kind === 'transferring' ? (
        <div className={line}>
          <ProgressBar size="S" label={t('sync.moving')} value={shareOf(sync)} styles={bar} />
          <span className={quiet}>{detail}</span>
        </div>
      ) : null}
    </>
  )
}

const shareOf = ({ doneBytes, totalBytes }: { doneBytes: number; totalBytes: number }) =>
  totalBytes === 0 ? 0 : (doneBytes / totalBytes) * 100

function Standing({ space: { sync, conflicts, skipped }, detail }: { space: Space; detail: string | null }) {
  const { t } = useTranslation()
  return (
    <>
      <SyncLight state={sync} />
      {detail === null ? null : <span className={quiet}>{detail}</span>}
      {conflicts > 0 ? <StatusLight variant="notice">{t('space.conflicts', { count: conflicts })}</StatusLight> : null}
      {skipped > 0 ? <StatusLight variant="notice">{t('space.skipped', { count: skipped })}</StatusLight> : null}
    </>
  )
}
