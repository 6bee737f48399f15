// Who can reach the relay in this app: only me, this network, everybody at an address. Renderer.
import { Radio, RadioGroup, TextField } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { ReachChoice as Choice } from '../../shared/ipc/relay.ts'

const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })
const wide = style({ width: 'full' })
const kinds = ['only-me', 'this-network', 'address'] as const

export type ReachChoiceProps = {
  readonly value: Choice
  readonly onChange: (value: Choice) => void
  readonly isDisabled?: boolean
}

export function ReachChoice({ value, onChange, isDisabled = false }: ReachChoiceProps) {
  const { t } = useTranslation()
  return (
    <>
      <RadioGroup
        label={t('relay.reach.label')}
        value={value.kind}
        isDisabled={isDisabled}
        onChange={(kind) => onChange(choiceOf(kind as Choice['kind'], ''))}
      >
        {kinds.map((kind) => (
          <Radio key={kind} value={kind}>
            {t(`relay.reach.${kind}`)}
          </Radio>
        ))}
      </RadioGroup>
      <p className={note}>{t(`relay.note.${value.kind}`)}</p>
      {value.kind === 'address' ? (
        <TextField
          label={t('relay.url')}
          placeholder={t('relay.urlExample')}
          value={value.address}
          onChange={(address) => onChange(choiceOf('address', address))}
          maxLength={2048}
          isDisabled={isDisabled}
          styles={wide}
        />
      ) : null}
    </>
  )
}

const choiceOf = (kind: Choice['kind'], address: string): Choice =>
  kind === 'address' ? { kind, address, untried: false } : { kind }

/** Nothing is missing: an address was typed where one belongs. */
export const isWholeReach = (value: Choice): boolean => value.kind !== 'address' || value.address.trim() !== ''
