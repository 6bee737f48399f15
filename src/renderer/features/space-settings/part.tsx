// One part of a space's settings: a heading, what it is about, and what can be done. Renderer.
import { Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useId, type ReactNode } from 'react'

const part = style({ display: 'flex', flexDirection: 'column', gap: 12, maxWidth: 880, flexShrink: 0 })
const heading = style({ font: 'title', margin: 0 })
const note = style({ font: 'ui', color: 'neutral-subdued', margin: 0 })
const row = style({ display: 'flex', alignItems: 'center', gap: 16, flexWrap: 'wrap' })
const words = style({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, flexBasis: 280 })
const strong = style({ font: 'ui', fontWeight: 'bold', margin: 0, overflowWrap: 'anywhere' })

export function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={part} aria-labelledby={id}>
      <Heading level={2} styles={heading} id={id}>
        {title}
      </Heading>
      {text === undefined ? null : <p className={note}>{text}</p>}
      {children}
    </section>
  )
}

/** Something that is so, and the button that changes it. */
export function Fact({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className={row}>
      <div className={words}>
        <p className={strong}>{title}</p>
        <p className={note}>{text}</p>
      </div>
      {children}
    </div>
  )
}
