// Choosing what somebody may do: four presets, each with one sentence. Renderer.
import { Radio, RadioGroup } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import { presets, type Preset } from '../../../shared/domain/rights.ts'

const names = Object.keys(presets) as Preset[]
const choice = style({ display: 'flex', flexDirection: 'column' })
const what = style({ font: 'ui-sm', color: 'neutral-subdued' })

export function PresetChoice({ preset, onChange }: { preset: Preset; onChange: (preset: Preset) => void }) {
  const { t } = useTranslation()
  return (
    <RadioGroup
      label={t('rights.may')}
      value={preset}
      onChange={(value) => onChange(names.find((name) => name === value) ?? 'viewer')}
    >
      {names.map((name) => (
        <Radio key={name} value={name}>
          <span className={choice}>
            {t(`rights.preset.${name}`)}
            <span className={what}>{t(`rights.what.${name}`)}</span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  )
}
