// What something is called, and below it, quietly, what else is to be known of it: in tables and lists. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'

const lines = style({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 })
const strong = style({ font: 'ui', fontWeight: 'bold', overflowWrap: 'anywhere' })
const quiet = style({ font: 'ui-sm', color: 'neutral-subdued', overflowWrap: 'anywhere' })
const cut = style({ lineClamp: 2 })

type TwoLinesProps = {
  readonly first: ReactNode
  readonly second: ReactNode
  /** For names and notes of any length: each takes at most two lines. */
  readonly isCut?: boolean
}

export function TwoLines({ first, second, isCut = false }: TwoLinesProps) {
  const also = isCut ? ` ${cut}` : ''
  return (
    <span className={lines}>
      <span className={strong + also}>{first}</span>
      {second === null ? null : <span className={quiet + also}>{second}</span>}
    </span>
  )
}
