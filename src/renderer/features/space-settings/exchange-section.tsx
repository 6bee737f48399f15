// Whether this computer takes part in the exchange now, and whether it tells the others what it has seen. Renderer. PROTOCOL §12.
import { Switch } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Space } from '../../../shared/ipc/spaces.ts'
import { useToastedAction } from '../../ui/use-toasted-action.ts'
import { Part } from './part.tsx'

const choice = style({ display: 'flex', flexDirection: 'column', gap: 4 })
const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0, paddingStart: 36 })

export function ExchangeSection({ space }: { space: Space }) {
  const { t } = useTranslation()
  const pause = useToastedAction('sync.pause')
  const resume = useToastedAction('sync.resume')
  const tell = useToastedAction('spaces.tellSeen')
  return (
    <Part title={t('spaceSettings.exchange')}>
      <div className={choice}>
        <Switch
          isSelected={space.sync.kind === 'paused'}
          onChange={(paused) => (paused ? pause : resume).run({ space: space.id })}
        >
          {t('spaceSettings.paused')}
        </Switch>
        <p className={note}>{t('spaceSettings.pausedText')}</p>
      </div>
      <div className={choice}>
        <Switch isSelected={space.tellsSeen} onChange={(tells) => tell.run({ space: space.id, tells })}>
          {t('spaceSettings.tell')}
        </Switch>
        <p className={note}>{t('spaceSettings.tellText')}</p>
      </div>
    </Part>
  )
}
