// The mark of the product: a seal with a keyhole. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

const sizes = style({ size: { size: { S: 24, L: 56 } }, flexShrink: 0, color: 'accent', display: 'block' })

/** Decoration only: the name stands beside it or in the title. */
export function Seal({ size = 'S' }: { size?: 'S' | 'L' }) {
  return (
    <svg viewBox="0 0 32 32" className={sizes({ size })} aria-hidden="true">
      <path
        fill="currentColor"
        fillRule="evenodd"
        d="M16.00 2.80A3.83 3.83 0 0 1 22.60 4.57A3.83 3.83 0 0 1 27.43 9.40A3.83 3.83 0 0 1 29.20 16.00A3.83 3.83 0 0 1 27.43 22.60A3.83 3.83 0 0 1 22.60 27.43A3.83 3.83 0 0 1 16.00 29.20A3.83 3.83 0 0 1 9.40 27.43A3.83 3.83 0 0 1 4.57 22.60A3.83 3.83 0 0 1 2.80 16.00A3.83 3.83 0 0 1 4.57 9.40A3.83 3.83 0 0 1 9.40 4.57A3.83 3.83 0 0 1 16.00 2.80zM16 9.5a3.6 3.6 0 0 0-1.8 6.7V22h3.6v-5.8A3.6 3.6 0 0 0 16 9.5z"
      />
    </svg>
  )
}
