// Text for screen readers only. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'

const hidden = style({
  position: 'absolute',
  width: '[1px]',
  height: '[1px]',
  overflow: 'hidden',
  whiteSpace: 'nowrap',
  clipPath: '[inset(50%)]',
})

export function Hidden({ children }: { children: ReactNode }) {
  return <span className={hidden}>{children}</span>
}
