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
        d="M16 1l3.1 2.3 3.8-.6 1.7 3.5 3.7 1.1.1 3.9 2.8 2.7-1.6 3.5 1.6 3.5-2.8 2.7-.1 3.9-3.7 1.1-1.7 3.5-3.8-.6L16 31l-3.1-2.3-3.8.6-1.7-3.5-3.7-1.1-.1-3.9L.8 18.100l1.600-3.500L.8 11.100l2.800-2.700.1-3.900 3.700-1.100L9.100 2.700l3.800.6zM16 9a4 4 0 0 0-2 7.460V22h4v-5.540A4 4 0 0 0 16 9z"
      />
    </svg>
  )
}
