// What somebody may do: one of four presets, each with one sentence, or single rights with what they include. Renderer.
import { Checkbox, CheckboxGroup, Radio, RadioGroup } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  closeRights,
  mayDo,
  presetOf,
  presets,
  rightBits,
  type Preset,
  type Rights,
} from '../../../shared/domain/rights.ts'

const names = Object.keys(presets) as Preset[]
const single = ['read', 'write', 'delete', 'manage'] as const
const column = style({ display: 'flex', flexDirection: 'column', gap: 12 })
const choice = style({ display: 'flex', flexDirection: 'column' })
const what = style({ font: 'ui-sm', color: 'neutral-subdued' })
const inset = style({ paddingStart: 28 })

export type RightsChoiceProps = {
  /** Closed under what rights include; never empty. */
  readonly rights: Rights
  readonly onChange: (rights: Rights) => void
}

export function RightsChoice({ rights, onChange }: RightsChoiceProps) {
  const { t } = useTranslation()
  const [isSingle, setSingle] = useState(presetOf(rights) === null)
  const choose = (value: string) => {
    const preset = names.find((name) => name === value)
    setSingle(preset === undefined)
    if (preset !== undefined) onChange(presets[preset])
  }
  return (
    <div className={column}>
      <RadioGroup label={t('rights.may')} value={isSingle ? 'single' : presetOf(rights)} onChange={choose}>
        {[...names, 'single' as const].map((name) => (
          <Radio key={name} value={name}>
            <span className={choice}>
              {t(`rights.preset.${name}`)}
              <span className={what}>{t(`rights.what.${name}`)}</span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {isSingle ? (
        <div className={inset}>
          <SingleRights rights={rights} onChange={onChange} />
        </div>
      ) : null}
    </div>
  )
}

/** Reading goes with each of the others, so it stays marked. */
function SingleRights({ rights, onChange }: RightsChoiceProps) {
  const { t } = useTranslation()
  return (
    <CheckboxGroup
      aria-label={t('rights.preset.single')}
      orientation="horizontal"
      value={single.filter((right) => mayDo(rights, right))}
      onChange={(chosen) => onChange(closeRights(sumOf(chosen) | rightBits.read))}
    >
      {single.map((right) => (
        <Checkbox key={right} value={right} isDisabled={right === 'read'}>
          {t(`rights.${right}`)}
        </Checkbox>
      ))}
    </CheckboxGroup>
  )
}

const sumOf = (chosen: readonly string[]): Rights =>
  single.reduce((sum, right) => (chosen.includes(right) ? sum | rightBits[right] : sum), 0)
