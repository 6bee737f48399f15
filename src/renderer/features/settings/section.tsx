// A titled group of settings, and how the lines in one look. Renderer.
import { Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'

const section = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  padding: 20,
  borderRadius: 'lg',
  backgroundColor: 'layer-1',
  flexShrink: 0,
})
const heading = style({ font: 'title', margin: 0 })

/** Things side by side, as far as there is room. */
export const row = style({ display: 'flex', gap: 24, flexWrap: 'wrap', alignItems: 'end' })
/** A sentence that explains. */
export const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={section} aria-label={title}>
      <Heading level={2} styles={heading}>
        {title}
      </Heading>
      {children}
    </section>
  )
}
