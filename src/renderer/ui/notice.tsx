// Something that waits for a person's answer: who, what, and the answers. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'

const box = style({
  display: 'flex',
  alignItems: 'center',
  gap: 16,
  flexWrap: 'wrap',
  paddingX: 16,
  paddingY: 12,
  borderRadius: 'lg',
  backgroundColor: 'layer-1',
  borderWidth: 0,
  borderStartWidth: 4,
  borderStyle: 'solid',
  borderColor: 'blue-800',
})
const texts = style({ display: 'flex', flexDirection: 'column', gap: 4, flexGrow: 1, minWidth: 0, flexBasis: 280 })
const title = style({ font: 'ui', fontWeight: 'bold', margin: 0 })
const text = style({
  font: 'ui-sm',
  color: 'neutral',
  margin: 0,
  display: 'flex',
  columnGap: 12,
  rowGap: 4,
  flexWrap: 'wrap',
  alignItems: 'center',
})

export type NoticeProps = {
  readonly title: string
  readonly text: string
  readonly person: ReactNode
  readonly children: ReactNode
}

export function Notice({ title: heading, text: detail, person, children }: NoticeProps) {
  return (
    <div className={box} role="group" aria-label={heading}>
      <div className={texts}>
        <p className={title}>{heading}</p>
        <div className={text}>
          {person}
          <span>{detail}</span>
        </div>
      </div>
      {children}
    </div>
  )
}
