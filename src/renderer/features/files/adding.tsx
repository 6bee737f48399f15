// How far the copy of what was dropped into a folder is, and the way to stop it. Renderer.
import { Button, ProgressBar } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { SpaceId } from '../../../shared/domain/ids.ts'
import type { Output } from '../../../shared/ipc/contract.ts'
import { Hidden } from '../../ui/hidden.tsx'
import { useAction, useAnswer } from '../../bridge/queries.ts'

const line = style({ display: 'flex', alignItems: 'end', gap: 16, flexShrink: 0 })
const bar = style({ flexGrow: 1, width: 'full', minWidth: 0 })

export function Adding({ space }: { space: SpaceId }) {
  const { t } = useTranslation()
  const { data } = useAnswer('files.adding', {})
  const isAdding = data?.space === space
  return (
    <>
      <div role="status">{isAdding ? <Hidden>{t('fileDo.addingBegun')}</Hidden> : null}</div>
      {isAdding ? <HowFar progress={data} /> : null}
    </>
  )
}

function HowFar({ progress: data }: { progress: NonNullable<Output<'files.adding'>> }) {
  const { t } = useTranslation()
  const stop = useAction('files.stopAdding')
  const share = data.totalBytes === 0 ? 100 : (data.doneBytes / data.totalBytes) * 100
  return (
    <div className={line}>
      <ProgressBar size="S" label={t('fileDo.adding', { current: data.current })} value={share} styles={bar} />
      <Button size="S" variant="secondary" onPress={() => stop.mutate({})}>
        {t('fileDo.stop')}
      </Button>
    </div>
  )
}
