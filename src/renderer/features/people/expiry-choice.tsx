// For how long: without end, or up to and including a day. Renderer.
import { DatePicker, Switch } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { getLocalTimeZone, today } from '@internationalized/date'
import { useTranslation } from 'react-i18next'
import { dayOf, endOfDay, proposedDay } from './expiry.ts'

const column = style({ display: 'flex', flexDirection: 'column', gap: 12, alignItems: 'start' })
const field = style({ width: 240 })

export type ExpiryChoiceProps = {
  /** Milliseconds since 1970; null: without end. */
  readonly expiresAt: number | null
  readonly onChange: (expiresAt: number | null) => void
}

export function ExpiryChoice({ expiresAt, onChange }: ExpiryChoiceProps) {
  const { t } = useTranslation()
  const zone = getLocalTimeZone()
  return (
    <div className={column}>
      <Switch
        isSelected={expiresAt !== null}
        onChange={(on) => onChange(on ? endOfDay(proposedDay(zone), zone) : null)}
      >
        {t('people.limited')}
      </Switch>
      {expiresAt === null ? null : (
        <DatePicker
          label={t('people.lastDay')}
          description={t('people.lastDayText')}
          value={dayOf(expiresAt, zone)}
          minValue={today(zone)}
          shouldForceLeadingZeros
          onChange={(day) => day && onChange(endOfDay(day, zone))}
          styles={field}
        />
      )}
    </div>
  )
}
