// Sixty digits to be read aloud and compared: four lines of three groups, read in turns; to a screen reader digit by digit.
// Renderer. PROTOCOL §7.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import { Hidden } from '../../ui/hidden.tsx'

const lines = style({
  display: 'flex',
  flexDirection: 'column',
  margin: 0,
  padding: 8,
  listStyleType: 'none',
  backgroundColor: 'layer-1',
  borderRadius: 'lg',
  userSelect: 'text',
})
const line = style({ display: 'flex', alignItems: 'center', gap: 16, paddingX: 12, paddingY: 8 })
const who = style({ font: 'ui-sm', color: 'neutral-subdued', width: 128, flexShrink: 0, truncate: true })
const groups = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
  flexGrow: 1,
  font: 'code-xl',
  textAlign: 'center',
})

export type SafetyDigitsProps = {
  readonly number: string
  readonly label: string
  /** The other person, who reads every second line. */
  readonly name: string
}

export function SafetyDigits({ number, label, name }: SafetyDigitsProps) {
  const { t } = useTranslation()
  const all = number.split(/\s+/u)
  const rows = [0, 3, 6, 9].map((at) => all.slice(at, at + 3))
  return (
    <ol className={lines} aria-label={label}>
      {rows.map((row, i) => (
        <li key={i} className={line}>
          <span className={who} title={i % 2 === 0 ? undefined : name}>
            {i % 2 === 0 ? t('safety.youRead') : t('safety.theyRead', { name })}
          </span>
          <span className={groups} aria-hidden="true">
            {row.map((group, n) => (
              <span key={n}>{group}</span>
            ))}
          </span>
          <Hidden>{row.map((group) => group.replace(/(?<=\d)(?=\d)/gu, ' ')).join(', ')}</Hidden>
        </li>
      ))}
    </ol>
  )
}
