// Where a new space lives, for whoever has more than one relay; nothing for everybody else. Renderer.
import { Picker, PickerItem } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { OwnRelay } from '../../../shared/ipc/relays.ts'
import { useAnswer } from '../../bridge/queries.ts'
import { relayName } from '../../ui/relay-name.ts'

const wide = style({ width: 'full' })

type RelayChoiceProps = {
  /** Undefined: home. */
  readonly value: OwnRelay['relay'] | undefined
  readonly onChange: (relay: OwnRelay['relay']) => void
}

export function RelayChoice({ value, onChange }: RelayChoiceProps) {
  const { t } = useTranslation()
  const { data: relays = [] } = useAnswer('relays.list', {})
  if (relays.length < 2) return null
  return (
    <Picker
      label={t('relays.forSpace')}
      value={value ?? relays.find(({ isHome }) => isHome)?.relay ?? null}
      onChange={(key) => onChange(key as OwnRelay['relay'])}
      styles={wide}
    >
      {relays.map((relay) => (
        <PickerItem key={relay.relay} id={relay.relay}>
          {relayName(t, relay)}
        </PickerItem>
      ))}
    </Picker>
  )
}
