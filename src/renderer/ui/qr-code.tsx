// A text as a QR code, dark on white in both themes: readers expect it so. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import encodeQR from 'qr'
import { useMemo } from 'react'

const frame = style({
  backgroundColor: '[#fff]',
  borderRadius: 'default',
  size: { size: { M: 200, L: 240 } },
  flexShrink: 0,
  display: 'block',
  forcedColorAdjust: 'none',
})

/** Bytes that a code takes which a camera still reads from a screen. */
const limit = 1400
export const fitsQrCode = (text: string): boolean => text.length <= limit

/** `label`: what the code holds, for whoever does not see it. Nothing for a text that does not fit. */
export function QrCode({ text, label, size = 'M' }: { text: string; label: string; size?: 'M' | 'L' }) {
  const rows = useMemo(() => (fitsQrCode(text) ? encodeQR(text, 'raw', { ecc: 'low', border: 4 }) : null), [text])
  if (rows === null) return null
  const squares = rows.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')
  return (
    <svg
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      className={frame({ size })}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path fill="#000" d={squares} />
    </svg>
  )
}
