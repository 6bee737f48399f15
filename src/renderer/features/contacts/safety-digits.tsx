// Sixty digits in twelve groups, to be read aloud and compared. Renderer. PROTOCOL §7.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

const grid = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
  gap: 12,
  margin: 0,
  padding: 20,
  listStyleType: 'none',
  font: 'code-xl',
  textAlign: 'center',
  backgroundColor: 'layer-1',
  borderRadius: 'lg',
  userSelect: 'text',
})

export function SafetyDigits({ number, label }: { number: string; label: string }) {
  return (
    <ol className={grid} aria-label={label}>
      {number.split(/\s+/u).map((group, i) => (
        <li key={i}>{group}</li>
      ))}
    </ol>
  )
}
