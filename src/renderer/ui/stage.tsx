// A centred card on an otherwise empty window: lock screen, first steps, what keeps the app from starting. Renderer.
import { Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { Seal } from './seal.tsx'

const stage = style({
  position: 'absolute',
  inset: 0,
  display: 'flex',
  overflow: 'auto',
  backgroundColor: 'layer-1',
  font: 'body',
})
const card = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 20,
  margin: 'auto',
  width: { default: 440, isWide: 680 },
  boxSizing: 'border-box',
  padding: 32,
  backgroundColor: 'layer-2',
  borderRadius: 'xl',
  boxShadow: 'elevated',
})
const head = style({ display: 'flex', alignItems: 'center', gap: 16 })
const titles = style({ display: 'flex', flexDirection: 'column', gap: 4, minWidth: 0 })
const title = style({ font: 'heading', margin: 0 })
const lead = style({ font: 'body', color: 'neutral-subdued', margin: 0 })

export type StageProps = {
  readonly title?: string
  readonly lead?: string
  readonly wide?: boolean
  readonly children: ReactNode
}

export function Stage({ title: text, lead: below, wide = false, children }: StageProps) {
  return (
    <main className={stage}>
      <div className={card({ isWide: wide })}>
        {text === undefined ? null : (
          <header className={head}>
            <Seal size="L" />
            <div className={titles}>
              <Heading level={1} styles={title}>
                {text}
              </Heading>
              {below === undefined ? null : <p className={lead}>{below}</p>}
            </div>
          </header>
        )}
        {children}
      </div>
    </main>
  )
}
