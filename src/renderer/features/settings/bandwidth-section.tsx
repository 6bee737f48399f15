// Settings: what packs may take of the line, each way. Renderer.
import { Picker, PickerItem } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import { useAction, useAnswer } from '../../bridge/queries.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { note, row, Section } from './section.tsx'

const field = style({ width: 288 })
const directions = ['up', 'down'] as const
/** Bytes a second. */
const rates = [250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000] as const
const all = 'all'

export function BandwidthSection() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: relay } = useAnswer('relay.get', {}, { keep: true })
  const set = useAction('relay.setBandwidth')
  if (!relay) return null
  const { bandwidth } = relay.network
  return (
    <Section title={t('bandwidth.title')}>
      <div className={row}>
        {directions.map((direction) => (
          <Picker
            key={direction}
            label={t(`bandwidth.${direction}`)}
            value={String(bandwidth[direction] ?? all)}
            onChange={(key) => set.mutate({ ...bandwidth, [direction]: key === all ? null : Number(key) })}
            styles={field}
          >
            {[all, ...rates.map(String)].map((key) => (
              <PickerItem key={key} id={key}>
                {key === all ? t('bandwidth.all') : t('bandwidth.atMost', { size: format.size(Number(key)) })}
              </PickerItem>
            ))}
          </Picker>
        ))}
      </div>
      <p className={note}>{t('bandwidth.why')}</p>
    </Section>
  )
}
